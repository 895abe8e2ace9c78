import { randomUUID } from 'node:crypto';
import { checkRedirectUri } from './redirect-uri';
import { fingerprint, matchesFingerprint, randomText } from './secrets';
import type { ApplicationSeed, ApplicationStatus, RefreshTokenType } from './seed';

/** An application as the portal and the authorization server see it. */
export interface Application {
  readonly name: string;
  readonly apiKey: string;
  /** User name of the account it is registered with. */
  readonly owner: string;
  readonly status: ApplicationStatus;
  readonly hasSecret: boolean;
  readonly redirectUris: readonly string[];
  readonly refreshTokenType: RefreshTokenType;
  /** When its tokens were last used for a call of the API, milliseconds since the epoch; null: not since the emulator started. */
  readonly lastCallAt: number | null;
}

interface StoredApplication {
  name: string;
  apiKey: string;
  owner: string;
  status: ApplicationStatus;
  secretFingerprint: string | null;
  redirectUris: string[];
  refreshTokenType: RefreshTokenType;
  lastCallAt: number | null;
  usedElsewhere: boolean;
}

/** How long ago another system's last call was, in milliseconds. */
const OTHER_SYSTEM = 4 * 60 * 1000;

/** A change the portal refuses; the message is for the person who asked for it. */
export class ApplicationRefusal extends Error {}

/** The applications of all accounts, and what the portal may do to them. */
export class ApplicationRegistry {
  readonly #applications: StoredApplication[];
  readonly #copyKeepsRedirectUris: boolean;

  readonly #clock: () => number;

  /** @param owner user name of the account that the seeds are registered with */
  constructor(seeds: ApplicationSeed[], owner: string, copyKeepsRedirectUris: boolean, clock: () => number) {
    this.#clock = clock;
    this.#applications = seeds.map((seed) => ({
      name: seed.name,
      apiKey: seed.apiKey,
      owner,
      status: seed.status,
      secretFingerprint: fingerprint(seed.secret),
      redirectUris: [...seed.redirectUris],
      refreshTokenType: seed.refreshTokenType,
      lastCallAt: null,
      usedElsewhere: seed.usedElsewhere ?? false
    }));
    this.#copyKeepsRedirectUris = copyKeepsRedirectUris;
  }

  list(): Application[] {
    return this.#applications.map((application) => this.#view(application));
  }

  /** What the portal lists for a user. */
  listOf(owner: string): Application[] {
    return this.list().filter((application) => application.owner === owner);
  }

  find(apiKey: string): Application | null {
    const found = this.#applications.find((application) => application.apiKey === apiKey);
    return found ? this.#view(found) : null;
  }

  /** True only for the newest secret of the application. */
  secretMatches(apiKey: string, secret: string): boolean {
    const { secretFingerprint } = this.#require(apiKey);
    return secretFingerprint !== null && matchesFingerprint(secret, secretFingerprint);
  }

  /** Registers a valid application. Naming rules: https://developer.constantcontact.com/api_guide/apps_create.html */
  create(name: string, owner: string, refreshTokenType: RefreshTokenType): Application {
    const trimmed = name.trim();
    if (trimmed === '') {
      throw new ApplicationRefusal('Enter a name.');
    }
    if (/constant contact/i.test(trimmed)) {
      throw new ApplicationRefusal('The name cannot contain “Constant Contact”.');
    }
    return this.#add({ name: trimmed, owner, redirectUris: [], refreshTokenType });
  }

  /**
   * Registers a valid copy of an outdated application: same name, new API key, no secret yet. The outdated one stays as it is.
   * https://developer.constantcontact.com/api_guide/auth_update_apps.html
   */
  copy(apiKey: string): Application {
    const { name, owner, status, redirectUris, refreshTokenType } = this.#require(apiKey);
    if (status !== 'outdated') {
      throw new ApplicationRefusal('Only an outdated application can be copied.');
    }
    return this.#add({
      name,
      owner,
      redirectUris: this.#copyKeepsRedirectUris ? [...redirectUris] : [],
      refreshTokenType
    });
  }

  /** Makes a new secret and ends the previous one. The answer is the only time it is readable. */
  generateSecret(apiKey: string): string {
    const application = this.#requireValid(apiKey);
    const secret = randomText();
    application.secretFingerprint = fingerprint(secret);
    return secret;
  }

  /** Stores redirect URLs and the kind of refresh token. Blank lines are dropped; anything the portal's rules forbid is refused. */
  save(apiKey: string, redirectUris: string[], refreshTokenType: RefreshTokenType): void {
    const application = this.#requireValid(apiKey);
    const kept = redirectUris.map((uri) => uri.trim()).filter((uri) => uri !== '');
    for (const uri of kept) {
      const problem = checkRedirectUri(uri);
      if (problem) {
        throw new ApplicationRefusal(problem);
      }
    }
    if (new Set(kept).size !== kept.length) {
      throw new ApplicationRefusal('A redirect URL appears twice.');
    }
    application.redirectUris = kept;
    application.refreshTokenType = refreshTokenType;
  }

  /** Notes a call of the API. */
  noteCall(apiKey: string): void {
    this.#require(apiKey).lastCallAt = this.#clock();
  }

  /** Ends an application for good: no new tokens, and the API refuses the ones it has. */
  deactivate(apiKey: string): void {
    const application = this.#require(apiKey);
    if (application.status === 'deactivated') {
      throw new ApplicationRefusal('This application is already deactivated.');
    }
    application.status = 'deactivated';
  }

  #add(fields: Pick<StoredApplication, 'name' | 'owner' | 'redirectUris' | 'refreshTokenType'>): Application {
    const application: StoredApplication = {
      ...fields,
      apiKey: randomUUID(),
      status: 'valid',
      secretFingerprint: null,
      lastCallAt: null,
      usedElsewhere: false
    };
    this.#applications.push(application);
    return this.#view(application);
  }

  #require(apiKey: string): StoredApplication {
    const found = this.#applications.find((application) => application.apiKey === apiKey);
    if (!found) {
      throw new ApplicationRefusal('There is no application with this API key.');
    }
    return found;
  }

  #requireValid(apiKey: string): StoredApplication {
    const application = this.#require(apiKey);
    if (application.status !== 'valid') {
      throw new ApplicationRefusal('Only a valid application can be changed.');
    }
    return application;
  }

  #view(stored: StoredApplication): Application {
    const { secretFingerprint, usedElsewhere, lastCallAt, redirectUris, ...shown } = stored;
    const elsewhere = usedElsewhere && stored.status !== 'deactivated' ? this.#clock() - OTHER_SYSTEM : null;
    return {
      ...shown,
      hasSecret: secretFingerprint !== null,
      redirectUris: [...redirectUris],
      lastCallAt: elsewhere === null ? lastCallAt : Math.max(elsewhere, lastCallAt ?? 0)
    };
  }
}
