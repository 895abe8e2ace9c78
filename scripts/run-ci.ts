import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { NEEDS_JAVA, findJava } from './checks/apex/java';

/** npm scripts whose last line is `N passed, N failed`. */
const SCRIPTS = ['test', 'check:apex', 'check:metadata'];

const ROOT = resolve(__dirname, '..');

/** Runs everything that needs no org, each script even if an earlier one failed, and prints the sum of their last lines as the last line. */
export async function runAll(): Promise<void> {
  if (findJava() === null) {
    console.log(NEEDS_JAVA);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
    return;
  }
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

/** Counts of a script; one that ends badly without saying how, or says nothing, is one failure. */
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
      const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(output.trimEnd().split('\n').at(-1) ?? '') ?? [];
      const counts = { passed: Number(passed ?? 0), failed: Number(failed ?? 0) };
      done(
        passed === undefined || (code !== 0 && counts.failed === 0) ? { ...counts, failed: counts.failed + 1 } : counts
      );
    });
  });
}
