/**
 * The only module that imports Apex. Each function resolves: a failure of any kind is an answer with a `fault`.
 */
import applyCredentialsInOrg from '@salesforce/apex/RelinkController.applyCredentials';
import applyPlanInOrg from '@salesforce/apex/RelinkController.applyPlan';
import applyUndoInOrg from '@salesforce/apex/RelinkController.applyUndo';
import beginRunInOrg from '@salesforce/apex/RelinkController.beginRun';
import checkApplicationInOrg from '@salesforce/apex/RelinkController.checkApplication';
import confirmSecretInOrg from '@salesforce/apex/RelinkController.confirmSecret';
import getAuthorizeUrlFromOrg from '@salesforce/apex/RelinkController.getAuthorizeUrl';
import getHomeFromOrg from '@salesforce/apex/RelinkController.getHome';
import getPlanFromOrg from '@salesforce/apex/RelinkController.getPlan';
import getStatusFromOrg from '@salesforce/apex/RelinkController.getStatus';
import getUndoFromOrg from '@salesforce/apex/RelinkController.getUndo';
import proveInOrg from '@salesforce/apex/RelinkController.prove';
import recordRetiredInOrg from '@salesforce/apex/RelinkController.recordRetired';
import setScheduledCheckInOrg from '@salesforce/apex/RelinkController.setScheduledCheck';
import type {
  Answer,
  RelinkApplicationCheck,
  RelinkApplicationRequest,
  RelinkApplyRequest,
  RelinkApplyResult,
  RelinkAuthorizeRequest,
  RelinkAuthorizeUrl,
  RelinkConfirmRequest,
  RelinkConfirmResult,
  RelinkDailyCheckRequest,
  RelinkDailyCheckView,
  RelinkFault,
  RelinkHome,
  RelinkPlan,
  RelinkPlanRequest,
  RelinkProof,
  RelinkProofRequest,
  RelinkRetireRequest,
  RelinkRetireResult,
  RelinkRunRequest,
  RelinkRunStart,
  RelinkStatus,
  RelinkUndoRequest
} from 'c/relinkTypes';

/** Connections and history of the org, read without callouts. */
export function getHome(): Promise<Answer<RelinkHome>> {
  return answer(() => getHomeFromOrg());
}

/** State of one connection, read from the org. Without an id the only connection, if there is just one. */
export function getStatus(connectionId: string | null): Promise<Answer<RelinkStatus>> {
  return answer(() => getStatusFromOrg({ connectionId: connectionId ?? '' }));
}

/** Asks Constant Contact whether it accepts the key and secret. Writes nothing. */
export function checkApplication(request: RelinkApplicationRequest): Promise<Answer<RelinkApplicationCheck>> {
  return answer(() => checkApplicationInOrg({ request }), request.consumerSecret);
}

/** What would change, field by field. Writes nothing. */
export function getPlan(request: RelinkPlanRequest): Promise<Answer<RelinkPlan>> {
  return answer(() => getPlanFromOrg({ request }), request.consumerSecret);
}

/** Opens the record of a change. A transaction of its own, so that it outlives a failed write. */
export function beginRun(request: RelinkRunRequest): Promise<Answer<RelinkRunStart>> {
  return answer(() => beginRunInOrg({ request }));
}

/** Writes the plan. When no answer comes back the fault is RL-205: not known whether the change arrived. */
export function applyPlan(request: RelinkApplyRequest): Promise<Answer<RelinkApplyResult>> {
  return answer(() => applyPlanInOrg({ request }), request.consumerSecret, 'RL-205');
}

/** Writes client id and secret of an External Auth Identity Provider, in a transaction of its own after {@link applyPlan}. */
export function applyCredentials(request: RelinkApplyRequest): Promise<Answer<RelinkApplyResult>> {
  return answer(() => applyCredentialsInOrg({ request }), request.consumerSecret, 'RL-205');
}

/** What putting back the values from before a run would change. Writes nothing. */
export function getUndo(request: RelinkUndoRequest): Promise<Answer<RelinkPlan>> {
  return answer(() => getUndoFromOrg({ request }), request.consumerSecret);
}

/** Puts them back. When no answer comes back the fault is RL-205, as of {@link applyPlan}. */
export function applyUndo(request: RelinkUndoRequest): Promise<Answer<RelinkApplyResult>> {
  return answer(() => applyUndoInOrg({ request }), request.consumerSecret, 'RL-205');
}

/** Compares the secret that the org holds with the one that was pasted in Setup. */
export function confirmSecret(request: RelinkConfirmRequest): Promise<Answer<RelinkConfirmResult>> {
  return answer(() => confirmSecretInOrg({ request }), request.consumerSecret);
}

/** Where the authorization of a principal starts; a legacy Named Credential has an address instead. */
export function getAuthorizeUrl(request: RelinkAuthorizeRequest): Promise<Answer<RelinkAuthorizeUrl>> {
  return answer(() => getAuthorizeUrlFromOrg({ request }));
}

/** Makes a live call through the Named Credential. */
export function prove(request: RelinkProofRequest): Promise<Answer<RelinkProof>> {
  return answer(() => proveInOrg({ request }));
}

/** Records that the old application was deactivated. */
export function recordRetired(request: RelinkRetireRequest): Promise<Answer<RelinkRetireResult>> {
  return answer(() => recordRetiredInOrg({ request }));
}

/** Switches the daily check of a connection on or off. */
export function setScheduledCheck(request: RelinkDailyCheckRequest): Promise<Answer<RelinkDailyCheckView>> {
  return answer(() => setScheduledCheckInOrg({ request }));
}

async function answer<T>(call: () => Promise<unknown>, secret?: string, otherwise?: string): Promise<Answer<T>> {
  try {
    return (await call()) as Answer<T>;
  } catch (error) {
    return { fault: toFault(error, secret, otherwise) };
  }
}

/**
 * Any error of an Apex call as a fault: the fault in an `AuraHandledException`, RL-113 for an ended session,
 * else another one with the error's text.
 * @param secret taken out of the text, should the platform repeat it
 * @param otherwise code of an error without a known cause
 * @see https://developer.salesforce.com/docs/platform/lwc/guide/data-error-types.html
 */
export function toFault(error: unknown, secret?: string, otherwise = 'RL-999'): RelinkFault {
  const { status, body, message } = (error ?? {}) as ApexError & { message?: string };
  const text = body?.message ?? message ?? String(error);
  const known = parseFault(text);
  if (known) {
    return known;
  }
  return {
    code: status === 401 ? 'RL-113' : otherwise,
    params: [],
    httpStatus: status ?? null,
    detail: secret ? text.split(secret).join('•••') : text
  };
}

function parseFault(text: string): RelinkFault | null {
  if (!text.startsWith('{')) {
    return null;
  }
  try {
    const fault = JSON.parse(text) as RelinkFault;
    return /^RL-\d{3}$/.test(fault.code) ? fault : null;
  } catch {
    return null;
  }
}
