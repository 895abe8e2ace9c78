import { existsSync } from 'node:fs';
import path from 'node:path';

const quoted = (files) => files.map((file) => JSON.stringify(path.relative(process.cwd(), file))).join(' ');

/** The test file beside each changed file of the tools, and changed test files themselves; journeys take minutes and stay with `npm test`. */
function toolTests(files) {
  const tests = files.map((file) => (file.endsWith('.test.ts') ? file : file.replace(/\.ts$/, '.test.ts')));
  const present = [...new Set(tests)].filter((file) => existsSync(file));
  return present.length > 0 ? [`node -r ts-node/register --test ${quoted(present)}`] : [];
}

/** What a commit formats, lints and tests: the files it changes, and the tests that belong to them. */
export default {
  '*.{ts,js,mjs,json,md,yml,html,css,cls,page,xml}': 'prettier --write --ignore-unknown',
  '*.{ts,mjs}': 'eslint --fix --no-warn-ignored',
  'force-app/**/lwc/**/*.{ts,html}': (files) => [
    'npm run generate --silent',
    `jest --bail --passWithNoTests --findRelatedTests ${quoted(files)}`
  ],
  'force-app/**/*.cls': () => 'npm run test:apex --silent',
  '{local-org,scripts}/**/*.ts': toolTests
};
