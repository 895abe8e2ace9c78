import type { Effect } from '../apex/contract';
import type { SetupStore } from './store';

/** A custom notification as it reached the bell. */
export interface Notification {
  /** Developer name of its type. */
  type: string;
  title: string;
  body: string;
  /** Id of the record that it leads to, or null. */
  targetId: string | null;
  /** JSON of the page reference that it leads to, or null. */
  targetPageRef: string | null;
  /** User names. */
  recipients: string[];
  at: number;
}

/**
 * What a committed transaction sent. Ids that are no user's, and a type that the org does not have, reach nobody; that Salesforce says
 * nothing about them is unproven without an org.
 */
export function notificationsIn(
  effects: Effect[],
  store: SetupStore,
  typeNamed: (id: string) => string | null
): Notification[] {
  return effects.flatMap((effect) => {
    const type = effect.kind === 'notify' ? typeNamed(effect.typeId) : null;
    if (effect.kind !== 'notify' || type === null) {
      return [];
    }
    const { title, body, targetId, targetPageRef } = effect;
    const recipients = store.users
      .filter(({ id }) => effect.recipients.some((wanted) => wanted.slice(0, 15) === id.slice(0, 15)))
      .map(({ userName }) => userName);
    return recipients.length > 0
      ? [{ type, title, body, targetId, targetPageRef, recipients, at: store.clock.now() }]
      : [];
  });
}
