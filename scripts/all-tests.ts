import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const requireFrom = createRequire(__filename);

/** All tests of the local org and the scripts in one process: in one of its own, each file would transpile the same sources again. */
for (const folder of ['local-org', 'scripts']) {
  for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.ts')) {
      requireFrom(join(ROOT, folder, file));
    }
  }
}
