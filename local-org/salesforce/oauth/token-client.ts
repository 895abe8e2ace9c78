import { localAddress, sendLocally } from '../callouts/wire';
import type { Egress } from '../callouts/wire';
import type { OAuthClient } from './client';

/** What a token endpoint answered. */
export type TokenAnswer =
  | { ok: true; accessToken: string; refreshToken: string | null }
  /** `error`: the endpoint's error code, or null when it gave no answer that RFC 6749 knows. */
  | { ok: false; error: string | null; description: string };

/** Time that the org itself gives a token endpoint, in milliseconds. */
const TIMEOUT = 20_000;

/** Trades an authorization code for tokens, RFC 6749 section 4.1.3; the code verifier as in RFC 7636 where the client uses PKCE. */
export function exchangeCode(
  egress: Egress,
  client: OAuthClient,
  grant: { code: string; redirectUri: string; verifier: string | null }
): Promise<TokenAnswer> {
  return ask(egress, client, {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
    ...(grant.verifier === null ? {} : { code_verifier: grant.verifier })
  });
}

/** Asks for a new access token, RFC 6749 section 6. */
export function refreshTokens(egress: Egress, client: OAuthClient, refreshToken: string): Promise<TokenAnswer> {
  return ask(egress, client, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

async function ask(egress: Egress, client: OAuthClient, parameters: Record<string, string>): Promise<TokenAnswer> {
  const { tokenUrl: url, id, secret } = client;
  const address = URL.canParse(url) ? localAddress(egress, url) : null;
  if (!address) {
    return { ok: false, error: null, description: `The local org reaches no token endpoint at ${url}` };
  }
  const headers: Record<string, string> = {
    'Content-Type': 'application/x-www-form-urlencoded',
    Accept: 'application/json'
  };
  const body = new URLSearchParams(parameters);
  if (client.basicHeader) {
    const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
    headers.Authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  } else {
    body.set('client_id', id);
    body.set('client_secret', secret);
  }
  const reply = await sendLocally(address, { method: 'POST', headers, body: body.toString(), timeoutMs: TIMEOUT });
  return reply.ok ? read(reply.status, reply.body) : { ok: false, error: null, description: reply.message };
}

function read(status: number, body: string): TokenAnswer {
  let answer: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(body);
    answer = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return { ok: false, error: null, description: `The token endpoint answered ${status} without JSON` };
  }
  const field = (name: string): string | null => (typeof answer[name] === 'string' ? answer[name] : null);
  const accessToken = field('access_token');
  if (status === 200 && accessToken) {
    return { ok: true, accessToken, refreshToken: field('refresh_token') };
  }
  return {
    ok: false,
    error: field('error'),
    description: field('error_description') ?? `The token endpoint answered ${status}`
  };
}
