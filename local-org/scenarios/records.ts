import type { Row } from '../apex/contract';
import type { SetupStore } from '../salesforce/store';
import { CREDENTIAL, DAY, OLD_KEY, PROVIDER } from './northwind';
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

/** An update of the connection that was carried out some days ago, and a live call after it that proved the new consent. */
export function relinkedDaysAgo(days: number): Change {
  return ({ org, constantContact }, { now }) => {
    const run = (store: SetupStore, name: string, at: number): Row => ({
      ...owned(store, at),
      OwnerId: store.runningUser.id,
      Name: name,
      Completed_At__c: new Date(at).toISOString(),
      Auth_Provider__c: PROVIDER,
      Named_Credential__c: CREDENTIAL,
      Named_Credential_Id__c: store.find('NamedCredential', CREDENTIAL)?.id ?? null,
      Previous_Consumer_Key__c: OLD_KEY
    });
    org.records = [
      ...(org.records ?? []),
      {
        object: 'Relink_Run__c',
        row: (store) => ({
          ...run(store, 'RUN-000001', now - days * DAY),
          Kind__c: 'Update',
          Outcome__c: 'Done',
          Link_Before__c: 'failing',
          Secret_Outcome__c: 'stored',
          Road__c: 'place',
          Fields_Changed__c: 'AuthProvider.consumerKey, AuthProvider.authorizeUrl, AuthProvider.tokenUrl',
          Consent_Proven__c: false
        })
      },
      {
        object: 'Relink_Run__c',
        row: (store) => ({
          ...run(store, 'RUN-000002', now - (days - 1) * DAY),
          Kind__c: 'Proof',
          Outcome__c: 'Passed',
          Consent_Proven__c: true,
          Account__c: constantContact.account.organizationName,
          Http_Status__c: 200
        })
      }
    ];
  };
}

/** Some months ago this org kept the old secret of another connection, which is gone by now. */
export const keptSecretBefore: Change = ({ org }, { now }) => {
  org.records = [
    ...(org.records ?? []),
    {
      object: 'Relink_Run__c',
      row: (store) => ({
        ...owned(store, now - 90 * DAY),
        OwnerId: store.runningUser.id,
        Name: 'RUN-000001',
        Completed_At__c: new Date(now - 90 * DAY).toISOString(),
        Auth_Provider__c: 'ConstantContact_Trial',
        Named_Credential__c: 'Constant_Contact_Trial',
        Named_Credential_Id__c: store.ids.next('0XA'),
        Kind__c: 'Update',
        Outcome__c: 'Partial',
        Fault_Code__c: 'RL-210',
        Link_Before__c: 'failing',
        Secret_Outcome__c: 'notStored',
        Road__c: 'place',
        Fields_Changed__c: 'AuthProvider.consumerKey',
        Consent_Proven__c: false
      })
    }
  ];
};

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
