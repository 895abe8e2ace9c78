/**
 * Shapes of the answers of `RelinkController`, as JSON brings them to the browser.
 * A member that Apex leaves null is absent or null. Date-times are ISO 8601 text in UTC.
 */

/** ISO 8601 date-time in UTC, as Apex serializes a Datetime. */
export type Moment = string;

/** State of a connection, for badges. */
export type RelinkState =
  | 'outdated'
  | 'needsAttention'
  | 'notWorking'
  | 'notAuthorized'
  | 'notProven'
  | 'working'
  | 'unknown'
  | 'notFound'
  | 'noAccess';

/** Outcome of writing the Consumer Secret. */
export type RelinkSecretOutcome = 'stored' | 'notStored' | 'unreadable' | 'notSent';

/** How the Consumer Secret gets into the org. */
export type RelinkRoadKey = 'place' | 'replace' | 'paste';

/** State of a live call right before a change. */
export type RelinkLink = 'working' | 'failing' | 'unknown';

/** Kind of credential: legacy Named Credential, or External Credential on an Auth. Provider or on an External Auth Identity Provider. */
export type RelinkKind = 'legacy' | 'externalCredential' | 'identityProvider';

/** What Salesforce says of the tokens of a principal. */
export type RelinkAuthenticationStatus = 'Configured' | 'NotConfigured' | 'Unknown';

/** A failure with a known code. `params` fill the placeholders of its texts; `detail` is redacted. */
export interface RelinkFault {
  code: string;
  params?: string[] | null;
  httpStatus?: number | null;
  detail?: string | null;
}

export interface RelinkRunView {
  id: string;
  name: string;
  kind: 'Update' | 'Proof' | 'Retirement' | 'Undo';
  outcome: 'Started' | 'Done' | 'Partial' | 'Failed' | 'Unknown' | 'Passed' | 'Recorded';
  at: Moment;
  userName: string;
  providerName: string;
  credentialName: string;
  /** Names of changed fields: `AuthProvider.consumerKey`. */
  fields?: string[] | null;
  secretOutcome?: RelinkSecretOutcome | null;
  faultCode?: string | null;
  linkBefore?: RelinkLink | null;
  consentProven?: boolean | null;
  account?: string | null;
  previousConsumerKey?: string | null;
  httpStatus?: number | null;
  road?: RelinkRoadKey | null;
  /** The Auth. Provider that a new one replaced. */
  replacedProvider?: string | null;
  /** Whether the values from before this run can be put back. */
  canUndo?: boolean | null;
}

/** Absolute URLs of pages of this org. */
export interface RelinkLinks {
  authorize: string;
  editProvider: string;
  viewProvider: string;
  editCredential: string;
  viewCredential: string;
  authProviders: string;
  namedCredentials: string;
  permissionSets: string;
  scheduledJobs: string;
  remoteSites: string;
  user: string;
  sessionSettings: string;
}

export type RelinkCheckKey = 'relink' | 'permissions' | 'session' | 'provider' | 'credential';

/** `names` holds the missing permissions of a failed check, or what a passed one found. */
export interface RelinkCheck {
  key: RelinkCheckKey;
  passed: boolean;
  names?: string[] | null;
}

export interface RelinkConnectionOption {
  /** Id of the Named Credential. */
  id: string;
  credentialName: string;
  credentialLabel: string;
  providerName: string;
  kind: RelinkConnection['kind'];
  host: string;
  lastModified?: Moment | null;
}

/** A principal of an External Credential. */
export interface RelinkPrincipal {
  name: string;
  type: 'NamedPrincipal' | 'PerUserPrincipal';
  status: RelinkAuthenticationStatus;
  /** Whether some permission set, group or profile grants it. */
  granted: boolean;
}

export interface RelinkConnection {
  id: string;
  kind: RelinkKind;
  providerId: string;
  providerName: string;
  providerLabel: string;
  credentialId: string;
  credentialName: string;
  credentialLabel: string;
  /** Key of the application in use. */
  consumerKey?: string | null;
  authorizeUrl: string;
  tokenUrl: string;
  endpoint: string;
  scope?: string | null;
  calloutsEnabled: boolean;
  endpointsCurrent: boolean;
  scopeComplete: boolean;
  secretReadable: boolean;
  secretSet: boolean;
  callbackUrl: string;
  /** The older form of the callback URL, where the org shows it. */
  oldCallbackUrl?: string | null;
  /** Set when provider or credential belongs to a managed package: shown and planned, not written. */
  namespacePrefix?: string | null;
  /** Who saved last and when, where the org tells. */
  providerChangedAt?: Moment | null;
  providerChangedBy?: string | null;
  credentialChangedAt?: Moment | null;
  credentialChangedBy?: string | null;
  /** Labels of further credentials on the same Auth. Provider. */
  otherCredentials?: string[] | null;
  externalCredentialName?: string | null;
  identityProviderName?: string | null;
  /** Empty for `legacy`. */
  principals?: RelinkPrincipal[] | null;
  /** Of the first principal. */
  authenticationStatus?: RelinkAuthenticationStatus | null;
  fingerprint: string;
  links: RelinkLinks;
}

export interface RelinkProfileView {
  name: string;
  label: string;
  portalUrl: string;
  authorizeUrl: string;
  tokenUrl: string;
  scopeToAdd: string;
}

export interface RelinkEnvironment {
  orgId: string;
  orgName: string;
  isSandbox: boolean;
  orgDomainUrl: string;
}

export interface RelinkStatus {
  checkedAt: Moment;
  environment: RelinkEnvironment;
  profile: RelinkProfileView;
  checks: RelinkCheck[];
  connections: RelinkConnectionOption[];
  connection?: RelinkConnection | null;
  lastChange?: RelinkRunView | null;
  lastProof?: RelinkRunView | null;
  lastRetirement?: RelinkRunView | null;
  /** RL-240: does not stop a change, but would stop callouts. */
  warnings?: RelinkFault[] | null;
  dailyCheck?: RelinkDailyCheckView | null;
}

export interface RelinkDailyCheckRequest {
  connectionId: string;
  isOn: boolean;
}

export interface RelinkDailyCheckView {
  isOn: boolean;
  nextStart?: Moment | null;
}

/** `principal` by name; absent for the first one. */
export interface RelinkAuthorizeRequest {
  connectionId: string;
  principal?: string;
}

export interface RelinkAuthorizeUrl {
  url: string;
}

export interface RelinkApplicationRequest {
  connectionId: string;
  consumerKey: string;
  consumerSecret: string;
}

export interface RelinkApplicationCheck {
  outcome: 'accepted' | 'rejected' | 'unchecked';
}

/** A blank key keeps the stored one; a blank secret is not changed. */
export interface RelinkPlanRequest {
  connectionId: string;
  consumerKey?: string;
  consumerSecret?: string;
  /** Absent: `place`. */
  road?: RelinkRoadKey;
  /** With `replace`; absent for the suggested one. */
  urlSuffix?: string;
  /** With `replace`; absent for the connection's own. */
  credentialIds?: string[];
}

/** A way for the secret. One of three is suggested; `reason` and `at` say by which experience of this org. */
export interface RelinkRoad {
  key: RelinkRoadKey;
  suggested: boolean;
  reason: 'stored' | 'notStored' | 'refused' | 'none';
  at?: Moment | null;
}

/** A Named Credential on the Auth. Provider that is to be replaced. */
export interface RelinkRepoint {
  id: string;
  label: string;
  /** Whether this plan repoints it. The connection's own always is. */
  chosen: boolean;
}

export interface RelinkJob {
  name: string;
  type: 'ScheduledApex' | 'ScheduledFlow' | 'BatchJob';
  nextStart?: Moment | null;
  /** Whether it is known to call the service. */
  marked: boolean;
}

/** Jobs that may make callouts. */
export interface RelinkJobs {
  readable: boolean;
  scheduled: RelinkJob[];
  queued: number;
}

/** One field that changes. With `secret`, `before` is `set` or `notSet` and `after` is `new`. */
export interface RelinkFieldChange {
  /** Metadata API name: `consumerKey`. */
  field: string;
  before?: string | null;
  after?: string | null;
  secret: boolean;
  /** Scopes that are added to those in `before`. */
  added?: string[] | null;
}

export interface RelinkFieldValue {
  field: string;
  value?: string | null;
}

export interface RelinkPlanComponent {
  type: 'AuthProvider' | 'NamedCredential' | 'ExternalCredential' | 'ExternalAuthIdentityProvider';
  fullName: string;
  /** True when it is to be created. */
  isNew?: boolean | null;
  /** Id of the Named Credential. */
  id?: string | null;
  changes: RelinkFieldChange[];
  unchanged: RelinkFieldValue[];
}

export interface RelinkPlan {
  /** SHA-256 of the values that were read, secrets left out. */
  fingerprint: string;
  linkBefore: RelinkLink;
  changeCount: number;
  components: RelinkPlanComponent[];
  otherCredentials?: string[] | null;
  road?: RelinkRoadKey | null;
  roads?: RelinkRoad[] | null;
  /** With `replace`. */
  urlSuffix?: string | null;
  newCallbackUrl?: string | null;
  credentials?: RelinkRepoint[] | null;
  jobs?: RelinkJobs | null;
  /** Of an undo: the old secret is not kept, and would have to be pasted. */
  needsSecret?: boolean | null;
}

export interface RelinkRunRequest {
  connectionId: string;
  consumerKey?: string;
  /** Names only: `AuthProvider.consumerKey`. */
  fields: string[];
  road?: RelinkRoadKey;
  urlSuffix?: string;
}

export interface RelinkRunStart {
  runId: string;
  linkBefore: RelinkLink;
}

export interface RelinkApplyRequest {
  runId: string;
  connectionId: string;
  consumerKey?: string;
  consumerSecret?: string;
  fingerprint: string;
  road?: RelinkRoadKey;
  urlSuffix?: string;
  credentialIds?: string[];
}

/** Of getUndo and applyUndo. `runId` is the run whose values from before are to be put back. */
export interface RelinkUndoRequest {
  connectionId: string;
  runId: string;
  /** The old secret, pasted; without it the secret stays as it is. */
  consumerSecret?: string;
  /** For applyUndo that of the plan. */
  fingerprint?: string;
}

export type RelinkStageKey = 'compare' | 'provider' | 'secret' | 'credential' | 'readBack';

export interface RelinkStage {
  key: RelinkStageKey;
  state: 'done' | 'failed' | 'skipped' | 'waiting';
}

export interface RelinkApplyResult {
  stages: RelinkStage[];
  secretOutcome: RelinkSecretOutcome;
  /** Names of fields that were written: `AuthProvider.consumerKey`. */
  changed: string[];
  /** What is left to do after RL-202, RL-203 or RL-210. */
  plan?: RelinkPlan | null;
  connection?: RelinkConnection | null;
  lastChange?: RelinkRunView | null;
}

export interface RelinkConfirmRequest {
  runId: string;
  connectionId: string;
  consumerKey: string;
  consumerSecret?: string;
  /** `place`: Relink wrote the values, nobody pasted them. */
  road?: RelinkRoadKey;
}

export interface RelinkConfirmResult {
  secretOutcome: RelinkSecretOutcome;
  lastChange?: RelinkRunView | null;
}

export interface RelinkProofRequest {
  connectionId: string;
  /** True for a call that looks whether the authorization has happened; it leaves no run when nothing was found. */
  poll: boolean;
  /** True to have Salesforce renew the access first; not for `legacy`. */
  refresh?: boolean;
  /** With `refresh` the name of the principal whose access is renewed; absent for the first one. */
  principal?: string;
}

export interface RelinkProof {
  answered: boolean;
  account?: string | null;
  /** Account of the newest earlier proof, when another one answered now (RL-406). */
  previousAccount?: string | null;
  email?: string | null;
  milliseconds?: number | null;
  requestedScopes?: string[] | null;
  /** Whether this call proves the new consent, and not only that the link works. */
  consentProven: boolean;
  /** Whether it proves that Salesforce renews the access. */
  refreshProven: boolean;
  /** Whether Salesforce renewed the access when it was asked to. */
  refreshed?: boolean | null;
  authenticationStatus?: RelinkAuthenticationStatus | null;
  /** From when on a live call proves the new consent. */
  provenAfter?: Moment | null;
  lastProof?: RelinkRunView | null;
}

export interface RelinkRetireRequest {
  connectionId: string;
  confirmed: boolean;
}

export interface RelinkRetireResult {
  lastRetirement?: RelinkRunView | null;
}

export interface RelinkHomeConnection {
  id: string;
  credentialLabel: string;
  credentialName: string;
  providerName: string;
  providerId: string;
  kind: RelinkKind;
  /** Package that the credential belongs to. */
  namespacePrefix?: string | null;
  host: string;
  endpointsCurrent: boolean;
  state: RelinkState;
  fingerprint: string;
  lastChange?: RelinkRunView | null;
  lastProof?: RelinkRunView | null;
  /** Null where the org does not show its jobs. */
  dailyCheck?: RelinkDailyCheckView | null;
  links: RelinkLinks;
}

export interface RelinkHome {
  connections: RelinkHomeConnection[];
  /** Newest first, at most 50. */
  history: RelinkRunView[];
  /** Pages of the whole org; those of one connection are absent. */
  links: RelinkLinks;
  portalUrl: string;
  readAt: Moment;
}

/**
 * What a call gives: the whole answer, or a fault with as much of the answer as there was.
 * After `if (answer.fault)` the type is the partial one.
 */
export type Answer<T> = (T & { fault?: null }) | (Partial<T> & { fault: RelinkFault });

/** Names of members that only one of both has; never when they are the same. `fault` comes with {@link Answer}. */
type Difference<Here, InApex> = Exclude<keyof Here, keyof InApex> | Exclude<keyof InApex, keyof Here | 'fault'>;

type Same<Differences extends never[]> = Differences;

/** Does not compile when a shape above has a member that its Apex class has not, or the other way round. */
export type SameAsInApex = Same<
  [
    Difference<RelinkFault, RelinkApex.RelinkFault>,
    Difference<RelinkRunView, RelinkApex.RelinkRunView>,
    Difference<RelinkLinks, RelinkApex.RelinkLinks>,
    Difference<RelinkCheck, RelinkApex.RelinkCheck>,
    Difference<RelinkConnectionOption, RelinkApex.RelinkConnectionOption>,
    Difference<RelinkConnection, RelinkApex.RelinkConnection>,
    Difference<RelinkPrincipal, RelinkApex.RelinkPrincipal>,
    Difference<RelinkAuthorizeRequest, RelinkApex.RelinkAuthorizeRequest>,
    Difference<RelinkAuthorizeUrl, RelinkApex.RelinkAuthorizeUrl>,
    Difference<RelinkDailyCheckRequest, RelinkApex.RelinkDailyCheckRequest>,
    Difference<RelinkDailyCheckView, RelinkApex.RelinkDailyCheckView>,
    Difference<RelinkProfileView, RelinkApex.RelinkProfileView>,
    Difference<RelinkEnvironment, RelinkApex.RelinkEnvironment>,
    Difference<RelinkStatus, RelinkApex.RelinkStatus>,
    Difference<RelinkApplicationCheck, RelinkApex.RelinkApplicationCheck>,
    Difference<RelinkFieldChange, RelinkApex.RelinkFieldChange>,
    Difference<RelinkFieldValue, RelinkApex.RelinkFieldValue>,
    Difference<RelinkPlanComponent, RelinkApex.RelinkPlanComponent>,
    Difference<RelinkPlan, RelinkApex.RelinkPlan>,
    Difference<RelinkRoad, RelinkApex.RelinkRoad>,
    Difference<RelinkRepoint, RelinkApex.RelinkRepoint>,
    Difference<RelinkJob, RelinkApex.RelinkJob>,
    Difference<RelinkJobs, RelinkApex.RelinkJobs>,
    Difference<RelinkRunRequest, RelinkApex.RelinkRunRequest>,
    Difference<RelinkRunStart, RelinkApex.RelinkRunStart>,
    Difference<RelinkStage, RelinkApex.RelinkStage>,
    Difference<RelinkApplyResult, RelinkApex.RelinkApplyResult>,
    Difference<RelinkConfirmResult, RelinkApex.RelinkConfirmResult>,
    Difference<RelinkProofRequest, RelinkApex.RelinkProofRequest>,
    Difference<RelinkProof, RelinkApex.RelinkProof>,
    Difference<RelinkRetireRequest, RelinkApex.RelinkRetireRequest>,
    Difference<RelinkRetireResult, RelinkApex.RelinkRetireResult>,
    Difference<RelinkHomeConnection, RelinkApex.RelinkHomeConnection>,
    Difference<RelinkHome, RelinkApex.RelinkHome>
  ]
>;
