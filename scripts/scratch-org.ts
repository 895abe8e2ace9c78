import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * One command for a developer's org: builds, creates a scratch org from config/project-scratch-def.json, deploys, and gives the
 * running user Relink Admin. Needs the Salesforce CLI and a default Dev Hub.
 *
 * `npm run scratch -- [--alias relink] [--days 7]`
 */
function createScratchOrg(): void {
  const { alias, days } = options();
  requireCli();
  run('npm', ['run', 'build']);
  run('sf', [
    ...['org', 'create', 'scratch', '--definition-file', 'config/project-scratch-def.json'],
    ...['--alias', alias, '--duration-days', days, '--set-default', '--wait', '20']
  ]);
  run('sf', ['project', 'deploy', 'start', '--source-dir', 'force-app', '--target-org', alias, '--wait', '30']);
  run('sf', ['org', 'assign', 'permset', '--name', 'Relink_Admin', '--target-org', alias]);
  console.log(`\nThe org is ready: sf org open --target-org ${alias} --path lightning/app/c__Relink`);
}

function options(): { alias: string; days: string } {
  const { values } = readArguments();
  if (!/^([1-9]|[12]\d|30)$/.test(values.days)) {
    stop(`--days is a number from 1 to 30, not ${values.days}.`);
  }
  return values;
}

function readArguments() {
  try {
    return parseArgs({
      options: { alias: { type: 'string', default: 'relink' }, days: { type: 'string', default: '7' } }
    });
  } catch (error) {
    return stop(`${(error as Error).message}\nUsage: npm run scratch -- [--alias relink] [--days 7]`);
  }
}

function requireCli(): void {
  if (spawnSync('sf', ['--version'], { stdio: 'ignore' }).status !== 0) {
    stop(
      'The Salesforce CLI (sf) is not on the PATH. https://developer.salesforce.com/tools/salesforcecli says how to install it.'
    );
  }
  if (
    spawnSync('sf', ['config', 'get', 'target-dev-hub', '--json'], { encoding: 'utf8' }).stdout.includes('"value"') ===
    false
  ) {
    stop('There is no default Dev Hub: sf org login web --set-default-dev-hub');
  }
}

function run(command: string, parameters: string[]): void {
  console.log(`\n$ ${command} ${parameters.join(' ')}`);
  const { status } = spawnSync(command, parameters, { stdio: 'inherit' });
  if (status !== 0) {
    stop(`${command} ${parameters.slice(0, 3).join(' ')} failed.`);
  }
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

createScratchOrg();
