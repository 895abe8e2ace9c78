import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { PROJECT, sourceOf } from '../../local-org/base';
import { readLabels } from '../label-types';

interface Fault {
  code: string;
  params: string[];
}

/** What the wizard decides with: its own modules, run in Node. */
export interface Client {
  faultCodes: readonly string[];
  /** Buttons of a fault's panel, in their order. */
  actions(fault: Fault): readonly string[];
  /** State of step 2 for what the org says, in a tab that knows nothing. */
  reviewState(status: object): string;
  /** What the wizard makes of a call of a method that got no answer. */
  faultOfLoss(method: string): Promise<Fault>;
}

const ENTRY = `
  import * as api from 'c/relinkApi';
  import { FAULT_CODES, faultEntry } from 'c/relinkFaultCatalogue';
  import { journey } from 'c/relinkJourney';
  const tab = { pair: null, plan: null, working: null, faults: {}, redirectAdded: false, previousKey: null, reachable: true };
  export const client = {
    faultCodes: FAULT_CODES,
    actions: (fault) => faultEntry(fault).actions,
    reviewState: (status) => journey(status, tab).steps.review.state,
    faultOfLoss: async (method) => (await api[method]({})).fault
  };`;

/** An Apex method whose answer does not arrive, with the text that Lightning has for it. */
const LOST = `export default () => Promise.reject({ message: 'Disconnected or Canceled' });`;

/** Bundles the pure modules of the wizard, its labels included. */
export async function loadClient(): Promise<Client> {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: PROJECT, loader: 'ts' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    write: false,
    logLevel: 'silent',
    plugins: [modulesOfThePlatform()]
  });
  const loaded = new Module('wizard') as Module & { _compile(code: string, file: string): void };
  loaded._compile(outputFiles[0].text, join(PROJECT, 'wizard.js'));
  return (loaded.exports as { client: Client }).client;
}

function modulesOfThePlatform(): Plugin {
  const source = sourceOf(PROJECT);
  const file = readFileSync(join(source, 'labels', 'CustomLabels.labels-meta.xml'), 'utf8');
  const labels = new Map(readLabels(file).map(({ fullName, value }) => [fullName, value]));
  const i18n: Record<string, string> = { locale: 'en-US', timeZone: 'UTC' };
  return {
    name: 'platform modules',
    setup(builder) {
      builder.onResolve({ filter: /^c\// }, ({ path }) => {
        const name = path.slice(2);
        return { path: join(source, 'lwc', name, `${name}.ts`) };
      });
      builder.onResolve({ filter: /^@salesforce\/(label|i18n)\// }, ({ path }) => ({ path, namespace: 'platform' }));
      builder.onResolve({ filter: /^@salesforce\/apex\// }, ({ path }) => ({ path, namespace: 'lost' }));
      builder.onLoad({ filter: /.*/, namespace: 'lost' }, () => ({ contents: LOST, loader: 'js' }));
      builder.onLoad({ filter: /.*/, namespace: 'platform' }, ({ path }) => {
        const name = path.slice(path.lastIndexOf('/') + 1);
        const value = labels.get(name.replace(/^c\./, '')) ?? i18n[name];
        if (value === undefined) {
          throw new Error(`There is no ${path}.`);
        }
        return { contents: `export default ${JSON.stringify(value)};`, loader: 'js' };
      });
    }
  };
}
