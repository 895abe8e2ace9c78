import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';

/** Files at a time: a journey waits for its browser or its org about half of the time. */
const FILES_AT_ONCE = 3;

const requireFrom = createRequire(__filename);

/** All journeys in one process, which builds the package and starts the browser once. */
void describe('Browser journeys', { concurrency: FILES_AT_ONCE }, () => {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts'));
  const size = (file: string): number => statSync(join(__dirname, file)).size;
  // The longest first, so that none is left alone at the end.
  for (const file of files.sort((a, b) => size(b) - size(a))) {
    void describe(file, { concurrency: 1 }, () => {
      try {
        requireFrom(join(__dirname, file));
      } catch (error) {
        void it('can be loaded', () => {
          throw error;
        });
      }
    });
  }
});
