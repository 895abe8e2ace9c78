import type { Row } from '../apex/contract';
import type { SetupStore } from '../salesforce/store';
import { CREDENTIAL, DAY, PROVIDER } from './northwind';
import type { Change } from './scenario';

/** Changes of the package's own records. */

/** A live call that passed some days ago and told whose account it is. */
export function provenDaysAgo(days: number): Change {
  return ({ org, constantContact }, { now }) => {
    org.records = [
      ...(org.records ?? []),
      {
        object: 'Relink_Run__c',
        row: (store) => ({
          ...owned(store, now - days * DAY),
          OwnerId: store.runningUser.id,
          Name: 'RUN-000001',
          Kind__c: 'Proof',
          Outcome__c: 'Passed',
          Completed_At__c: new Date(now - days * DAY).toISOString(),
          Auth_Provider__c: PROVIDER,
          Named_Credential__c: CREDENTIAL,
          Named_Credential_Id__c: store.find('NamedCredential', CREDENTIAL)?.id ?? null,
          Consent_Proven__c: false,
          Account__c: constantContact.account.organizationName,
          Http_Status__c: 200
        })
      }
    ];
  };
}

/** The admin switched the session page off for the whole org. */
export const withoutSessionPage: Change = ({ org }, { now }) => {
  org.records = [
    ...(org.records ?? []),
    {
      object: 'Relink_Settings__c',
      row: (store) => ({ ...owned(store, now - DAY), SetupOwnerId: store.orgId, Session_Page_Off__c: true })
    }
  ];
};

/** What every row has. */
function owned(store: SetupStore, at: number): Row {
  const date = new Date(at).toISOString();
  const userId = store.runningUser.id;
  return {
    Id: store.ids.next('a00'),
    IsDeleted: false,
    CreatedById: userId,
    CreatedDate: date,
    LastModifiedById: userId,
    LastModifiedDate: date,
    SystemModstamp: date
  };
}
