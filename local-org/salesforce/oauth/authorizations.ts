import { createHash, randomBytes } from 'node:crypto';
import { localAddress } from '../callouts/wire';
import type { Egress } from '../callouts/wire';
import { flag, text } from '../metadata/values';
import { callbackUrl } from '../provider-addresses';
import type { Component, OrgUser, SetupStore } from '../store';
import { exchangeCode } from './token-client';

/** How long a started authorization may take, in milliseconds. */
const LIFE = 10 * 60 * 1000;

interface Started {
  credential: Component;
  provider: Component;
  userId: string;
  verifier: string | null;
  at: number;
}

/** A started authorization, or why it cannot start. */
export type Start = { ok: true; url: string } | { ok: false; error: string; description: string };

/** How an authorization ended. */
export type Finish = { ok: true; credential: Component } | { ok: false; error: string; description: string };

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
   * Starts an authorization: yields the address to send the browser to, RFC 6749 section 4.1.1.
   * The credential's scope replaces the provider's default scopes ("Define a Legacy Named Credential", Salesforce Help).
   *
   * @param scope scope to ask for instead of the credential's
   */
  begin(credential: Component, user: OrgUser, scope: string | null = null): Start {
    const provider = this.store.find('AuthProvider', text(credential.values, 'authProvider') ?? '');
    if (!provider || credential.values.protocol !== 'Oauth' || credential.values.principalType !== 'NamedUser') {
      return {
        ok: false,
        error: 'Not_Supported',
        description: `${credential.fullName} has no named principal with OAuth`
      };
    }
    if (!user.userPermissions.has('CustomizeApplication')) {
      return { ok: false, error: 'Insufficient_Privileges', description: 'Customize Application is needed' };
    }
    const endpoint = text(provider.values, 'authorizeUrl') ?? '';
    const address = URL.canParse(endpoint) ? localAddress(this.egress, endpoint) : null;
    if (!address) {
      return {
        ok: false,
        error: 'Unreachable',
        description: `The local org reaches only its own emulators, not ${endpoint}`
      };
    }
    const state = randomBytes(32).toString('base64url');
    const verifier = flag(provider.values, 'isPkceEnabled') ? randomBytes(48).toString('base64url') : null;
    this.started.set(state, { credential, provider, userId: user.id, verifier, at: this.store.clock.now() });
    const url = new URL(address);
    url.searchParams.set('response_type', 'code');
    url.searchParams.set('client_id', text(provider.values, 'consumerKey') ?? '');
    url.searchParams.set('redirect_uri', callbackUrl(this.orgUrl, provider));
    const scopes = scope ?? text(credential.values, 'oauthScope') ?? text(provider.values, 'defaultScopes');
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

  /** Ends an authorization with what came to the callback URL: checks the state, trades the code, keeps the tokens. */
  async finish(
    suffix: string,
    parameters: { state?: string; code?: string; error?: string; error_description?: string },
    user: OrgUser
  ): Promise<Finish> {
    if (!parameters.state) {
      return FAILURES.noState;
    }
    const started = this.take(parameters.state);
    if (!started || started.userId !== user.id || started.provider !== this.store.providerOfSuffix(suffix)) {
      return FAILURES.wrongState;
    }
    if (parameters.error) {
      return { ok: false, error: parameters.error, description: parameters.error_description ?? 'no description' };
    }
    if (!parameters.code) {
      return FAILURES.noCode;
    }
    const { credential, provider, verifier } = started;
    const answer = await exchangeCode(this.egress, provider, {
      code: parameters.code,
      redirectUri: callbackUrl(this.orgUrl, provider),
      verifier
    });
    if (!answer.ok) {
      return answer.error === null
        ? FAILURES.remote
        : { ok: false, error: 'No_Oauth_Token', description: `${answer.error} ${answer.description}` };
    }
    credential.tokens = {
      accessToken: answer.accessToken,
      refreshToken: answer.refreshToken,
      issuedAt: this.store.clock.now(),
      authenticatedBy: user.userName
    };
    return { ok: true, credential };
  }

  /** A state works once, and not for ever. */
  private take(state: string): Started | null {
    const started = this.started.get(state);
    this.started.delete(state);
    return started && this.store.clock.now() - started.at < LIFE ? started : null;
  }
}
