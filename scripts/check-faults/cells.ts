import type { LocalOrgBase } from '../../local-org';
import type { Client } from './client';
import { expectedCode, typeChanged } from './expected';
import type { Place } from './expected';
import { FAULTS, isWrite, moments } from './faults';
import type { FaultName, When } from './faults';
import { FaultyOrg, type Answer } from './faulty-org';
import { heldBy, missing } from './operations';
import type { Held, Kind, Operation } from './operations';
import { Wizard } from './wizard';

/** One fault at one callout of one operation, for one kind. */
export interface Cell extends Place {
  kind: string;
  fault: FaultName;
  when: When;
}

/** What became of a cell. */
export interface Result extends Cell {
  /** Code of the answer, or null. */
  code: string | null;
  /** Writes that were repeated, after the first had been noticed as lost or refused. */
  repeated: number;
  /** What is not as promised; empty when all is. */
  problems: string[];
}

/** What cells share. */
export interface Ground {
  base: LocalOrgBase;
  client: Client;
}

async function begin({ base, client }: Ground, kind: Kind, operation: Operation): Promise<Wizard> {
  const org = await FaultyOrg.start(base, client, operation.scenario ?? kind.scenario);
  org.local.org.store.switches.secretReadable = kind.secretReadable;
  return new Wizard(org, client, operation.road);
}

/** The cells of an operation: its callouts, as they are made without a fault, times what can befall each. */
export async function cellsOf(ground: Ground, kind: Kind, operation: Operation): Promise<Cell[]> {
  const wizard = await begin(ground, kind, operation);
  try {
    await operation.prepare(wizard);
    const { fault } = await operation.call(wizard, null);
    if (fault && fault.code !== operation.settles) {
      throw new Error(`${operation.name} fails without a fault: ${JSON.stringify(fault)}`);
    }
    const callouts = [...wizard.org.callouts];
    return ['request', ...callouts].flatMap((callout, number) =>
      FAULTS.flatMap((fault) =>
        moments(fault, callout, operation.name).map((when) => ({
          kind: kind.name,
          operation: operation.name,
          callout,
          at: number - 1,
          callouts,
          fault,
          when
        }))
      )
    );
  } finally {
    await wizard.org.close();
  }
}

/** Plays one cell: the call with the fault, what the org says then, and the way to the end of the job. */
export async function play(ground: Ground, kind: Kind, operation: Operation, cell: Cell): Promise<Result> {
  const wizard = await begin(ground, kind, operation);
  const { org } = wizard;
  const problems: string[] = [];
  try {
    const start = heldBy(org);
    await operation.prepare(wizard);
    org.forget();
    const answer = await operation.call(wizard, cell);
    const code = answer.fault?.code ?? null;
    const expected = expectedCode(cell.fault, cell.when, cell);
    if (code !== expected) {
      problems.push(`the code is ${code ?? 'none'}, not ${expected ?? 'none'}: ${JSON.stringify(answer.fault)}`);
    }
    if (
      code !== null &&
      ((code === 'RL-999' && cell.callout !== 'request') || !ground.client.faultCodes.includes(code))
    ) {
      problems.push(`the wizard has no text for ${code}: ${JSON.stringify(answer.fault)}`);
    }
    org.mend();
    const written = org.writes.length;
    problems.push(...(await untruths(wizard, ground.client, answer, written, operation, cell.callout === 'request')));
    const stopped = await operation.finish(wizard, answer);
    if (stopped) {
      problems.push(stopped);
    } else if (!outlives(cell, code)) {
      const isSpoilt = cell.fault === 'other admin: provider' && operation.goal === 'replace';
      problems.push(...missing(operation.goal, start, heldBy(org), org.pair.consumerKey, isSpoilt));
    }
    const repeated = org.writes.length - new Set(org.writes).size;
    if (repeated > 0 && code === null && wizard.noticed === 0) {
      problems.push(`written twice, and nobody noticed: ${org.writes.join(', ')}`);
    }
    const wasLost = cell.when === 'after' && (isWrite(cell.callout) || cell.callout === 'request');
    if (wasLost && kind.secretReadable && repeated > 0) {
      problems.push(`what had arrived was written again: ${org.writes.join(', ')}`);
    }
    problems.push(...(await untruths(wizard, ground.client, {}, org.writes.length, operation)), ...leaks(org));
    return { ...cell, code, repeated, problems };
  } catch (error) {
    return { ...cell, code: null, repeated: 0, problems: [...problems, (error as Error).message] };
  } finally {
    await org.close();
  }
}

/** A change by somebody else that came after the last reading, or that the operation is not about, stays; the status shows it. */
export function outlives({ fault, operation, callouts, at }: Cell, code: string | null): boolean {
  if (!fault.startsWith('other admin')) {
    return false;
  }
  if (operation === 'applyCredentials') {
    return code === null;
  }
  const type = typeChanged(fault, callouts);
  const write = callouts.findIndex((name) => isWrite(name) && name.endsWith(type));
  return operation.startsWith('applyUndo') || write < 0 || (code === null && at > write);
}

interface Status extends Answer {
  connection?: Record<string, unknown>;
  lastChange?: { outcome: string; kind: string } | null;
}

/** What the status says and the org does not hold. */
async function untruths(
  wizard: Wizard,
  client: Client,
  answer: Answer,
  written: number,
  operation: Operation,
  isLost = false
): Promise<string[]> {
  const status = (await wizard.status()) as Status;
  const held = heldBy(wizard.org);
  const problems: string[] = [];
  const { connection, lastChange } = status;
  if (status.fault || !connection) {
    return [`the status cannot be read: ${JSON.stringify(status.fault)}`];
  }
  const said: [string, unknown, unknown][] = [
    ['provider', connection.providerName, held.provider],
    ['consumer key', connection.consumerKey, held.consumerKey],
    ['authorize URL', connection.authorizeUrl, held.authorizeUrl],
    ['token URL', connection.tokenUrl, held.tokenUrl],
    ['scope', connection.scope, held.scope],
    ['complete scope', connection.scopeComplete, held.scope.split(' ').includes('offline_access')]
  ];
  for (const [name, told, fact] of said) {
    if (told !== fact) {
      problems.push(`the status says ${name} ${String(told)}, the org holds ${String(fact)}`);
    }
  }
  const isChange = operation.name.startsWith('apply');
  if (isChange && lastChange?.outcome === 'Failed' && written > 0) {
    problems.push(`the record says Failed, ${written} writes arrived`);
  }
  if (isChange && answer.fault && !isLost && lastChange?.outcome === 'Done' && operation.goal !== 'undone') {
    problems.push('the record says Done beside a fault');
  }
  if (client.reviewState(status) === 'done' && !isInPlace(held, operation, wizard)) {
    problems.push('step 2 says Done, and the change is not in place');
  }
  return problems;
}

function isInPlace(held: Held, { goal, scenario }: Operation, { org }: Wizard): boolean {
  if (scenario) {
    return true;
  }
  return goal === 'undone' || goal === 'untouched'
    ? missing('untouched', held, held, '').length === 0
    : missing(goal, { ...held, provider: '', providers: held.providers }, held, org.pair.consumerKey).length === 0;
}

/** Where the secret shows although it must not. */
export function leaks({ local, answers, pair: { consumerSecret } }: FaultyOrg): string[] {
  const { store, records } = local.org;
  const values = (
    ['AuthProvider', 'NamedCredential', 'ExternalCredential', 'ExternalAuthIdentityProvider'] as const
  ).flatMap((type) => store.list(type).map((item) => item.values));
  const places: [string, unknown][] = [
    ['an answer', answers],
    ['the records', records.rows('Relink_Run__c')],
    ['the log', local.logLines],
    ['the audit trail', store.auditTrail],
    ['the metadata', values],
    ['a notification', local.notifications]
  ];
  return places
    .filter(([, content]) => JSON.stringify(content).includes(consumerSecret))
    .map(([name]) => `the secret is in ${name}`);
}
