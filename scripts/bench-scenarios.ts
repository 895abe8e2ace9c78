import { prepareLocalOrgs, startLocalOrg, SCENARIOS } from '../local-org';
import type { LocalOrg } from '../local-org';

/** What the wizard's calls did in one scenario, up to the applied plan or to what stopped them. */
export interface ScenarioWork {
  /** The call it ended with: `applyPlan` where the way was open. */
  'last call': string;
  /** Code of the fault that stopped it, if any. */
  fault: string;
  /** Calls of the wizard, and requests of the page that lends the session. */
  'Apex transactions': number;
  callouts: number;
}

interface Status {
  fault?: { code: string } | null;
  connection?: { id: string; kind: string; namespacePrefix?: string | null } | null;
}
interface Plan {
  fault?: { code: string } | null;
  fingerprint?: string;
  changeCount?: number;
}

/** Makes the calls of the wizard, in its order and without a browser, in every scenario. */
export async function measureScenarios(): Promise<Record<string, ScenarioWork>> {
  const rows: Record<string, ScenarioWork> = {};
  const base = await prepareLocalOrgs(1);
  try {
    for (const { name } of SCENARIOS) {
      const org = await startLocalOrg({ port: 0, scenario: name, quiet: true, base });
      try {
        rows[name] = await drive(org);
      } finally {
        await org.close();
      }
    }
  } finally {
    await base.close();
  }
  return rows;
}

async function drive(org: LocalOrg): Promise<ScenarioWork> {
  const work: ScenarioWork = { 'last call': '', fault: '', 'Apex transactions': 0, callouts: 0 };
  org.apex.onTransaction(({ callouts }) => {
    work.callouts += callouts;
    work['Apex transactions'] += 1;
  });
  const { id: sessionId } = org.org.sessions.issue(org.org.store.runningUser.id, 'lightning');
  const call = async <T>(method: string, params: Record<string, unknown>): Promise<T | null> => {
    work['last call'] = method;
    const reply = await org.apex.execute({ className: 'RelinkController', method, params, sessionId });
    if (!reply.ok) {
      work.fault = /RL-\d+/.exec(reply.error.message)?.[0] ?? reply.error.message;
      return null;
    }
    const answer = reply.returnValue as T & { fault?: { code: string } | null };
    work.fault = answer.fault?.code ?? '';
    return answer;
  };
  await call('getHome', {});
  const status = await call<Status>('getStatus', { connectionId: null });
  const connection = status?.connection;
  if (!connection || status.fault) {
    return work;
  }
  const { applications, account } = org.constantContact.state;
  const [known] = applications.list();
  const { apiKey } =
    known?.status === 'outdated'
      ? applications.copy(known.apiKey)
      : known?.status === 'valid'
        ? known
        : applications.create('Practice CRM', account.userName, 'longLived');
  const request = {
    connectionId: connection.id,
    consumerKey: apiKey,
    consumerSecret: applications.generateSecret(apiKey)
  };
  await call('checkApplication', { request });
  const plan = await call<Plan>('getPlan', { request });
  if (!plan || plan.fault || !plan.changeCount || connection.namespacePrefix) {
    return work;
  }
  const run = await call<{ runId?: string }>('beginRun', {
    request: { connectionId: connection.id, consumerKey: apiKey, fields: [] }
  });
  if (run?.runId) {
    const applied = { ...request, runId: run.runId, fingerprint: plan.fingerprint };
    await call('applyPlan', { request: applied });
    if (connection.kind === 'identityProvider') {
      await call('applyCredentials', { request: applied });
    }
  }
  return work;
}
