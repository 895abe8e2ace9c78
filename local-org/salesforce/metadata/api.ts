import type { Element } from '@xmldom/xmldom';
import { kickoffUrls } from '../provider-addresses';
import type { Session, Sessions } from '../sessions';
import type { Component, ComponentType, OrgUser, SetupStore } from '../store';
import { MOST_COMPONENTS, heldType, limit, parts } from './call-parts';
import type { MetadataCall } from './call-parts';
import { createMetadata, deleteMetadata, updateMetadata } from './save';
import { SoapFault } from './soap-fault';
import { listReply, readReply } from './soap-reply';
import type { ReadRecord } from './soap-reply';
import { elementText, qualified } from './soap-request';
import type { SoapRequest } from './soap-request';
import { PLACEHOLDER } from './values';
import type { MetadataValues } from './values';

/** Most queries of listMetadata. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_listmetadata.htm */
const MOST_QUERIES = 3;

const FILES: Record<ComponentType, { folder: string; suffix: string }> = {
  AuthProvider: { folder: 'authproviders', suffix: 'authprovider' },
  ExternalAuthIdentityProvider: {
    folder: 'externalAuthIdentityProviders',
    suffix: 'externalAuthIdentityProvider'
  },
  ExternalCredential: { folder: 'externalCredentials', suffix: 'externalCredential' },
  NamedCredential: { folder: 'namedCredentials', suffix: 'namedCredential' }
};

/** Operations of the WSDL that the local org leaves out. */
const LEFT_OUT = [
  'cancelDeploy',
  'checkDeployStatus',
  'checkRetrieveStatus',
  'deploy',
  'deployRecentValidation',
  'describeMetadata',
  'describeValueType',
  'renameMetadata',
  'retrieve',
  'upsertMetadata'
];

/** What the API works on. */
export interface MetadataContext {
  store: SetupStore;
  sessions: Sessions;
  /** My Domain address without a trailing slash. */
  orgUrl: string;
}

/** Reads a call after checking its session. @throws SoapFault for everything that the API refuses as a whole */
export function readCall({ store, sessions, orgUrl }: MetadataContext, request: SoapRequest): MetadataCall {
  const { user, session } = authorize(store, sessions, request.sessionId);
  switch (request.operation) {
    case 'listMetadata':
      return listMetadata(store, request.call);
    case 'readMetadata':
      return highEnough(store, session, readMetadata(store, orgUrl, request.call));
    case 'createMetadata':
      return highEnough(store, session, createMetadata(store, request, user));
    case 'updateMetadata':
      return highEnough(store, session, updateMetadata(store, request, user));
    case 'deleteMetadata':
      return highEnough(store, session, deleteMetadata(store, request, user));
    default:
      if (LEFT_OUT.includes(request.operation)) {
        throw SoapFault.client(`The local org does not implement ${request.operation}.`);
      }
      throw SoapFault.client(
        `No operation available for request ${qualified(request.call)}, please check the WSDL for the service.`
      );
  }
}

/**
 * Texts seen in practice: github.com/certinia/apex-mdapi/issues/138 and 216, github.com/forcedotcom/postman-salesforce-apis/issues/56.
 * How an org with API Access Control answers is not documented; CLIENT_NOT_ACCESSIBLE_FOR_USER is the exception code that fits.
 */
function authorize(
  store: SetupStore,
  sessions: Sessions,
  sessionId: string | null
): { user: OrgUser; session: Session } {
  const session: Session | null = sessionId ? sessions.find(sessionId) : null;
  if (!session) {
    throw SoapFault.api('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  }
  if (!sessions.live(session.id)) {
    throw SoapFault.api('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Session expired or invalid');
  }
  if (session.kind !== 'visualforce') {
    throw SoapFault.api('INVALID_SESSION_ID', 'This session is not valid for use with the API');
  }
  if (store.switches.sessionPolicy === 'ip-locked') {
    throw SoapFault.api('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  }
  if (store.switches.sessionPolicy === 'api-access-control') {
    throw SoapFault.api(
      'CLIENT_NOT_ACCESSIBLE_FOR_USER',
      'The current user does not have permission to access the specified client'
    );
  }
  const user = store.user(session.userId);
  if (!user.userPermissions.has('ApiEnabled')) {
    throw SoapFault.api('API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner');
  }
  if (!user.userPermissions.has('ModifyMetadata') && !user.userPermissions.has('ModifyAllData')) {
    throw SoapFault.api(
      'INSUFFICIENT_ACCESS',
      'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions'
    );
  }
  return { user, session };
}

/** Lets a call through whose session has the level that the org asks for. */
function highEnough(store: SetupStore, session: Session, call: MetadataCall): MetadataCall {
  const asks = store.switches.sessionPolicy === 'high-assurance' && call.types.includes('AuthProvider');
  if (asks && session.level === 'STANDARD') {
    throw SoapFault.api('INSUFFICIENT_ACCESS', 'insufficient access rights: the session needs a higher security level');
  }
  return call;
}

function listMetadata(store: SetupStore, call: Element): MetadataCall {
  const queries: ComponentType[] = [];
  for (const part of parts(call, ['queries', 'asOfVersion'])) {
    if (part.localName === 'asOfVersion') {
      checkVersion(elementText(part));
      continue;
    }
    const type = parts(part, ['type', 'folder']).find((field) => field.localName === 'type');
    if (!type) {
      throw SoapFault.client('Required field is missing: type in type ListMetadataQuery');
    }
    queries.push(heldType(elementText(type)));
  }
  limit(queries.length, MOST_QUERIES);
  const zero = store.switches.listDates === 'epoch';
  return {
    operation: 'listMetadata',
    types: queries,
    run: () => listReply(queries.flatMap((type) => store.list(type)).map((item) => fileProperties(store, item, zero)))
  };
}

function fileProperties(store: SetupStore, item: Component, withoutDates: boolean): Record<string, string> {
  const { folder, suffix } = FILES[item.type];
  const date = (milliseconds: number): string => new Date(withoutDates ? 0 : milliseconds).toISOString();
  return {
    createdById: item.createdById,
    createdByName: store.user(item.createdById).fullName,
    createdDate: date(item.createdDate),
    fileName: `${folder}/${item.fullName}.${suffix}`,
    fullName: item.fullName,
    id: item.id,
    lastModifiedById: item.lastModifiedById,
    lastModifiedByName: store.user(item.lastModifiedById).fullName,
    lastModifiedDate: date(item.lastModifiedDate),
    manageableState: item.namespace === null ? 'unmanaged' : 'installed',
    namespacePrefix: item.namespace ?? '',
    type: item.type
  };
}

function readMetadata(store: SetupStore, orgUrl: string, call: Element): MetadataCall {
  let type: ComponentType | null = null;
  const names: string[] = [];
  for (const part of parts(call, ['type', 'fullNames'])) {
    if (part.localName === 'type') {
      type = heldType(elementText(part));
    } else {
      names.push(elementText(part));
    }
  }
  if (!type) {
    throw SoapFault.client('Required field is missing: type in readMetadata');
  }
  limit(names.length, MOST_COMPONENTS);
  const wanted = type;
  return {
    operation: 'readMetadata',
    types: [wanted],
    run: () => readReply(names.map((name) => record(store, orgUrl, store.find(wanted, name))))
  };
}

function record(store: SetupStore, orgUrl: string, component: Component | null): ReadRecord {
  return component && { type: component.type, fullName: component.fullName, values: shown(store, orgUrl, component) };
}

/** What a read shows: secrets as the placeholder, and the addresses that the org computes. */
function shown(store: SetupStore, orgUrl: string, component: Component): MetadataValues {
  const isProvider = component.type === 'AuthProvider';
  const values: MetadataValues = { ...component.values, ...(isProvider ? kickoffUrls(store, orgUrl, component) : {}) };
  if (isProvider && component.consumerSecret !== null) {
    values.consumerSecret = PLACEHOLDER;
  }
  if (component.tokens && store.switches.tokensOnRead === 'placeholder') {
    values.oauthToken = PLACEHOLDER;
    if (component.tokens.refreshToken !== null) {
      values.oauthRefreshToken = PLACEHOLDER;
    }
  }
  return values;
}

function checkVersion(version: string): void {
  const number = Number(version);
  if (version === '' || !Number.isFinite(number)) {
    throw SoapFault.client(`'${version}' is not a valid value for the type xsd:double`);
  }
  if (number > 65) {
    throw SoapFault.api('UNSUPPORTED_API_VERSION', `Invalid Api version specified: ${version}`);
  }
}
