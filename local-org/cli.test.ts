import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { once } from 'node:events';
import { readArguments } from './cli';

test('without options, the local org starts in its first scenario on port 4600 and opens a browser', () => {
  const args = readArguments([]);
  assert.deepEqual([args.port, args.scenario, args.theme, args.open], [4600, 'outdated', 'slds1', true], 'defaults');
});

test('unknown options, scenarios, themes and ports are refused with what there is', () => {
  const cases: [string[], RegExp][] = [
    [['--prot', '1'], /--prot.*\nnpm start -- --help lists/s],
    [['extra'], /extra/],
    [['--scenario', 'sunny'], /no scenario sunny\.\nnpm start -- --help lists all options and scenarios\./],
    [['--theme', 'dark'], /no theme dark\. There are: slds1, cosmos/],
    [['--port', 'high'], /number from 0 to 65535, not high/],
    [['--port', '70000'], /number from 0 to 65535, not 70000/]
  ];
  for (const [args, expected] of cases) {
    assert.throws(() => readArguments(args), expected, args.join(' '));
  }
});

test('npm start with a taken port says so in one line and exits with 1', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as AddressInfo;
  const { status, stderr } = spawnSync(
    process.execPath,
    [resolve(__dirname, '../scripts/start.js'), '--no-open', '--port', String(port)],
    { encoding: 'utf8' }
  );
  other.close();
  assert.equal(status, 1, 'exit code');
  assert.equal(stderr, `Port ${port} is in use. Choose another one with --port.\n`, 'the only message');
});

test('npm start prints one address, and Ctrl+C ends everything with exit code 0', async () => {
  const child = spawn(process.execPath, [resolve(__dirname, '../scripts/start.js'), '--no-open', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit']
  });
  let output = '';
  await new Promise<void>((ready) =>
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('Ctrl+C')) {
        ready();
      }
    })
  );
  const addresses = output.match(/http:\/\/\S+/g) ?? [];
  assert.equal(addresses.length, 1, output);
  child.kill('SIGINT');
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  assert.equal(exitCode, 0, 'exit code');
});
