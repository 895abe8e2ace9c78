import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** npm scripts whose last line is `N passed, N failed`. */
const SCRIPTS = ['test', 'check:apex', 'check:metadata', 'check:looks', 'check:tests-bite', 'check:faults'];

const ROOT = resolve(__dirname, '..');

/** Runs everything that needs no org, each script even if an earlier one failed, and prints the sum of their last lines as the last line. */
export async function runAll(): Promise<void> {
  const total = { passed: 0, failed: 0 };
  const lines: string[] = [];
  for (const script of SCRIPTS) {
    const started = Date.now();
    const { passed, failed } = await run(script);
    total.passed += passed;
    total.failed += failed;
    const seconds = Math.round((Date.now() - started) / 1000);
    lines.push(`npm run ${script}: ${passed} passed, ${failed} failed (${seconds} s)`);
  }
  console.log(`\n${lines.join('\n')}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

function run(script: string): Promise<{ passed: number; failed: number }> {
  console.log(`\n==== npm run ${script}`);
  return new Promise((done, refuse) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: ROOT,
      env: { ...process.env, CI: 'true' },
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32'
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('error', refuse);
    child.on('close', (code) => {
      done(countsOf(output, code));
    });
  });
}

/** What a script's last line says. One that says nothing, or ends badly without a failure, is one failure more. */
export function countsOf(output: string, exitCode: number | null): { passed: number; failed: number } {
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(output.trimEnd().split('\n').at(-1) ?? '') ?? [];
  const counts = { passed: Number(passed ?? 0), failed: Number(failed ?? 0) };
  const isSilent = passed === undefined || (exitCode !== 0 && counts.failed === 0);
  return isSilent ? { ...counts, failed: counts.failed + 1 } : counts;
}
