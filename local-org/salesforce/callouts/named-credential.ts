import type { CalloutReply, CalloutRequest, Identity } from '../../apex/contract';
import { calloutsEnabled } from '../components';
import {
  authenticatorOf,
  endpointOf,
  externalCredentialOf,
  isSecured,
  mayUse,
  parameters,
  principalsOf,
  tokenKey,
  tokensOf
} from '../external-credentials';
import { flag, text } from '../metadata/values';
import { clientOf } from '../oauth/client';
import { refreshTokens } from '../oauth/token-client';
import type { PrincipalTokens } from '../seed';
import type { Component, SetupStore } from '../store';
import { localAddress, sendLocally } from './wire';
import type { Egress } from './wire';

/**
 * Sends a request to `callout:Name/path`.
 *
 * Known: the texts for a missing credential and for a token that could not be fetched are Salesforce's, seen in many reports;
 * on 401, and on 401 only, the org refreshes once and repeats the call
 * (https://help.salesforce.com/s/articleView?id=000381864), and without a refresh token the 401 goes to Apex
 * (https://salesforce.stackexchange.com/questions/248596).
 * Best knowledge: that a legacy credential nobody authenticated speaks of "credential(s)" as an external credential does,
 * that a refused refresh throws instead of passing the 401 on, and the text for callouts that are switched off.
 */
export async function sendThroughCredential(
  store: SetupStore,
  egress: Egress,
  request: CalloutRequest,
  caller: Identity
): Promise<CalloutReply> {
  const [, name, path] = /^callout:([^/?]*)(.*)$/i.exec(request.endpoint) as RegExpExecArray;
  const credential = store.find('NamedCredential', name);
  if (!credential) {
    return failure(
      `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${name}" might not exist.`
    );
  }
  if (!calloutsEnabled(credential)) {
    return failure(`The named credential "${credential.fullName}" isn't enabled for callouts.`);
  }
  if (usesMergeFields(credential, request)) {
    return failure('The local org does not fill merge fields of named credentials.');
  }
  const endpoint = endpointOf(credential);
  const address = localAddress(egress, endpoint.replace(/\/$/, '') + path);
  if (!address) {
    return failure(`Unknown host: the local org reaches only its own emulators, not ${endpoint}`);
  }
  const send = (headers: Record<string, string>): Promise<CalloutReply> =>
    sendLocally(address, { ...request, headers: { ...request.headers, ...headers } });
  if (credential.values.protocol === 'NoAuthentication' || !flag(credential.values, 'generateAuthorizationHeader')) {
    return send({});
  }
  const held = isSecured(credential.values) ? ofPrincipal(store, credential, caller) : ofLegacy(store, credential);
  return typeof held === 'string' ? failure(held) : sendWithTokens(store, egress, held, send);
}

/** The tokens of a callout, and where fresh ones go. */
interface Held {
  tokens: PrincipalTokens;
  provider: Component;
  /** Statuses of the answer on which the tokens are refreshed. */
  refreshOn: number[];
  keep: (tokens: PrincipalTokens) => void;
}

async function sendWithTokens(
  store: SetupStore,
  egress: Egress,
  { tokens, provider, refreshOn, keep }: Held,
  send: (headers: Record<string, string>) => Promise<CalloutReply>
): Promise<CalloutReply> {
  const reply = await send({ Authorization: `Bearer ${tokens.accessToken}` });
  if (!reply.ok || !refreshOn.includes(reply.status) || tokens.refreshToken === null) {
    return reply;
  }
  const fresh = await refreshTokens(egress, clientOf(provider), tokens.refreshToken);
  if (!fresh.ok) {
    const { error, description } = fresh;
    return failure(
      `Unable to fetch the OAuth token. Error: ${error ?? 'Remote_Error'}. Error description: ${description}.`
    );
  }
  keep(refreshed(tokens, fresh, store.clock.now()));
  return send({ Authorization: `Bearer ${fresh.accessToken}` });
}

/** Tokens after a refresh; the refresh token stays where none came back. */
export function refreshed(
  tokens: PrincipalTokens,
  fresh: { accessToken: string; refreshToken: string | null },
  issuedAt: number
): PrincipalTokens {
  const refreshToken = fresh.refreshToken ?? tokens.refreshToken;
  return { ...tokens, accessToken: fresh.accessToken, refreshToken, issuedAt };
}

function ofLegacy(store: SetupStore, credential: Component): Held | string {
  const { values, tokens } = credential;
  const provider = store.find('AuthProvider', text(values, 'authProvider') ?? '');
  if (values.protocol !== 'Oauth' || values.principalType !== 'NamedUser' || !provider) {
    return `The local org calls out for named principals with OAuth only, not for ${credential.fullName}.`;
  }
  return tokens
    ? { tokens, provider, refreshOn: [401], keep: (fresh) => void (credential.tokens = fresh) }
    : noAccess(credential.fullName);
}

/** The first principal, by sequence number, that the caller may use. */
function ofPrincipal(store: SetupStore, credential: Component, { userId }: Identity): Held | string {
  const external = externalCredentialOf(store, credential);
  const provider = external && authenticatorOf(store, external);
  const user = store.user(userId);
  const principal = external && principalsOf(store, external).find((item) => mayUse(store, external, item, user));
  const tokens = principal && tokensOf(external, principal, userId);
  if (!external || !provider || !principal || !tokens) {
    return noAccess(external?.fullName ?? credential.fullName);
  }
  const more = parameters(external.values, 'ExternalCredential', 'AdditionalRefreshStatusCode');
  return {
    tokens,
    provider,
    refreshOn: [401, ...more.map(({ parameterValue }) => Number(parameterValue))],
    keep: (fresh) => void external.principals.set(tokenKey(principal, userId), fresh)
  };
}

function noAccess(name: string): string {
  return `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${name}" might not exist.`;
}

function usesMergeFields(credential: Component, request: CalloutRequest): boolean {
  const has = (value: string | null): boolean => value?.includes('{!$Credential') ?? false;
  return (
    (flag(credential.values, 'allowMergeFieldsInHeader') && Object.values(request.headers).some(has)) ||
    (flag(credential.values, 'allowMergeFieldsInBody') && has(request.body))
  );
}

function failure(message: string): CalloutReply {
  return { ok: false, message };
}
