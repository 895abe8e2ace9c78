import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What apex-ls and Code Analyzer's engines are compiled for. */
const OLDEST = 11;

/** Said in one line when there is none. */
export const NEEDS_JAVA = `check:apex needs Java ${OLDEST} or newer, and finds none on the PATH or in JAVA_HOME. Debian and Ubuntu: apt-get install default-jre-headless`;

/** A `java` command that is new enough, or null. Looks where Code Analyzer does: JAVA_HOME first, then the PATH. */
export function findJava(environment: NodeJS.ProcessEnv = process.env): string | null {
  const home = environment.JAVA_HOME;
  const candidates = [...(home ? [join(home, 'bin', 'java')] : []), 'java'];
  return candidates.find((command) => javaVersion(command, environment) >= OLDEST) ?? null;
}

/** Feature version (17 of 17.0.15, 8 of 1.8.0), or 0 when the command does not run. */
function javaVersion(command: string, environment: NodeJS.ProcessEnv): number {
  const { status, stderr } = spawnSync(command, ['-version'], { encoding: 'utf8', env: environment });
  const [, first = '0', second = '0'] = /version "(\d+)(?:\.(\d+))?/.exec(status === 0 ? stderr : '') ?? [];
  return Number(first === '1' ? second : first);
}
