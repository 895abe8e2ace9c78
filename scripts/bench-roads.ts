import { prepareLocalOrgs } from '../local-org';
import type { LocalOrgBase } from '../local-org';
import { loadClient, type Client } from './check-faults/client';
import { FaultyOrg } from './check-faults/faulty-org';
import { isConnect } from './check-faults/faults';
import { Wizard, type Road } from './check-faults/wizard';

/** What one road asks of an org, from the first reading to the change that is in place. */
export interface RoadWork {
  /** Calls of the wizard. */
  calls: number;
  /** Callouts, the page that lends the session included. */
  callouts: number;
  /** Calls of ConnectApi, which makes no callouts. */
  'of ConnectApi': number;
}

const KINDS: { name: string; scenario: string; roads: (Road | 'undo')[] }[] = [
  { name: 'legacy', scenario: 'outdated', roads: ['place', 'paste', 'replace', 'undo'] },
  { name: 'externalCredential', scenario: 'secured-endpoint', roads: ['place', 'paste', 'undo'] },
  { name: 'identityProvider', scenario: 'identity-provider', roads: ['place'] }
];

/** Takes every road of every kind without a browser: status, check of the pair, plan, record, change; the paste is confirmed, and undo starts when a change is in place. */
export async function measureRoads(): Promise<Record<string, RoadWork>> {
  const rows: Record<string, RoadWork> = {};
  const base = await prepareLocalOrgs(1);
  const client = await loadClient();
  try {
    for (const { name, scenario, roads } of KINDS) {
      for (const road of roads) {
        rows[`${name}, ${road}`] = await measure(base, client, scenario, road);
      }
    }
  } finally {
    await base.close();
  }
  return rows;
}

async function measure(base: LocalOrgBase, client: Client, scenario: string, road: Road | 'undo'): Promise<RoadWork> {
  const org = await FaultyOrg.start(base, client, scenario);
  const work: RoadWork = { calls: 0, callouts: 0, 'of ConnectApi': 0 };
  const call = org.call.bind(org);
  org.call = async (...args) => {
    const answer = await call(...args);
    const connect = org.callouts.filter(isConnect).length;
    work.calls += 1;
    work.callouts += org.callouts.length - connect;
    work['of ConnectApi'] += connect;
    return answer;
  };
  try {
    const wizard = new Wizard(org, client, road === 'undo' ? 'place' : road);
    if (road === 'undo') {
      await wizard.change();
      Object.assign(work, { calls: 0, callouts: 0, 'of ConnectApi': 0 });
      await wizard.readUndo();
      must(await wizard.finishUndo(await wizard.applyUndo()));
      return work;
    }
    await wizard.status();
    await wizard.check();
    await wizard.plan();
    await wizard.begin();
    must(await wizard.finishChange(await wizard.apply()));
    if (road === 'paste') {
      wizard.paste();
      must((await wizard.confirm()).fault?.code ?? null);
    }
    return work;
  } finally {
    await org.close();
  }
}

function must(problem: string | null): void {
  if (problem !== null) {
    throw new Error(problem);
  }
}
