import type { NativeType, Transaction } from '../contract';
import { type ApexSet, apexException } from '../runtime/values';
import { effectsOf } from './async/effects';

type Text = string | null;

/** Most users of one `send`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Messaging_CustomNotification.htm */
const MOST_RECIPIENTS = 500;

/** `Messaging.CustomNotification`. */
class CustomNotification {
  typeId: Text = null;
  title: Text = null;
  body: Text = null;
  targetId: Text = null;
  targetPageRef: Text = null;

  /** Sends it once the transaction is committed; a test sends nothing. */
  send(tx: Transaction, users: ApexSet | null): void {
    const { typeId, title, body, targetId, targetPageRef } = this;
    const recipients = users?.values().map(String) ?? [];
    if (!typeId || !title || !body || (!targetId && !targetPageRef) || recipients.length === 0) {
      throw apexException(
        'System.IllegalArgumentException',
        'A custom notification needs a type, a title, a body, a target and recipients.'
      );
    }
    if (recipients.length > MOST_RECIPIENTS) {
      throw apexException(
        'System.IllegalArgumentException',
        `A custom notification goes to ${MOST_RECIPIENTS} users at most.`
      );
    }
    effectsOf(tx).push({ kind: 'notify', typeId, title, body, targetId, targetPageRef, recipients });
  }
}

function setter(field: 'typeId' | 'title' | 'body' | 'targetId' | 'targetPageRef') {
  return (_: Transaction, self: CustomNotification, value: Text): void => void (self[field] = value);
}

export const notificationType: NativeType = {
  name: 'Messaging.CustomNotification',
  instanceClass: CustomNotification,
  constructors: {
    '()': () => new CustomNotification(),
    // The second one is a sender that is no longer used.
    '(string,string,string,string,string,string)': (
      _: Transaction,
      typeId,
      _sender,
      title,
      body,
      targetId,
      targetPageRef
    ) => Object.assign(new CustomNotification(), { typeId, title, body, targetId, targetPageRef })
  },
  instance: {
    'setnotificationtypeid(string)': setter('typeId'),
    'settitle(string)': setter('title'),
    'setbody(string)': setter('body'),
    'settargetid(string)': setter('targetId'),
    'settargetpageref(string)': setter('targetPageRef'),
    'send(set<string>)': (tx: Transaction, self: CustomNotification, users: ApexSet | null) => self.send(tx, users)
  }
};
