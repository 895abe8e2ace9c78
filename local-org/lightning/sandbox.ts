import { sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { asProblems, CLIENT, ENTRY, OWN_MODULES, packageModules, type Bundle } from './bundle';
import { USER_MODULES } from './vendor';

/** Key of the sandbox: the namespace of the components. */
const NAMESPACE = 'c';

/**
 * Builds the package to run inside Lightning Web Security's sandbox, as Salesforce publishes it (`@locker/sandbox`), with all the gates that
 * Salesforce's own tests turn on. The page shell, the engine, the base components and the calls of Apex stay outside and are given in.
 * What an org does may differ: its version and its gates are its own.
 *
 * @throws BuildProblems
 */
export async function buildSandboxed(projectFolder: string, sourceFolder: string, bundles: string[]): Promise<Bundle> {
  const needs = { baseComponents: new Set<string>(), iconCategories: new Set<string>() };
  const given = new Set<string>(['lwc']);
  const components = packageModules(sourceFolder, needs, () => componentsText(bundles), true);
  try {
    const inside = await bundled(projectFolder, 'iife', [fromOutside(given), components]);
    const outside = await bundled(projectFolder, 'esm', [
      aroundSandbox(shellText(inside, [...given].sort()), needs.baseComponents)
    ]);
    return { code: outside, baseComponents: [...needs.baseComponents], iconCategories: [...needs.iconCategories] };
  } catch (failure) {
    throw asProblems(failure, projectFolder);
  }
}

async function bundled(projectFolder: string, format: 'iife' | 'esm', plugins: Plugin[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    absWorkingDir: projectFolder,
    bundle: true,
    write: false,
    format,
    // The sandbox's transforms leave generators for async functions, which a later target would turn back.
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins,
    logLevel: 'silent'
  });
  return outputFiles[0]?.text ?? '';
}

function componentsText(bundles: string[]): string {
  const imports = bundles.map((name, index) => `import C${index} from ${JSON.stringify(`c/${name}`)};`);
  const table = bundles.map((name, index) => `${JSON.stringify(name)}: C${index}`);
  return [...imports, `receiveComponents({ ${table.join(', ')} });`].join('\n');
}

/** Modules of the platform are taken from what the page gave the sandbox. */
function fromOutside(given: Set<string>): Plugin {
  return {
    name: 'from-outside',
    setup(context) {
      const take = (path: string): { path: string; namespace: string } => {
        given.add(path);
        return { path, namespace: 'given' };
      };
      context.onResolve({ filter: /^(lwc$|lightning\/)/ }, ({ path }) => take(path));
      context.onResolve({ filter: /^@salesforce\// }, ({ path }) =>
        USER_MODULES.includes(path) ? take(path) : undefined
      );
      context.onResolve({ filter: /[\\/]apex\.ts$/ }, ({ path }) =>
        path.startsWith(CLIENT + sep) ? take('local-org/apex') : undefined
      );
      context.onLoad({ filter: /.*/, namespace: 'given' }, ({ path }) => ({
        contents: `module.exports = givenModules[${JSON.stringify(path)}];`
      }));
    }
  };
}

/** The module that runs in the page: makes the sandbox, runs the components in it, and starts the shell with their classes. */
function shellText(source: string, given: string[]): string {
  const address = (name: string): string => (name === 'local-org/apex' ? './apex' : name);
  return `
import { evaluateInSandbox, wrapDependency } from '@locker/sandbox';
import { LWS_DEFAULT_GATER_FEATURES, registerGaterEnabledFeatures } from '@locker/shared';
import { prepareShell, startShell } from './shell';
${given.map((name, index) => `import * as M${index} from ${JSON.stringify(address(name))};`).join('\n')}
prepareShell();
registerGaterEnabledFeatures(LWS_DEFAULT_GATER_FEATURES);
const module = (name, content) => wrapDependency({ ...content, __esModule: true }, name, ${JSON.stringify(NAMESPACE)});
let components;
evaluateInSandbox(${JSON.stringify(NAMESPACE)}, ${JSON.stringify(source)}, undefined, {
  givenModules: { ${given.map((name, index) => `${JSON.stringify(name)}: module(${JSON.stringify(name)}, M${index})`).join(', ')} },
  receiveComponents: (classes) => (components = classes)
});
// For a test that looks at the sandbox from inside.
window.evaluateInLocalSandbox = (expression) => evaluateInSandbox(${JSON.stringify(NAMESPACE)}, expression);
startShell(components);
`;
}

function aroundSandbox(text: string, baseComponents: Set<string>): Plugin {
  return {
    name: 'around-sandbox',
    setup(context) {
      context.onResolve({ filter: new RegExp(`^${ENTRY}$`) }, () => ({ path: ENTRY, namespace: 'entry' }));
      context.onLoad({ filter: /.*/, namespace: 'entry' }, () => ({ contents: text, resolveDir: CLIENT }));
      context.onResolve({ filter: /^(lwc$|lightning\/)/ }, ({ path }) => {
        const own = OWN_MODULES[path];
        if (own !== undefined) {
          return { path: own };
        }
        if (path !== 'lwc') {
          baseComponents.add(path);
        }
        return { path, external: true };
      });
      context.onResolve({ filter: /^@salesforce\// }, ({ path }) =>
        USER_MODULES.includes(path) ? { path, external: true } : undefined
      );
    }
  };
}
