import type { AuthorizationCodeModel, Client, RefreshTokenModel, Token, User } from '@node-oauth/oauth2-server';
import { ACCESS_TOKEN_LIFE, CODE_LIFE } from './grants';
import { isRegistered } from './redirect-uri';
import { randomText } from './secrets';
import type { ConstantContactState } from './state';

/** Scopes of the v3 API. https://developer.constantcontact.com/api_guide/scopes.html */
export const SCOPES = ['account_read', 'account_update', 'contact_data', 'campaign_data', 'offline_access'] as const;

/** The one scope that yields a refresh token. */
const OFFLINE = 'offline_access';

/**
 * Connects the OAuth library to the state. One instance serves one request.
 * The library reads the machine's clock, the emulator has its own: ends of life are converted at this border.
 */
export class OAuthModel implements AuthorizationCodeModel, RefreshTokenModel {
  readonly #state: ConstantContactState;
  readonly #persist: boolean;
  #reusedRefreshToken: string | null = null;

  /** `persist: false` checks an authorization request without leaving a code behind. */
  constructor(state: ConstantContactState, { persist }: { persist: boolean }) {
    this.#state = state;
    this.#persist = persist;
  }

  /** An active application. `secret` is null where the protocol asks for none: at the authorize endpoint. */
  getClient(apiKey: string, secret: string | null | undefined): Promise<Client | false> {
    const application = this.#state.applications.find(apiKey);
    // An outdated application belongs to the retired service: this one does not know it.
    if (application?.status !== 'valid') {
      return Promise.resolve(false);
    }
    if (secret !== null && !this.#state.applications.secretMatches(apiKey, secret ?? '')) {
      return Promise.resolve(false);
    }
    return Promise.resolve({
      id: apiKey,
      grants: ['authorization_code', 'refresh_token'],
      redirectUris: [...application.redirectUris],
      refreshTokenType: application.refreshTokenType
    });
  }

  validateRedirectUri(requested: string, client: Client): Promise<boolean> {
    return Promise.resolve(isRegistered(requested, client.redirectUris as string[]));
  }

  validateScope(_user: User, _client: Client, scopes?: string[]): Promise<string[] | false> {
    const known = SCOPES as readonly string[];
    return Promise.resolve(scopes?.every((scope) => known.includes(scope)) ? scopes : false);
  }

  saveAuthorizationCode(
    code: Parameters<AuthorizationCodeModel['saveAuthorizationCode']>[0],
    client: Client,
    user: User
  ): ReturnType<AuthorizationCodeModel['saveAuthorizationCode']> {
    if (this.#persist) {
      this.#state.grants.addCode(code.authorizationCode, {
        apiKey: client.id,
        userName: nameOf(user),
        redirectUri: code.redirectUri,
        scopes: code.scope ?? [],
        expiresAt: this.#state.clock() + CODE_LIFE,
        codeChallenge: code.codeChallenge,
        codeChallengeMethod: code.codeChallengeMethod
      });
    }
    return Promise.resolve({ ...code, client, user });
  }

  getAuthorizationCode(code: string): ReturnType<AuthorizationCodeModel['getAuthorizationCode']> {
    const grant = this.#state.grants.findCode(code);
    return Promise.resolve(
      grant !== null && {
        authorizationCode: code,
        expiresAt: this.#machineTime(grant.expiresAt),
        redirectUri: grant.redirectUri,
        scope: grant.scopes,
        client: { id: grant.apiKey, grants: [] },
        user: { userName: grant.userName },
        codeChallenge: grant.codeChallenge,
        codeChallengeMethod: grant.codeChallengeMethod
      }
    );
  }

  revokeAuthorizationCode(code: { authorizationCode: string }): Promise<boolean> {
    return Promise.resolve(this.#state.grants.redeemCode(code.authorizationCode));
  }

  getRefreshToken(refreshToken: string): ReturnType<RefreshTokenModel['getRefreshToken']> {
    const grant = this.#state.grants.findRefreshToken(refreshToken);
    return Promise.resolve(
      grant !== null && {
        refreshToken,
        scope: grant.scopes,
        client: { id: grant.apiKey, grants: [] },
        user: { userName: grant.userName }
      }
    );
  }

  /** Called on each refresh: a rotating token ends here, a long-lived one is kept for the answer. */
  revokeToken({ refreshToken, client }: { refreshToken: string; client: Client }): Promise<boolean> {
    if (this.#state.applications.find(client.id)?.refreshTokenType === 'rotating') {
      return Promise.resolve(this.#state.grants.revokeRefreshToken(refreshToken));
    }
    this.#reusedRefreshToken = refreshToken;
    return Promise.resolve(true);
  }

  generateRefreshToken(): Promise<string> {
    return Promise.resolve(this.#reusedRefreshToken ?? randomText());
  }

  generateAccessToken(): Promise<string> {
    return Promise.resolve(randomText());
  }

  saveToken(token: Token, client: Client, user: User): Promise<Token> {
    const scopes = token.scope ?? [];
    const { accessToken } = token;
    const consent = { apiKey: client.id, userName: nameOf(user), scopes };
    this.#state.grants.addAccessToken(accessToken, consent);
    const saved: Token = {
      accessToken,
      scope: scopes,
      client,
      user,
      accessTokenExpiresAt: this.#machineTime(this.#state.clock() + ACCESS_TOKEN_LIFE)
    };
    if (scopes.includes(OFFLINE) && token.refreshToken !== undefined) {
      saved.refreshToken = token.refreshToken;
      this.#state.grants.putRefreshToken(token.refreshToken, consent);
    }
    return Promise.resolve(saved);
  }

  /** Needed by the library's interface for its bearer check, which the emulator does not use. */
  getAccessToken(): Promise<false> {
    return Promise.reject(new Error('The v3 API checks access tokens itself.'));
  }

  #machineTime(emulated: number): Date {
    return new Date(Date.now() + emulated - this.#state.clock());
  }
}

/** The library hands on the user as the login or the grant named it. */
function nameOf(user: User): string {
  return user.userName as string;
}
