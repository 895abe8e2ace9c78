import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { SCENARIO_GROUPS, SCENARIOS, startLocalOrg, THEMES, type Theme } from './index';

const HELP = `Runs Relink on this computer: the package, an emulated Salesforce org and an emulated Constant Contact.

npm start -- [options]
  --port N         port on 127.0.0.1 (4600)
  --scenario NAME  start state, see below (${SCENARIOS[0]?.name ?? ''})
  --theme NAME     ${THEMES.join(' or ')} (slds1); ?theme=NAME in the address changes it
  --lws            run the components inside Lightning Web Security's sandbox
  --no-open        do not open a browser
  --verbose        print each request
  --help           print this text

Scenarios. Unless told otherwise, each is the integration of 2021 with one difference.
${SCENARIO_GROUPS.map(listed).join('\n')}`;

function listed({ title, scenarios }: (typeof SCENARIO_GROUPS)[number]): string {
  const width = Math.max(...SCENARIOS.map(({ name }) => name.length));
  return [`\n${title}`, ...scenarios.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`)].join(
    '\n'
  );
}

/** A mistake in how the command was called: its message, which points to the help, is all that is printed. */
class UsageError extends Error {
  constructor(message: string) {
    super(`${message}\nnpm start -- --help lists all options and scenarios.`);
  }
}

interface Arguments {
  port: number;
  scenario: string;
  theme: Theme;
  lws: boolean;
  open: boolean;
  verbose: boolean;
  help: boolean;
}

/**
 * Reads the command line.
 * @throws UsageError for an unknown option, theme or scenario, and for a port that is none
 */
export function readArguments(args: string[]): Arguments {
  const { values } = parsed(args);
  const port = Number(values.port ?? 4600);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new UsageError(`--port needs a number from 0 to 65535, not ${values.port}.`);
  }
  const theme = THEMES.find((name) => name === (values.theme ?? 'slds1'));
  if (!theme) {
    throw new UsageError(`There is no theme ${values.theme}. There are: ${THEMES.join(', ')}.`);
  }
  const scenario = values.scenario ?? SCENARIOS[0]?.name ?? '';
  if (!SCENARIOS.some(({ name }) => name === scenario)) {
    throw new UsageError(`There is no scenario ${scenario}.`);
  }
  return {
    port,
    scenario,
    theme,
    lws: values.lws,
    open: !values['no-open'],
    verbose: values.verbose,
    help: values.help
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        scenario: { type: 'string' },
        theme: { type: 'string' },
        lws: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false }
      }
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Runs the local org until Ctrl+C; a mistake or a failure is printed in one message, and the exit code is 1. */
export function runCommandLine(): void {
  run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}

async function run(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.help) {
    console.log(HELP);
    return;
  }
  const localOrg = await startLocalOrg({
    port: args.port,
    scenario: args.scenario,
    theme: args.theme,
    lws: args.lws,
    quiet: !args.verbose,
    notice: console.log,
    watch: true
  });
  const stop = (): void => {
    void localOrg.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(`\nRelink runs at ${localOrg.url}\nScenario: ${args.scenario}. Press Ctrl+C to stop.\n`);
  if (args.open) {
    openBrowser(localOrg.url);
  }
}

/** Opens the user's browser where there is one; the address is printed in any case. */
function openBrowser(url: string): void {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return;
  }
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  spawn(command ?? '', args, { stdio: 'ignore', detached: true })
    .on('error', () => console.log('No browser could be opened; use the address above.'))
    .unref();
}
