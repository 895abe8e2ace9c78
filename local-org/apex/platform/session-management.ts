import type { NativeType, Transaction } from '../contract';
import { ApexMap, type EnumValue, NotImplementedLocally, apexException } from '../runtime/values';
import { runningUser } from './running-user';

/** Path, on the org's My Domain, of the page that verifies a user's identity. The real one is not documented. */
const VERIFICATION_PATH = '/_ui/identity/verification';

type Text = string | null;

function outsideTests(tx: Transaction, member: string): void {
  if (tx.test) throw new NotImplementedLocally(`Auth.SessionManagement.${member} in a test`);
}

/** Of the attributes of a session only those the local org has; the level is that of the session the request came with. */
function currentSession(tx: Transaction): ApexMap<string, string> {
  outsideTests(tx, 'getCurrentSession');
  const { userId, sessionLevel } = runningUser(tx);
  return new ApexMap<string, string>(
    [
      ['UsersId', userId],
      ['SessionSecurityLevel', sessionLevel]
    ],
    'String',
    'String'
  );
}

function verificationUrl(tx: Transaction, policy: EnumValue | null, description: Text, destination: Text): string {
  outsideTests(tx, 'generateVerificationUrl');
  if (policy === null || description === null || destination === null) {
    throw apexException('System.NullPointerException', 'Argument cannot be null.');
  }
  const query = new URLSearchParams({ policy: policy.name, description, destinationUrl: destination });
  return `${runningUser(tx).orgDomainUrl}${VERIFICATION_PATH}?${query}`;
}

/**
 * `Auth.SessionManagement`: the current session's security level, and the address where a user raises it:
 * `{My Domain}/_ui/identity/verification?policy=HIGH_ASSURANCE&description=…&destinationUrl=…`.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Auth_SessionManagement.htm
 */
export const sessionManagementType: NativeType = {
  name: 'Auth.SessionManagement',
  statics: {
    'getcurrentsession()': currentSession,
    'generateverificationurl(auth.verificationpolicy,string,string)': verificationUrl
  }
};
