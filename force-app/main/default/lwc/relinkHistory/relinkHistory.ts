import { NavigationMixin } from 'lightning/navigation';
import type { PageReference } from 'lightning/navigation';
import { LightningElement, api } from 'lwc';
import Done from '@salesforce/label/c.Relink_Outcome_Done';
import Empty from '@salesforce/label/c.Relink_History_Empty';
import Failed from '@salesforce/label/c.Relink_Outcome_Failed';
import More from '@salesforce/label/c.Relink_History_More';
import Partial from '@salesforce/label/c.Relink_Outcome_Partial';
import Passed from '@salesforce/label/c.Relink_Outcome_Passed';
import Proof from '@salesforce/label/c.Relink_History_Proof';
import Recorded from '@salesforce/label/c.Relink_Outcome_Recorded';
import Retirement from '@salesforce/label/c.Relink_History_Retirement';
import SecretNotStored from '@salesforce/label/c.Relink_History_SecretNotStored';
import Started from '@salesforce/label/c.Relink_Outcome_Started';
import Title from '@salesforce/label/c.Relink_History_Title';
import Undo from '@salesforce/label/c.Relink_History_Undo';
import UndoOne from '@salesforce/label/c.Relink_History_UndoOne';
import Unknown from '@salesforce/label/c.Relink_Outcome_Unknown';
import Unreadable from '@salesforce/label/c.Relink_History_Unreadable';
import Update from '@salesforce/label/c.Relink_History_Update';
import UpdateNone from '@salesforce/label/c.Relink_History_UpdateNone';
import UpdateOne from '@salesforce/label/c.Relink_History_UpdateOne';
import ViewAll from '@salesforce/label/c.Relink_History_ViewAll';
import When from '@salesforce/label/c.Relink_History_When';
import { STEPS } from 'c/relinkJourney';
import { dateTimeText, fill } from 'c/relinkText';
import type { StepMessage } from 'c/relinkEvents';
import type { HomeOpen } from 'c/relinkHomeCard';
import type { RelinkHomeConnection, RelinkRunView } from 'c/relinkTypes';

type Look = 'success' | 'warning' | 'error';

interface RunRow {
  id: string;
  title: string;
  when: string;
  result: string;
  icon: string;
  look: Look;
  run: RelinkRunView;
  /** Connection whose values from before the run can be put back; null when they cannot. */
  undone: RelinkHomeConnection | null;
}

const OUTCOMES: Record<RelinkRunView['outcome'], { word: string; look: Look }> = {
  Started: { word: Started, look: 'warning' },
  Done: { word: Done, look: 'success' },
  Partial: { word: Partial, look: 'warning' },
  Failed: { word: Failed, look: 'error' },
  Unknown: { word: Unknown, look: 'warning' },
  Passed: { word: Passed, look: 'success' },
  Recorded: { word: Recorded, look: 'success' }
};

/** @see https://developer.salesforce.com/docs/platform/lwc/guide/reference-page-reference-type.html */
const LIST_VIEW: PageReference = {
  type: 'standard__objectPage',
  attributes: { objectApiName: 'Relink_Run__c', actionName: 'list' },
  state: { filterName: 'All' }
};

/**
 * The last runs as a list: what, when, who, and how it ended. Names of fields are counted, values are never shown, except in the preview of
 * what would be put back. Fires `relinkopen` (detail {@link HomeOpen}) for what is left to do in the wizard then.
 */
export default class RelinkHistory extends NavigationMixin(LightningElement) {
  /** Runs, newest first. Null or absent: they could not be read. */
  @api runs?: readonly RelinkRunView[] | null;
  /** How many of them are listed. */
  @api limit = 3;
  /** Those whose runs can be put back from here. */
  @api connections: readonly RelinkHomeConnection[] = [];
  @api portalUrl = '';

  /** All are listed. */
  private all = false;

  listUrl = '';
  readonly text = { Empty, Title, Unreadable, ViewAll };

  override connectedCallback(): void {
    void this[NavigationMixin.GenerateUrl](LIST_VIEW).then((url) => {
      this.listUrl = url;
    });
  }

  get unreadable(): boolean {
    return !this.runs;
  }

  get empty(): boolean {
    return this.runs?.length === 0;
  }

  get profile(): { portalUrl: string } {
    return { portalUrl: this.portalUrl };
  }

  get moreLabel(): string | null {
    const more = (this.runs?.length ?? 0) - this.limit;
    return more > 0 && !this.all ? fill(More, more) : null;
  }

  get rows(): RunRow[] {
    const runs = this.runs ?? [];
    return (this.all ? runs : runs.slice(0, this.limit)).map((run) => {
      const { word, look } = OUTCOMES[run.outcome] ?? OUTCOMES.Unknown;
      const when = fill(When, dateTimeText(run.at), run.userName);
      const undone = run.canUndo ? this.connectionOf(run) : null;
      return { id: run.id, title: titleOf(run), when, result: word, icon: `utility:${look}`, look, run, undone };
    });
  }

  private connectionOf(run: RelinkRunView): RelinkHomeConnection | null {
    return this.connections.find(({ credentialName }) => credentialName === run.credentialName) ?? null;
  }

  handleMore(): void {
    this.all = true;
  }

  /** A part of the wizard, at work here: what it asks of the wizard is done there. */
  handleMessage(event: CustomEvent<StepMessage>): void {
    const message = event.detail;
    if (message.type === 'goto' || message.type === 'useSetup' || message.type === 'read') {
      const step = message.type === 'goto' ? STEPS.indexOf(message.step) : 0;
      const { id } = (event.currentTarget as HTMLElement).dataset;
      const detail: HomeOpen = { connectionId: id ?? '', step, run: false };
      this.dispatchEvent(new CustomEvent('relinkopen', { detail }));
    }
  }

  handleViewAll(event: Event): void {
    event.preventDefault();
    this[NavigationMixin.Navigate](LIST_VIEW);
  }
}

function titleOf(run: RelinkRunView): string {
  if (run.kind === 'Proof') {
    return Proof;
  }
  if (run.kind === 'Retirement') {
    return Retirement;
  }
  const count = run.fields?.length ?? 0;
  if (run.kind === 'Undo') {
    return count === 1 ? UndoOne : fill(Undo, count);
  }
  const update = count === 0 ? UpdateNone : count === 1 ? UpdateOne : fill(Update, count);
  return run.secretOutcome === 'notStored' ? fill(SecretNotStored, update) : update;
}
