import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { serveHost } from './channel';

/** A thread that asks three questions and reports what it heard. */
const CODE = `
  require(${JSON.stringify(require.resolve('ts-node/register'))});
  const { BlockingHost } = require(${JSON.stringify(require.resolve('./channel'))});
  const { parentPort, workerData } = require('node:worker_threads');
  const host = new BlockingHost(workerData);
  let failure = null;
  try { host.rows('Broken'); } catch (error) { failure = error.message; }
  parentPort.postMessage({ now: host.now(), user: host.identity().userId, again: host.identity().userId, failure });
`;

it('A blocked worker gets asynchronous answers and failures while the main thread stays free', async () => {
  const asked: string[] = [];
  const channel = serveHost(async (question) => {
    asked.push(question.kind);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (question.kind === 'rows') throw new Error('no rows');
    return question.kind === 'now' ? 42 : { userId: 'me' };
  });
  const worker = new Worker(CODE, { eval: true, workerData: channel, transferList: [channel.port] });
  const heard = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  await worker.terminate();
  assert.deepEqual(
    heard,
    { now: 42, user: 'me', again: 'me', failure: 'The emulated org failed: no rows' },
    'answers in order'
  );
  assert.deepEqual(asked, ['rows', 'now', 'identity'], 'the identity is asked for once');
});
