import { spawnSync } from 'node:child_process';
import { Connection } from '@jsforce/jsforce-node';
import type { SpikeOrg, Value } from './scripted';

/** An authorized org of the Salesforce CLI. */
export interface CliOrg extends SpikeOrg {
  /** For example `Developer Edition, sandbox`. */
  orgType: string;
  apiVersion: string;
}

const API_VERSION = '65.0';

interface Display {
  result?: { accessToken?: string; instanceUrl?: string };
  message?: string;
}

type Metadata = Parameters<Connection['metadata']['create']>[1];

/**
 * Connects to an org that the Salesforce CLI is authorized for.
 *
 * @param target alias or user name; blank for the CLI's default org
 * @throws Error with one line that says what is missing
 */
export async function connectCliOrg(target: string): Promise<CliOrg> {
  const parameters = ['org', 'display', '--json', ...(target ? ['--target-org', target] : [])];
  const { status, stdout } = spawnSync('sf', parameters, { encoding: 'utf8' });
  if (status === null) {
    throw new Error('The Salesforce CLI (sf) is not on the PATH: no org, no answers.');
  }
  const { result, message } = JSON.parse(stdout) as Display;
  if (!result?.accessToken || !result.instanceUrl) {
    throw new Error(`No authorized org: ${message ?? 'sf org login web --set-default'}`);
  }
  const connection = new Connection({
    accessToken: result.accessToken,
    instanceUrl: result.instanceUrl,
    version: API_VERSION
  });
  const [organization] = (
    await connection.query<{ OrganizationType: string; IsSandbox: boolean }>(
      'SELECT OrganizationType, IsSandbox FROM Organization'
    )
  ).records;
  return {
    orgType: `${organization.OrganizationType}${organization.IsSandbox ? ', sandbox' : ''}`,
    apiVersion: API_VERSION,
    create: async (type, component) => messageOf(await connection.metadata.create(type, component as Metadata)),
    update: async (type, component) => messageOf(await connection.metadata.update(type, component as Metadata)),
    delete: async (type, fullName) => messageOf(await connection.metadata.delete(type, fullName)),
    read: async (type, fullName) =>
      (await connection.metadata.read(type, fullName)) as unknown as Record<string, Value>,
    async listedDate(type, fullName) {
      const files = await connection.metadata.list({ type });
      return files.find((file) => file.fullName === fullName)?.lastModifiedDate ?? null;
    },
    async row(soql) {
      return (await connection.query(soql)).records[0] ?? null;
    },
    async apex(code) {
      const outcome = await connection.tooling.executeAnonymous(code);
      return outcome.success ? null : (outcome.exceptionMessage ?? outcome.compileProblem ?? 'it did not compile');
    }
  };
}

interface Saved {
  success: boolean;
  errors?: unknown;
}

function messageOf(answer: Saved | Saved[]): Value {
  const [saved] = [answer].flat();
  return saved.success ? null : JSON.stringify(saved.errors ?? 'refused');
}
