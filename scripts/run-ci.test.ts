import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { countsOf } from './run-ci';

describe('run of everything', () => {
  test('takes the counts from the last line', () => {
    assert.deepEqual(countsOf('5 passed, 9 failed\nmore\n12 passed, 3 failed\n', 1), { passed: 12, failed: 3 });
  });

  test('a script that says nothing is a failure', () => {
    assert.deepEqual(countsOf('it broke', 0), { passed: 0, failed: 1 });
  });

  test('a script that ends badly without a failed test is a failure', () => {
    assert.deepEqual(countsOf('7 passed, 0 failed', 2), { passed: 7, failed: 1 });
  });
});

describe('.ci/run', { skip: process.platform === 'win32' }, () => {
  const script = resolve(__dirname, '..', '.ci', 'run');

  /** Runs it with these programs alone on the PATH; each records how it was called. */
  function runWith(programs: Record<string, string>): { status: number | null; calls: string[] } {
    const folder = mkdtempSync(join(tmpdir(), 'relink-ci-'));
    const log = join(folder, 'calls');
    for (const [name, does] of Object.entries({ dirname: 'echo .ci', node: '', ...programs })) {
      const program = join(folder, name);
      const record = name === 'dirname' || name === 'id' ? '' : `echo "${name} $*" >> "${log}"\n`;
      writeFileSync(program, `#!/bin/bash\n${record}${does}\n`);
      chmodSync(program, 0o755);
    }
    const { status } = spawnSync('/bin/bash', [script], { cwd: resolve(script, '..', '..'), env: { PATH: folder } });
    const calls = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
    rmSync(folder, { recursive: true });
    return { status, calls };
  }

  const install = ['apt-get update -q', 'apt-get install -y -q default-jre-headless'];

  test('uses the Java that is there', () => {
    const { status, calls } = runWith({ java: '', 'apt-get': '' });
    assert.deepEqual(calls, ['node scripts/ci.js'], 'nothing is installed');
    assert.equal(status, 0, 'it ends as the checks end');
  });

  test('installs Java as root', () => {
    assert.deepEqual(runWith({ id: 'echo 0', 'apt-get': '' }).calls, [...install, 'node scripts/ci.js']);
  });

  test('installs Java with sudo', () => {
    const { calls } = runWith({ id: 'echo 1000', sudo: 'shift; "$@"', 'apt-get': '' });
    assert.deepEqual(
      calls.filter((call) => !call.startsWith('sudo')),
      [...install, 'node scripts/ci.js']
    );
    assert.equal(calls[0], `sudo -n ${install[0]}`, 'sudo may not ask for a password');
  });

  test('runs the rest, and lets check:apex fail, where Java cannot be installed', () => {
    const { calls } = runWith({ id: 'echo 0', 'apt-get': 'exit 100' });
    assert.deepEqual(calls, [install[0], 'node scripts/ci.js']);
  });

  test('ends with the exit code of the checks', () => {
    assert.equal(runWith({ java: '', node: 'exit 1' }).status, 1);
  });
});
