import { Router } from 'express';
import type { Identity, OrgHost, Row } from '../apex/contract';
import { metadataRouter } from './metadata/router';
import type { PackageMetadata } from './package-metadata';
import { RecordStore } from './rows/record-store';
import { NamedIds, SETUP_ROWS } from './rows/setup-rows';
import type { OrgSeed } from './seed';
import { Sessions } from './sessions';
import { SetupStore } from './store';
import type { Clock, OrgUser } from './store';

export { readPackageMetadata } from './package-metadata';
export type { PackageMetadata } from './package-metadata';
export type { OrgSeed } from './seed';
export type { Session, SessionKind } from './sessions';
export type { MetadataFault, Switches } from './switches';
export type { Clock, Component } from './store';

/** The org's three sites in this run, without trailing slash: `http://relink.my.localhost:4600`. */
export interface Origins {
  lightning: string;
  my: string;
  vf: string;
}

export interface OrgOptions {
  seed: OrgSeed;
  origins: Origins;
  clock: Clock;
  /** Permission sets and remote sites that installing the package brought; asked each time, so that a change of the source shows. */
  packageMetadata: () => PackageMetadata;
}

/** The emulated org. */
export interface Org {
  host: OrgHost;
  /** What each site serves. Paths that belong to the page shell or to nobody fall through. */
  routers: Record<keyof Origins, Router>;
  store: SetupStore;
  records: RecordStore;
  sessions: Sessions;
}

/** Builds the emulated org from a start state. It listens nowhere by itself. */
export function createOrg(options: OrgOptions): Org {
  const store = new SetupStore(options.seed, options.clock);
  const sessions = new Sessions(store);
  const records = new RecordStore();
  const source = {
    store,
    ids: new NamedIds(store),
    orgUrl: options.origins.my,
    permissionSets: () => options.packageMetadata().permissionSets
  };
  const my = Router();
  my.use(metadataRouter(store, sessions));
  const host: OrgHost = {
    identity: (sessionId) => identity(store, sessions, options, sessionId),
    rows: (object) => rows(object),
    commit: (changes) => records.commit(changes),
    send: () => Promise.reject(new Error('not yet')),
    now: () => options.clock.now()
  };
  function rows(object: string): Row[] {
    const name = Object.keys(SETUP_ROWS).find((known) => known.toLowerCase() === object.toLowerCase());
    if (name) {
      return SETUP_ROWS[name](source);
    }
    if (object.toLowerCase().endsWith('__c')) {
      return records.rows(object);
    }
    throw new Error(`The local org has no object ${object}.`);
  }
  return { host, routers: { lightning: Router(), my, vf: Router() }, store, records, sessions };
}

function identity(store: SetupStore, sessions: Sessions, options: OrgOptions, sessionId: string): Identity {
  const session = sessions.live(sessionId);
  if (!session) {
    throw new Error('The session is not valid or has expired.');
  }
  const user: OrgUser = store.user(session.userId);
  return {
    userId: user.id,
    userName: user.userName,
    fullName: user.fullName,
    orgId: store.orgId,
    orgName: store.organization.name,
    isSandbox: store.organization.isSandbox,
    orgDomainUrl: options.origins.my,
    sessionId,
    profileName: user.profile,
    timeZone: 'America/Los_Angeles',
    locale: 'en_US',
    permissionSets: [...user.permissionSets],
    userPermissions: [...user.userPermissions]
  };
}
