import { Router } from 'express';
import type { ApexRuntime, Identity, OrgHost, Row } from '../apex/contract';
import { callout } from './callouts/send';
import type { Egress } from './callouts/wire';
import { callNamedCredentials } from './connect/named-credentials';
import { Jobs } from './jobs';
import { loginPageRouter } from './login-page';
import { metadataRouter } from './metadata/router';
import { notificationsIn } from './notifications';
import type { Notification } from './notifications';
import { Authorizations } from './oauth/authorizations';
import { oauthRouter } from './oauth/router';
import type { Origins } from './origins';
import type { PackageMetadata } from './package-metadata';
import { RecordStore } from './rows/record-store';
import { NamedIds, SETUP_ROWS } from './rows/setup-rows';
import type { RowSource } from './rows/setup-rows';
import { USER_TIME_ZONE } from './seed';
import type { OrgSeed } from './seed';
import { Sessions } from './sessions';
import { setupRouter } from './setup/router';
import { SetupStore } from './store';
import type { Clock, OrgUser } from './store';
import { verificationRouter } from './verification-router';
import { visualforceRouter } from './visualforce-router';

export type { Egress } from './callouts/wire';
export type { Origins } from './origins';
export { readPackageMetadata } from './package-metadata';
export type { PackageMetadata } from './package-metadata';
export type { Notification } from './notifications';
export type { OrgSeed } from './seed';
export type { Session, SessionKind } from './sessions';
export type { MetadataFault, Switches } from './switches';
export type { Clock, Component } from './store';

export interface OrgOptions {
  seed: OrgSeed;
  origins: Origins;
  clock: Clock;
  /** Where callouts and authorization redirects to real hosts go. The org's own sites need no entry. */
  egress: Egress;
  /** Permission sets and remote sites that installing the package brought; asked each time, so that a change of the source shows. */
  packageMetadata: () => PackageMetadata;
  /** Renders a Visualforce page of the package. */
  renderPage: ApexRuntime['renderPage'];
  /** Runs a scheduled or queueable job of the package. */
  runJob: ApexRuntime['runJob'];
  /** Told of each job that ran. Nobody by default. */
  report?: (line: string) => void;
}

/** The emulated org. */
export interface Org {
  host: OrgHost;
  /** What each site serves. Paths that belong to the page shell or to nobody fall through. */
  routers: Record<keyof Origins, Router>;
  store: SetupStore;
  records: RecordStore;
  sessions: Sessions;
  jobs: Jobs;
  /** Custom notifications that were sent, the newest last. */
  notifications: Notification[];
}

/** Builds the emulated org from a start state. It listens nowhere by itself. */
export function createOrg(options: OrgOptions): Org {
  const { origins, clock, egress, packageMetadata } = options;
  const store = new SetupStore(options.seed, clock);
  const sessions = new Sessions(store);
  const records = new RecordStore();
  for (const { object, row } of options.seed.records ?? []) {
    records.commit([{ operation: 'insert', object, row: row(store) }]);
  }
  const permissionSets = (): PackageMetadata['permissionSets'] => [
    ...packageMetadata().permissionSets,
    ...store.permissionSets
  ];
  const notificationTypes = (): PackageMetadata['notificationTypes'] => packageMetadata().notificationTypes;
  const jobs = new Jobs(store, sessions, options.runJob, options.report ?? (() => undefined));
  jobs.seed(options.seed.jobs ?? []);
  const notifications: Notification[] = [];
  const ids = new NamedIds(store);
  const source = { store, ids, orgUrl: origins.my, permissionSets, notificationTypes, jobs };
  const typeNamed = (id: string): string | null =>
    notificationTypes().find(({ name }) => ids.of('0ML', name).slice(0, 15) === id.slice(0, 15))?.name ?? null;
  const authorizations = new Authorizations(store, egress, origins.my);
  const permissionSetId = (name: string): string => ids.of('0PS', name);
  const connect = { store, origins, egress, authorizations, permissionSetId };
  const remoteSites = (): PackageMetadata['remoteSites'] => packageMetadata().remoteSites;
  const setup = { store, sessions, authorizations, origins, jobs, permissionSets, remoteSites };
  return {
    host: {
      identity: (sessionId) => identity(store, sessions, options, sessionId),
      rows: (object) => rows(source, records, object),
      commit: (changes) => records.commit(changes),
      perform(effects, caller) {
        notifications.push(...notificationsIn(effects, store, typeNamed));
        jobs.perform(effects, caller);
      },
      send: (request, caller) => callout({ store, origins, egress, packageMetadata }, request, caller),
      async connect(method, args, caller) {
        const reply = await callNamedCredentials(connect, method, args, caller);
        const isWork = store.switches.connectWrites === 'work' && /^(update|create)/.test(method);
        return reply.ok ? { ...reply, isWork } : reply;
      },
      now: () => clock.now()
    },
    routers: {
      lightning: setupRouter(setup),
      my: Router().use(
        metadataRouter({ store, sessions, orgUrl: origins.my }),
        verificationRouter(setup),
        oauthRouter(setup)
      ),
      vf: Router().use(loginPageRouter(store, origins.lightning), visualforceRouter(sessions, options.renderPage))
    },
    store,
    records,
    sessions,
    jobs,
    notifications
  };
}

function rows(source: RowSource, records: RecordStore, object: string): Row[] {
  const name = Object.keys(SETUP_ROWS).find((known) => known.toLowerCase() === object.toLowerCase());
  if (name) {
    return SETUP_ROWS[name](source);
  }
  if (object.toLowerCase().endsWith('__c')) {
    return records.rows(object);
  }
  throw new Error(`The local org has no object ${object}.`);
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
    sessionLevel: session.level,
    profileName: user.profile,
    timeZone: USER_TIME_ZONE,
    locale: 'en_US',
    permissionSets: [...user.permissionSets],
    userPermissions: [...user.userPermissions]
  };
}
