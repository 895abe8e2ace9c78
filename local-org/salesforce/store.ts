import { IdSequence } from './ids';
import type { MetadataValues } from './metadata/values';
import type { ComponentSeed, OrgSeed, PermissionSetSeed, PrincipalTokens, UserPermission, UserSeed } from './seed';
import { DEFAULT_SWITCHES } from './switches';
import type { MetadataFault, Switches } from './switches';

/** Gives the time in milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** The component types that the org holds. */
export const COMPONENT_TYPES = [
  'AuthProvider',
  'ExternalAuthIdentityProvider',
  'ExternalCredential',
  'NamedCredential'
] as const;

export type ComponentType = (typeof COMPONENT_TYPES)[number];

/** A metadata component. `values` never holds a secret. */
export interface Component {
  id: string;
  type: ComponentType;
  fullName: string;
  /** Prefix of the managed package that the component belongs to, or null. */
  namespace: string | null;
  values: MetadataValues;
  /** AuthProvider and ExternalAuthIdentityProvider only: what is stored, as the token endpoint gets it. */
  consumerSecret: string | null;
  /** ExternalAuthIdentityProvider only. */
  clientId: string | null;
  /** AuthProvider only: Setup shows its addresses on login.salesforce.com. */
  oldAddresses: boolean;
  /** Legacy NamedCredential only. */
  tokens: PrincipalTokens | null;
  /** ExternalCredential only: tokens of its principals, see `tokenKey`. */
  principals: Map<string, PrincipalTokens>;
  createdById: string;
  createdDate: number;
  lastModifiedById: string;
  lastModifiedDate: number;
}

export interface OrgUser extends Omit<UserSeed, 'userPermissions'> {
  id: string;
  fullName: string;
  userPermissions: ReadonlySet<UserPermission>;
}

/** One line of the Setup Audit Trail. */
export interface AuditEntry {
  id: string;
  action: string;
  section: string;
  display: string;
  userId: string;
  at: number;
}

/** A component's name without the namespace. */
export function developerName({ fullName, namespace }: Component): string {
  return namespace === null ? fullName : fullName.slice(namespace.length + 2);
}

/** Those of the two newer types, and of principals, are our own. */
const KEY_PREFIX: Record<ComponentType, string> = {
  AuthProvider: '0SO',
  ExternalAuthIdentityProvider: '0Eg',
  ExternalCredential: '0pz',
  NamedCredential: '0XA'
};
const PRINCIPAL_PREFIX = '0pp';
const LABELS: Record<ComponentType, string> = {
  AuthProvider: 'Auth. Provider',
  ExternalAuthIdentityProvider: 'External Auth Identity Provider',
  ExternalCredential: 'External Credential',
  NamedCredential: 'Named Credential'
};
const SECTIONS: Record<ComponentType, string> = {
  AuthProvider: 'Auth. Provider',
  ExternalAuthIdentityProvider: 'Named Credentials',
  ExternalCredential: 'Named Credentials',
  NamedCredential: 'Named Credentials'
};

/** What a component of another type has. */
function nothing(): Pick<Component, 'consumerSecret' | 'clientId' | 'oldAddresses' | 'tokens' | 'principals'> {
  return { consumerSecret: null, clientId: null, oldAddresses: false, tokens: null, principals: new Map() };
}

/** The emulated org's setup: users, components, audit trail, switches. In memory, for one run. */
export class SetupStore {
  readonly ids = new IdSequence();
  readonly clock: Clock;
  readonly orgId: string;
  readonly organization: OrgSeed['organization'];
  readonly users: OrgUser[];
  readonly runningUser: OrgUser;
  /** Permission sets of the org's own, with the principals of external credentials that they grant. */
  readonly permissionSets: PermissionSetSeed[];
  readonly auditTrail: AuditEntry[] = [];
  readonly switches: Switches;
  /** Failures still to come, in order. */
  readonly faults: MetadataFault[] = [];
  private readonly components: Component[] = [];
  /** URL suffixes of Auth. Providers, of deleted ones too. */
  private usedSuffixes = new Set<string>();
  private readonly principalIds = new Map<string, string>();

  constructor(seed: OrgSeed, clock: Clock) {
    this.clock = clock;
    this.orgId = seed.organization.id;
    this.organization = seed.organization;
    this.users = seed.users.map((user) => ({
      ...user,
      id: this.ids.next('005'),
      fullName: `${user.firstName} ${user.lastName}`,
      userPermissions: new Set(user.userPermissions)
    }));
    this.runningUser = this.userNamed(seed.runningUser);
    this.switches = { ...DEFAULT_SWITCHES, ...seed.switches };
    this.permissionSets = seed.permissionSets ?? [];
    for (const provider of seed.authProviders) {
      const { consumerSecret, oldAddresses = false } = provider;
      this.seedComponent('AuthProvider', provider, { consumerSecret, oldAddresses });
    }
    for (const provider of seed.identityProviders ?? []) {
      const { clientId, clientSecret } = provider;
      this.seedComponent('ExternalAuthIdentityProvider', provider, { clientId, consumerSecret: clientSecret });
    }
    for (const external of seed.externalCredentials ?? []) {
      const tokens = Object.entries(external.tokens ?? {}).map(
        ([name, held]) => [name.toLowerCase(), { ...held }] as const
      );
      this.seedComponent('ExternalCredential', external, { principals: new Map(tokens) });
    }
    for (const credential of seed.namedCredentials) {
      this.seedComponent('NamedCredential', credential, {
        tokens: credential.tokens ? { ...credential.tokens } : null
      });
    }
    this.usedSuffixes = new Set([...this.usedSuffixes, ...(seed.usedSuffixes ?? []).map((name) => name.toLowerCase())]);
  }

  /** All components of one type, by full name. */
  list(type: ComponentType): Component[] {
    return this.components
      .filter((component) => component.type === type)
      .sort((one, other) => one.fullName.localeCompare(other.fullName));
  }

  /** A component by its full name; names are compared without regard to case, as Salesforce does. */
  find(type: ComponentType, fullName: string): Component | null {
    const wanted = fullName.toLowerCase();
    return this.components.find((item) => item.type === type && item.fullName.toLowerCase() === wanted) ?? null;
  }

  /** An Auth. Provider by the URL suffix in its addresses, which is its developer name. */
  providerOfSuffix(suffix: string): Component | null {
    const wanted = suffix.toLowerCase();
    return this.list('AuthProvider').find((provider) => developerName(provider).toLowerCase() === wanted) ?? null;
  }

  /** Whether an Auth. Provider has this URL suffix, or once had it. */
  isUsedSuffix(suffix: string): boolean {
    return this.usedSuffixes.has(suffix.toLowerCase());
  }

  /** A component by its 18-character id. */
  byId(id: string): Component | null {
    return this.components.find((component) => component.id === id) ?? null;
  }

  /** @throws Error for an id that is no user's */
  user(id: string): OrgUser {
    const user = this.users.find((candidate) => candidate.id === id);
    if (!user) {
      throw new Error(`No user has the id ${id}.`);
    }
    return user;
  }

  /** Adds a component of the org's own, and notes it in the Setup Audit Trail. */
  add(created: Pick<Component, 'type' | 'fullName' | 'values' | 'consumerSecret'>, userId: string): Component {
    const now = this.clock.now();
    const component: Component = {
      ...created,
      id: this.ids.next(KEY_PREFIX[created.type]),
      namespace: null,
      ...nothing(),
      consumerSecret: created.consumerSecret,
      createdById: userId,
      createdDate: now,
      lastModifiedById: userId,
      lastModifiedDate: now
    };
    this.keep(component);
    this.note('Created', component, userId);
    return component;
  }

  /** Takes a component away. The URL suffix of an Auth. Provider stays used. */
  remove(component: Component, userId: string): void {
    this.components.splice(this.components.indexOf(component), 1);
    this.note('Deleted', component, userId);
  }

  /** Id of a principal: same credential and name, same id. */
  principalId(external: Component, name: string): string {
    const key = `${external.id} ${name.toLowerCase()}`;
    const id = this.principalIds.get(key) ?? this.ids.next(PRINCIPAL_PREFIX);
    this.principalIds.set(key, id);
    return id;
  }

  /** Notes a change of a component: who and when on the component itself, and a line in the Setup Audit Trail. */
  touch(component: Component, userId: string): void {
    component.lastModifiedById = userId;
    component.lastModifiedDate = this.clock.now();
    this.note('Changed', component, userId);
  }

  /** A line in the Setup Audit Trail, whose wording is not documented. */
  private note(verb: 'Created' | 'Changed' | 'Deleted', { type, fullName }: Component, userId: string): void {
    this.auditTrail.unshift({
      id: this.ids.next('0Ym'),
      action: `${verb.toLowerCase()}${type}`,
      section: SECTIONS[type],
      display: `${verb} ${LABELS[type]} ${fullName}`,
      userId,
      at: this.clock.now()
    });
  }

  private keep(component: Component): void {
    this.components.push(component);
    if (component.type === 'AuthProvider') {
      this.usedSuffixes.add(developerName(component).toLowerCase());
    }
  }

  private seedComponent(type: ComponentType, seed: ComponentSeed, parts: Partial<ReturnType<typeof nothing>>): void {
    const userId = this.userNamed(seed.createdBy).id;
    this.keep({
      id: this.ids.next(KEY_PREFIX[type]),
      type,
      fullName: seed.fullName,
      namespace: seed.namespace ?? null,
      values: structuredClone(seed.values),
      ...nothing(),
      ...parts,
      createdById: userId,
      createdDate: seed.createdAt,
      lastModifiedById: userId,
      lastModifiedDate: seed.lastModifiedAt
    });
  }

  /** @throws Error for a name that is no user's */
  userNamed(userName: string): OrgUser {
    const user = this.users.find((candidate) => candidate.userName === userName);
    if (!user) {
      throw new Error(`The org has no user ${userName}.`);
    }
    return user;
  }
}
