import { createHash, randomBytes } from 'node:crypto';
import { localAddress } from '../callouts/wire';
import type { Egress } from '../callouts/wire';
import { authenticatorOf, scopeOf, tokenKey } from '../external-credentials';
import type { Principal } from '../external-credentials';
import { text } from '../metadata/values';
import type { PrincipalTokens } from '../seed';
import type { Component, OrgUser, SetupStore } from '../store';
import { clientOf, redirectUri } from './client';
import { exchangeCode } from './token-client';

/** How long a started authorization may take, in milliseconds. */
const LIFE = 10 * 60 * 1000;

/** Who is to get the tokens: a legacy credential's principal, or one of an external credential. */
export interface Authorizing {
  /** Named Credential or external credential. */
  credential: Component;
  /** Auth. Provider or external auth identity provider. */
  provider: Component;
  /** Scope to ask for; null: the provider's default scopes. */
  scope: string | null;
  /** Address to which the browser goes in the end; null: the credential's page. */
  returnUrl: string | null;
  /** Whether anybody may do it, as for a principal that is each user's own; else it takes Customize Application. */
  isPersonal: boolean;
  keep(tokens: PrincipalTokens): void;
}

interface Started {
  target: Authorizing;
  userId: string;
  verifier: string | null;
  at: number;
}

/** A started authorization, or why it cannot start. */
export type Start = { ok: true; url: string } | { ok: false; error: string; description: string };

/** How an authorization ended. */
export type Finish =
  { ok: true; credential: Component; returnUrl: string | null } | { ok: false; error: string; description: string };

/**
 * Error codes in the address of the org's error page. `No_Oauth_Token`, and `No_Oauth_State` for a state that was not sent
 * back, were seen in addresses that people reported; the other codes and texts, and that a provider's own error code is handed on, are
 * unproven without an org.
 */
const FAILURES = {
  noState: { ok: false, error: 'No_Oauth_State', description: 'State was not sent back' },
  wrongState: { ok: false, error: 'No_Oauth_State', description: 'State was not valid' },
  noCode: { ok: false, error: 'No_Oauth_Code', description: 'The provider sent no authorization code' },
  remote: { ok: false, error: 'Remote_Error', description: 'There was an error when trying to contact the provider' }
} as const;

/** Authorizations of named principals through the browser: from the start in Setup to the tokens behind the credential. */
export class Authorizations {
  private readonly store: SetupStore;
  private readonly egress: Egress;
  private readonly orgUrl: string;
  private readonly started = new Map<string, Started>();

  constructor(store: SetupStore, egress: Egress, orgUrl: string) {
    this.store = store;
    this.egress = egress;
    this.orgUrl = orgUrl;
  }

  /**
   * Starts the authorization of a legacy credential's named principal.
   * The credential's scope replaces the provider's default scopes ("Define a Legacy Named Credential", Salesforce Help).
   *
   * @param scope scope to ask for instead of the credential's
   */
  begin(credential: Component, user: OrgUser, scope: string | null = null): Start {
    const { values } = credential;
    const provider = this.store.find('AuthProvider', text(values, 'authProvider') ?? '');
    if (!provider || values.protocol !== 'Oauth' || values.principalType !== 'NamedUser') {
      return {
        ok: false,
        error: 'Not_Supported',
        description: `${credential.fullName} has no named principal with OAuth`
      };
    }
    const keep = (tokens: PrincipalTokens): void => void (credential.tokens = tokens);
    const wanted = scope ?? text(values, 'oauthScope');
    return this.start({ credential, provider, scope: wanted, returnUrl: null, isPersonal: false, keep }, user);
  }

  /** Starts the authorization of a principal of an external credential. */
  beginPrincipal(external: Component, principal: Principal, user: OrgUser, returnUrl: string | null = null): Start {
    const provider = authenticatorOf(this.store, external);
    if (!provider) {
      return { ok: false, error: 'Not_Supported', description: `${external.fullName} authenticates through nothing` };
    }
    const key = tokenKey(principal, user.id);
    return this.start(
      {
        credential: external,
        provider,
        scope: scopeOf(external),
        returnUrl,
        isPersonal: principal.type === 'PerUserPrincipal',
        keep: (tokens) => void external.principals.set(key, tokens)
      },
      user
    );
  }

  /** Yields the address to send the browser to, RFC 6749 section 4.1.1. */
  private start(target: Authorizing, user: OrgUser): Start {
    if (!target.isPersonal && !user.userPermissions.has('CustomizeApplication')) {
      return { ok: false, error: 'Insufficient_Privileges', description: 'Customize Application is needed' };
    }
    const client = clientOf(target.provider);
    const address = URL.canParse(client.authorizeUrl) ? localAddress(this.egress, client.authorizeUrl) : null;
    if (!address) {
      return {
        ok: false,
        error: 'Unreachable',
        description: `The local org reaches only its own emulators, not ${client.authorizeUrl}`
      };
    }
    const state = randomBytes(32).toString('base64url');
    const verifier = client.pkce ? randomBytes(48).toString('base64url') : null;
    this.started.set(state, { target, userId: user.id, verifier, at: this.store.clock.now() });
    const url = new URL(address);
    url.searchParams.set('response_type', 'code');
    url.searchParams.set('client_id', client.id);
    url.searchParams.set('redirect_uri', redirectUri(this.orgUrl, target.provider));
    const scopes = target.scope ?? client.defaultScopes;
    if (scopes) {
      url.searchParams.set('scope', scopes);
    }
    url.searchParams.set('state', state);
    if (verifier !== null) {
      url.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'));
      url.searchParams.set('code_challenge_method', 'S256');
    }
    return { ok: true, url: url.href };
  }

  /** Ends an authorization with what came to a provider's callback URL: checks the state, trades the code, keeps the tokens. */
  async finish(
    provider: Component | null,
    parameters: { state?: string; code?: string; error?: string; error_description?: string },
    user: OrgUser
  ): Promise<Finish> {
    if (!parameters.state) {
      return FAILURES.noState;
    }
    const started = this.take(parameters.state);
    if (!started || started.userId !== user.id || started.target.provider !== provider) {
      return FAILURES.wrongState;
    }
    if (parameters.error) {
      return { ok: false, error: parameters.error, description: parameters.error_description ?? 'no description' };
    }
    if (!parameters.code) {
      return FAILURES.noCode;
    }
    const { target, verifier } = started;
    const answer = await exchangeCode(this.egress, clientOf(provider), {
      code: parameters.code,
      redirectUri: redirectUri(this.orgUrl, provider),
      verifier
    });
    if (!answer.ok) {
      return answer.error === null
        ? FAILURES.remote
        : { ok: false, error: 'No_Oauth_Token', description: `${answer.error} ${answer.description}` };
    }
    target.keep({
      accessToken: answer.accessToken,
      refreshToken: answer.refreshToken,
      issuedAt: this.store.clock.now(),
      authenticatedBy: user.userName
    });
    return { ok: true, credential: target.credential, returnUrl: target.returnUrl };
  }

  /** A state works once, and not for ever. */
  private take(state: string): Started | null {
    const started = this.started.get(state);
    this.started.delete(state);
    return started && this.store.clock.now() - started.at < LIFE ? started : null;
  }
}
