/**
 * The seams of the Apex runtime: what the compiler, the platform classes and the host promise each other.
 *
 * Value representation (Apex → JavaScript):
 * null → null (never undefined) · Boolean → boolean · Integer → number (int32) · String → string ·
 * Long → bigint · Double → ApexDouble · Decimal → ApexDecimal · Id → ApexId · Blob → ApexBlob ·
 * Date/Datetime/Time → ApexDate/ApexDatetime/ApexTime · List/Set/Map → ApexList/ApexSet/ApexMap ·
 * sObject → SObject · an Apex class instance → instance of the compiled JavaScript class.
 * All of these value classes are exported by `./runtime/values`.
 */

/** A platform member's key: lower-cased `name(type,type)`, parameter types fully qualified without `system.`: `setheader(string,string)`, `load(string)`, `respond(httprequest)`, `add(list<string>)`. */
export type MemberKey = string;

/** One transaction: a request from the browser, one page rendering, or one test method. Thrown away afterwards. */
export interface Transaction {
  /** Set while an `@IsTest` method runs; platform classes that behave differently in tests ask here and nowhere else. */
  readonly test: TestState | null;
  readonly host: HostConnection;
  readonly db: TransactionDatabase;
  readonly limits: LimitCounters;
  readonly project: ApexProject;
  /** Private state of platform classes for this transaction, keyed by the class's name. */
  readonly state: Map<string, unknown>;
  /** Which session the transaction runs under: decides what UserInfo.getSessionId() yields. */
  readonly context: 'aura' | 'visualforce' | 'job' | 'test';
  /** Builds a throwable Apex exception: `throw tx.exception('System.CalloutException', 'Read timed out')`. */
  exception(typeName: string, message: string, cause?: unknown): Error;
  /** Calls an instance method of an Apex object from a platform class (HttpCalloutMock.respond). */
  invoke(target: unknown, key: MemberKey, args: unknown[]): unknown;
  /** Static facts of a compiled Apex object's class, or null for a platform value. */
  classOf(value: unknown): ApexClassInfo | null;
  /** A compiled class (not an enum or interface) by qualified name in any case, or null. */
  classNamed(name: string): ApexClassInfo | null;
  /** A new instance made by the class's constructor without parameters; deserialisers fill it. Throws a TypeException when there is none. */
  newInstance(info: ApexClassInfo): unknown;
  /**
   * A new instance without any constructor, field initialisers run: what `JSON.deserialize` fills. Abstract classes are refused.
   * Constructors are not called: https://salesforce.stackexchange.com/questions/337877/json-deserialize-wont-call-default-constructor
   */
  allocate(info: ApexClassInfo): unknown;
}

export interface TestState {
  /** Set by Test.setMock, by interface name lower-cased: `httpcalloutmock`. */
  readonly mocks: Map<string, unknown>;
  /** User that System.runAs put in force, or null. */
  runAs: unknown;
  insideStartStop: boolean;
  /** Assertions executed so far, those of the class System included. */
  assertions: number;
}

export interface LimitCounters {
  queries: number;
  queryRows: number;
  dmlStatements: number;
  dmlRows: number;
  callouts: number;
}

/** Member of an Apex class as serialisers and the dispatcher see it. */
export interface ApexFieldInfo {
  name: string;
  /** Type as written, canonical case: `List<RelinkCheck>`. */
  type: string;
  isStatic: boolean;
  /** Declared `transient`: JSON leaves it out. */
  isTransient: boolean;
  auraEnabled: boolean;
  get(target: unknown): unknown;
  set(target: unknown, value: unknown): void;
}

export interface ApexMethodInfo {
  name: string;
  key: MemberKey;
  isStatic: boolean;
  auraEnabled: boolean;
  /** `@AuraEnabled(cacheable=true)`. */
  cacheable: boolean;
  isTest: boolean;
  isTestSetup: boolean;
  parameters: { name: string; type: string }[];
  returnType: string;
}

export interface ApexClassInfo {
  name: string;
  superclass: ApexClassInfo | null;
  interfaces: string[];
  sharing: 'with' | 'without' | 'inherited' | 'unspecified';
  isTest: boolean;
  fields: ApexFieldInfo[];
  methods: ApexMethodInfo[];
}

/** What the package's source folder says: read once, again after a change. */
export interface ApexProject {
  labels: Map<string, string>;
  /** Custom metadata records: developer API names of the type lower-cased → records as field maps (DeveloperName, MasterLabel, Label, QualifiedApiName and custom fields). */
  customMetadata: Map<string, Record<string, unknown>[]>;
  /** Own and platform objects that may be queried, by lower-cased API name. */
  objects: Map<string, ObjectSchema>;
  /** Names of Visualforce pages. */
  pages: Set<string>;
  customPermissions: Set<string>;
  permissionSets: Map<string, PermissionSetInfo>;
  remoteSites: { url: string; active: boolean }[];
}

export interface PermissionSetInfo {
  name: string;
  label: string;
  classes: Set<string>;
  pages: Set<string>;
  customPermissions: Set<string>;
  /** Object API name lower-cased → rights. */
  objects: Map<
    string,
    { read: boolean; create: boolean; edit: boolean; delete: boolean; viewAll: boolean; modifyAll: boolean }
  >;
  /** `object.field` lower-cased → rights. */
  fields: Map<string, { read: boolean; edit: boolean }>;
}

export interface ObjectSchema {
  name: string;
  label: string;
  keyPrefix: string;
  /** Setup objects live in the emulated org's setup store, others in its record store. */
  kind: 'record' | 'setup';
  /** Set for custom settings: of their rows each belongs to the organization, a profile or a user (`SetupOwnerId`). */
  settings?: 'hierarchy';
  fields: Map<string, FieldSchema>;
}

export interface FieldSchema {
  name: string;
  /** Field label, as Salesforce's DML texts show it; the API name stands in where the source has none. */
  label?: string;
  type:
    | 'id'
    | 'reference'
    | 'string'
    | 'textarea'
    | 'picklist'
    | 'boolean'
    | 'datetime'
    | 'date'
    | 'int'
    | 'double'
    | 'url';
  length?: number;
  referenceTo?: string;
  relationshipName?: string;
  createable: boolean;
  updateable: boolean;
  required: boolean;
  picklist?: string[];
  restricted?: boolean;
  defaultValue?: unknown;
  /** For autonumber names: `RUN-{00000}`. */
  autoNumber?: string;
}

/** A SOQL query after compilation. Field paths keep the written case; binds are resolved to Apex values before execution. */
export interface QueryPlan {
  object: string;
  /** Field paths, e.g. `Id`, `CreatedBy.Name`; or a single `COUNT()` when `count` is true. */
  fields: string[];
  count: boolean;
  where: Condition | null;
  orderBy: { field: string; descending: boolean; nullsLast: boolean }[];
  limit: number | null;
  offset: number | null;
  mode: 'user' | 'system' | 'unspecified';
  /** The class that queries is declared `with sharing` (or `inherited sharing`): record sharing counts in system mode too. */
  sharing?: boolean;
}

export type Condition =
  | { op: 'and' | 'or'; parts: Condition[] }
  | { op: 'not'; part: Condition }
  | {
      op: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'not in';
      field: string;
      /** A literal, an Apex value from a bind, an array for in/not in, or a date literal. */
      value: unknown;
    };

/** Rows of one transaction: the org's rows overlaid with this transaction's uncommitted changes. */
export interface TransactionDatabase {
  /** Runs a query; counts it; enforces `mode`; throws QueryException with Salesforce's texts. Result: ApexList of SObject, or a number for COUNT(). */
  query(tx: Transaction, plan: QueryPlan): unknown;
  /** All rows of one object as the transaction sees them: for members that are no query, such as those of custom settings. */
  rows(tx: Transaction, object: string): Row[];
  /** One DML statement on one or many records (SObject or ApexList), `insert`/`update`/`delete`; throws DmlException with Salesforce's texts; marks the transaction as having uncommitted work. */
  dml(
    tx: Transaction,
    operation: 'insert' | 'update' | 'upsert' | 'delete',
    records: unknown,
    mode: 'user' | 'system' | 'unspecified',
    sharing?: boolean
  ): void;
  readonly hasUncommittedWork: boolean;
  /** Counts as uncommitted work without changing a row: a job that was scheduled or enqueued. */
  noteWork(tx: Transaction): void;
  /** Runs a job of a test as a transaction of its own: what was written before it does not stand in the way of its callouts. */
  separate(body: () => void): void;
  /** Changes to send to the org when the transaction succeeded. */
  changes(): RowChange[];
}

/** A stored row: field API name (canonical case) → plain JSON value (ISO strings for dates). `Id` is the 18-character id. */
export type Row = Record<string, string | number | boolean | null>;

export interface RowChange {
  operation: 'insert' | 'update' | 'delete';
  object: string;
  /** Whole row of an insert; of an update `Id` and the changed fields; of a delete `Id`. */
  row: Row;
}

/** What a transaction leaves to be done once it is committed. `state`: the object of the job as JSON. */
export type Effect =
  | {
      kind: 'schedule';
      triggerId: string;
      detailId: string;
      /** Of the AsyncApexJob that goes with the trigger. */
      jobId: string;
      name: string;
      cron: string;
      className: string;
      state: string;
    }
  /** `jobId`: of a CronTrigger or an AsyncApexJob. */
  | { kind: 'abort'; jobId: string }
  | { kind: 'enqueue'; jobId: string; className: string; state: string; delayMinutes: number }
  /** A custom notification to users, by their ids. */
  | {
      kind: 'notify';
      typeId: string;
      title: string;
      body: string;
      targetId: string | null;
      targetPageRef: string | null;
      recipients: string[];
    };

/** A job to run: `jobId` is what its context gives. */
export interface JobCall {
  kind: 'scheduled' | 'queueable';
  className: string;
  state: string;
  jobId: string;
}

/** The user, org and session a transaction runs as. */
export interface Identity {
  userId: string;
  userName: string;
  fullName: string;
  orgId: string;
  orgName: string;
  isSandbox: boolean;
  /** `http://relink.my.localhost:4600`, no trailing slash; what Url.getOrgDomainUrl() yields. */
  orgDomainUrl: string;
  /** The session this transaction got from its caller (Lightning: not API-enabled; Visualforce: API-enabled). */
  sessionId: string;
  /** Security level of that session, which identity verification raises: `Auth.SessionManagement.getCurrentSession()`. */
  sessionLevel: 'STANDARD' | 'HIGH_ASSURANCE';
  profileName: string;
  timeZone: string;
  locale: string;
  /** Names of assigned permission sets. */
  permissionSets: string[];
  /** API names of user permissions: CustomizeApplication, ManageAuthProviders, ModifyMetadata, ApiEnabled, ViewSetup, AuthorApex, ViewAllData, ModifyAllData. */
  userPermissions: string[];
}

/** A callout on the wire, and its answer. */
export interface CalloutRequest {
  method: string;
  /** As Apex gave it: `https://…`, `callout:Name/path`, or a page of this org for PageReference.getContent (`kind` tells). */
  endpoint: string;
  kind: 'http' | 'page';
  headers: Record<string, string>;
  body: string | null;
  timeoutMs: number;
}

export type CalloutReply =
  | { ok: true; status: number; statusText: string; headers: Record<string, string>; body: string }
  /** `message` is the complete text of the CalloutException that Salesforce would throw. */
  | { ok: false; message: string };

/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Answer of a method of ConnectApi: its result as JSON, or the code and text of a ConnectApiException. `isWork`: it counts as uncommitted work. */
export type ConnectReply = { ok: true; value: Json; isWork?: boolean } | { ok: false; code: string; message: string };

/** Synchronous view of the org from inside the Apex worker (each call crosses to the main thread and blocks). */
export interface HostConnection {
  identity(): Identity;
  /** All stored rows of one object, as the org holds them (no permission check: the database does that). */
  rows(object: string): Row[];
  send(request: CalloutRequest): CalloutReply;
  /** Calls a method of `ConnectApi.NamedCredentials`. */
  connect(method: string, args: Json[]): ConnectReply;
  now(): number;
}

/** Main-thread side, implemented by the emulated org (`local-org/salesforce`). */
export interface OrgHost {
  identity(sessionId: string): Identity;
  rows(object: string): Row[];
  commit(changes: RowChange[], identity: Identity): void;
  /** Takes over what a transaction left to be done, after its rows. */
  perform(effects: Effect[], identity: Identity): void;
  send(request: CalloutRequest, identity: Identity): Promise<CalloutReply>;
  /** Calls a method of `ConnectApi.NamedCredentials`. @throws Error for a method that the org does not implement */
  connect(method: string, args: Json[], identity: Identity): Promise<ConnectReply>;
  now(): number;
}

/** Result of one Apex call from the browser, shaped as Lightning gives it to an LWC. */
export type AuraReply =
  | { ok: true; returnValue: unknown }
  | {
      ok: false;
      /** `body` of the error in an LWC. Of an AuraHandledException only the message arrives. */
      error: { message: string; exceptionType?: string; stackTrace?: string; isUserDefinedException?: boolean };
    };

/** Work done by one transaction, for the benchmark and the log (never values). */
export interface TransactionReport {
  className: string;
  method: string;
  callouts: number;
  queries: number;
  dmlStatements: number;
  milliseconds: number;
}

/** The Apex runtime as the rest of the local org uses it. */
export interface ApexRuntime {
  /** Executes an `@AuraEnabled` method with JSON parameters by name. Enforces class access as Salesforce does. */
  execute(call: {
    className: string;
    method: string;
    params: Record<string, unknown>;
    sessionId: string;
  }): Promise<AuraReply>;
  /**
   * Renders a Visualforce page of the package: controller, `action`, expressions. What the action wrote is committed.
   * Only plain-text pages with `{!…}` expressions are supported; others are refused by name.
   */
  renderPage(call: {
    page: string;
    sessionId: string;
    /** Query parameters; none when absent. */
    parameters?: Record<string, string>;
  }): Promise<{ status: number; headers: Record<string, string>; body: string }>;
  /** Runs a scheduled or queueable job in a transaction of its own, as the session's user. */
  runJob(call: JobCall & { sessionId: string }): Promise<{ ok: true } | { ok: false; message: string }>;
  /** Reads the source again; compile errors are returned, the previous program stays in force. */
  reload(): Promise<CompileProblem[]>;
  onTransaction(listener: (report: TransactionReport) => void): void;
  close(): Promise<void>;
}

export interface CompileProblem {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** A platform class as the registry holds it. `self` is the receiver. Keys are {@link MemberKey}s; properties are `get name`/`set name`. */
export interface NativeType {
  /** Qualified name: `System.HttpRequest`, `Dom.Document`, `System.String`. */
  name: string;
  /** JavaScript class of its instances, for instanceof and dispatch; absent for purely static classes. */
  instanceClass?: abstract new (...args: never[]) => object;
  /** By parameter list: `()`, `(string)`. */
  constructors?: Record<string, (tx: Transaction, ...args: never[]) => unknown>;
  instance?: Record<MemberKey, (tx: Transaction, self: never, ...args: never[]) => unknown>;
  statics?: Record<MemberKey, (tx: Transaction, ...args: never[]) => unknown>;
}
