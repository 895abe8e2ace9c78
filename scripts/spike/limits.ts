import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { readEvidence, readmePath, withLimits } from './evidence';

/** Writes the README's limits from docs/org-evidence.json: `npm run docs:limits`. */
async function writeLimits(): Promise<void> {
  const path = readmePath();
  const text = withLimits(readFileSync(path, 'utf8'), readEvidence());
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

void writeLimits();
