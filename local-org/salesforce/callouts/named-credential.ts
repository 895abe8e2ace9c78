import type { CalloutReply, CalloutRequest } from '../../apex/contract';
import { calloutsEnabled } from '../components';
import { flag, text } from '../metadata/values';
import { refreshTokens } from '../oauth/token-client';
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
  request: CalloutRequest
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
  const address = localAddress(egress, (text(credential.values, 'endpoint') ?? '').replace(/\/$/, '') + path);
  if (!address) {
    return failure(
      `Unknown host: the local org reaches only its own emulators, not ${text(credential.values, 'endpoint')}`
    );
  }
  const send = (headers: Record<string, string>): Promise<CalloutReply> =>
    sendLocally(address, { ...request, headers: { ...request.headers, ...headers } });
  if (credential.values.protocol === 'NoAuthentication' || !flag(credential.values, 'generateAuthorizationHeader')) {
    return send({});
  }
  const provider = store.find('AuthProvider', text(credential.values, 'authProvider') ?? '');
  if (credential.values.protocol !== 'Oauth' || credential.values.principalType !== 'NamedUser' || !provider) {
    return failure(`The local org calls out for named principals with OAuth only, not for ${credential.fullName}.`);
  }
  if (!credential.tokens) {
    return failure(
      `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${credential.fullName}" might not exist.`
    );
  }
  const reply = await send({ Authorization: `Bearer ${credential.tokens.accessToken}` });
  if (!reply.ok || reply.status !== 401 || credential.tokens.refreshToken === null) {
    return reply;
  }
  const fresh = await refreshTokens(egress, provider, credential.tokens.refreshToken);
  if (!fresh.ok) {
    const { error, description } = fresh;
    return failure(
      `Unable to fetch the OAuth token. Error: ${error ?? 'Remote_Error'}. Error description: ${description}.`
    );
  }
  credential.tokens = {
    ...credential.tokens,
    accessToken: fresh.accessToken,
    refreshToken: fresh.refreshToken ?? credential.tokens.refreshToken,
    issuedAt: store.clock.now()
  };
  return send({ Authorization: `Bearer ${fresh.accessToken}` });
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
