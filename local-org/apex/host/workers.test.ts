import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { CLASS_META } from '../testing/fixture';
import { ApexWorkers } from './workers';

const projectDir = mkdtempSync(path.join(tmpdir(), 'apex-workers-'));
after(() => rmSync(projectDir, { recursive: true }));

const file = (name: string): string => path.join(projectDir, 'classes', name);
mkdirSync(path.join(projectDir, 'classes'));
writeFileSync(file('Greeter.cls'), 'public class Greeter {}');
writeFileSync(file('Greeter.cls-meta.xml'), CLASS_META);

it('Threads that are closed while they load start no others, so that the process can end', async () => {
  const workers = await ApexWorkers.start({ projectDir, workers: 1 });
  const reloads = Promise.allSettled([workers.reload(), workers.reload(), workers.reload()]);
  await workers.close();
  const refused = (await reloads).filter(({ status }) => status === 'rejected');
  assert.notEqual(refused.length, 0, 'what still waited was refused');
});
