import type { StepKey } from 'c/relinkJourney';
import type { RelinkConnection, RelinkDailyCheckView, RelinkPlan, RelinkProof, RelinkRunView } from 'c/relinkTypes';

/** What a step tells the wizard. */
export type StepMessage =
  /** A request starts or has ended. */
  | { type: 'working'; step: StepKey; on: boolean }
  /** The step shows a fault, or none any more. */
  | { type: 'fault'; step: StepKey; code: string | null }
  /** The session holds another key or secret, or none. */
  | { type: 'pair' }
  /** A plan was read; null when what was read no longer holds. */
  | { type: 'plan'; plan: RelinkPlan | null }
  /** Facts that came with another answer; what is absent stays as it was read. */
  | {
      type: 'facts';
      connection?: RelinkConnection;
      lastChange?: RelinkRunView;
      lastRetirement?: RelinkRunView;
      dailyCheck?: RelinkDailyCheckView;
    }
  /** A live call was made; it may have failed. */
  | { type: 'proof'; proof: RelinkProof }
  /** The person said that the redirect URL is added. */
  | { type: 'redirectAdded' }
  /** The step is finished: read the org if asked, then go to the next step. `message` is said first. */
  | { type: 'advance'; step: StepKey; read: boolean; message?: string }
  /** Open a step and move there; `fresh`: what it shows is read anew. */
  | { type: 'goto'; step: StepKey; fresh?: boolean }
  /** Read the org again; `quiet`: in the background, with nothing said and focus left where it is. */
  | { type: 'read'; quiet?: boolean }
  /** The person wants to do it in Setup: show what to enter where. */
  | { type: 'useSetup' }
  /** Another connection was chosen. */
  | { type: 'choose'; connectionId: string };

/** Sends a message from a step to the wizard: event `relinkmessage`, not composed. */
export function tell(step: EventTarget, message: StepMessage): void {
  step.dispatchEvent(new CustomEvent('relinkmessage', { detail: message, bubbles: true }));
}

/** Asks the shell to announce a message politely. Never holds a secret. */
export function announce(component: EventTarget, message: string): void {
  component.dispatchEvent(new CustomEvent('relinkannounce', { detail: { message }, bubbles: true, composed: true }));
}
