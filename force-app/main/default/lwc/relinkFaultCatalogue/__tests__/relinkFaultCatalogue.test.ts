import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULT_CODES, faultAction, faultEntry, offersRetry } from 'c/relinkFaultCatalogue';

const root = process.cwd();
const labels = readFileSync(join(root, 'force-app/main/default/labels/CustomLabels.labels-meta.xml'), 'utf8');
const architecture = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
/** Codes that start a row of the table "Fault codes"; a row may name several. */
const documented = architecture
  .split('\n')
  .filter((line) => line.startsWith('| RL-'))
  .flatMap((line) => line.split('|')[1].match(/RL-\d+/g) ?? []);

function textOf(name: string): string {
  expect(name).toMatch(/^c\.Relink_/);
  const found = new RegExp(`<fullName>${name.slice(2)}</fullName>[\\s\\S]*?<value>([^<]+)</value>`).exec(labels);
  expect(found ? `${name} has a text` : `${name} has no text`).toBe(`${name} has a text`);
  return found?.[1] ?? '';
}

describe('relinkFaultCatalogue', () => {
  it('knows exactly the codes that the architecture page lists', () => {
    expect(documented.length).toBeGreaterThan(20);
    expect([...FAULT_CODES].sort()).toEqual([...new Set(documented)].sort());
  });

  it.each(documented)('has a title, a cause and a next action for %s, as labels of its own', (code) => {
    const { title, why, next } = faultEntry({ code });
    const name = code.replace('-', '');
    expect([title, why, next]).toEqual(['Title', 'Why', 'Next'].map((part) => `c.Relink_Fault_${name}_${part}`));
    [title, why, next].forEach(textOf);
  });

  it.each(documented)('offers at least one action for %s, each with a label, one of them the main one', (code) => {
    const { actions, primary } = faultEntry({ code });
    expect(actions.length).toBeGreaterThan(0);
    expect(actions).toContain(primary);
    actions.forEach((action) => textOf(faultAction(action).label));
  });

  it('shows a code it does not know as RL-999', () => {
    expect(faultEntry({ code: 'RL-777' })).toEqual(faultEntry({ code: 'RL-999' }));
    expect(faultEntry({ code: 'toString' }).title).toBe('c.Relink_Fault_RL999_Title');
  });

  it('never offers a plain retry after a write that timed out', () => {
    expect(faultEntry({ code: 'RL-205' }).actions).toEqual(['readFromOrg']);
  });

  it('makes Setup the main way on where Relink cannot write', () => {
    for (const code of ['RL-116', 'RL-607']) {
      expect(faultEntry({ code }).primary).toBe('useSetup');
    }
  });

  it('knows after which faults the same call can be made once more', () => {
    expect(offersRetry({ code: 'RL-505' })).toBe(true);
    expect(offersRetry({ code: 'RL-901' })).toBe(true);
    expect(offersRetry({ code: 'RL-501' })).toBe(false);
    expect(offersRetry(null)).toBe(false);
  });

  it('names the possible causes of RL-110 as possible ones', () => {
    expect(textOf('c.Relink_Fault_RL110_Why').match(/\bmay\b/g)).toHaveLength(3);
  });
});
