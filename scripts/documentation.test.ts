import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { QUESTIONS } from './spike/questions';

const ROOT = path.resolve(__dirname, '..');
const IMAGES = path.join(ROOT, 'docs', 'images');
const PAGES = ['README.md', ...readdirSync(path.join(ROOT, 'docs')).map((file) => path.join('docs', file))].filter(
  (file) => file.endsWith('.md')
);

/** As the architecture page lists them; a test of the fault catalogue compares that list with the code. */
const FAULT_CODES = new Set(
  textOf(path.join('docs', 'architecture.md'))
    .split('\n')
    .filter((line) => line.startsWith('| RL-'))
    .flatMap((line) => line.split('|')[1].match(/RL-\d{3}/g) ?? [])
);

function textOf(page: string): string {
  return readFileSync(path.join(ROOT, page), 'utf8');
}

/** Pictures that a page shows: what stands for them in words, and the file. */
function picturesOf(page: string): { words: string; file: string }[] {
  return [...textOf(page).matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, words, target]) => ({
    words,
    file: path.resolve(ROOT, path.dirname(page), target)
  }));
}

describe('The documentation', () => {
  it('shows pictures that exist, each with words for who does not see it', () => {
    for (const page of PAGES) {
      for (const { words, file } of picturesOf(page)) {
        assert.ok(existsSync(file), `${page} shows ${path.relative(ROOT, file)}`);
        assert.notEqual(words.trim(), '', `${page} says what ${path.basename(file)} shows`);
      }
    }
  });

  it('shows every picture that is made, all of them in the admin guide', () => {
    const shown = picturesOf(path.join('docs', 'admin-guide.md')).map(({ file }) => path.basename(file));
    assert.deepEqual([...shown].sort(), readdirSync(IMAGES).sort());
  });

  it('has a picture for Setup Home, for each step and for a fault', () => {
    const names = readdirSync(IMAGES);
    assert.ok(names.includes('home.png'), 'Setup Home');
    for (let step = 0; step <= 6; step++) {
      assert.ok(
        names.some((name) => name.startsWith(`step-${step}-`)),
        `step ${step}`
      );
    }
    assert.ok(
      names.some((name) => name.startsWith('fault-')),
      'a fault'
    );
  });

  it('links only to files that are there', () => {
    for (const page of PAGES) {
      for (const [, target] of textOf(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)/g)) {
        assert.ok(existsSync(path.resolve(ROOT, path.dirname(page), target)), `${page} links to ${target}`);
      }
    }
  });

  it('asks every open question in the consultant’s checklist, and no other', () => {
    const asked = [...textOf(path.join('docs', 'consultant-checklist.md')).matchAll(/^\| `([a-z-]+)`/gm)];
    assert.deepEqual(asked.map(([, id]) => id).sort(), QUESTIONS.map(({ id }) => id).sort());
  });

  it('says in the admin guide what to do about every fault', () => {
    const guide = textOf(path.join('docs', 'admin-guide.md'));
    assert.deepEqual(
      [...FAULT_CODES].filter((code) => !guide.includes(code)),
      []
    );
  });

  it('names only fault codes that there are', () => {
    for (const page of PAGES) {
      for (const [code] of textOf(page).matchAll(/RL-\d{3}/g)) {
        assert.ok(FAULT_CODES.has(code), `${page} names ${code}`);
      }
    }
  });
});
