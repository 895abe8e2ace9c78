import type { Problem } from '../outcome';
import type { Finding } from './finding';

/** The document of the justified findings: for people, and for the check. */
export const LEDGER = 'docs/security-findings.md';

/** Root of the places that the ledger names. */
export const PACKAGE = 'force-app/main/default/';

/** One row: findings of a rule in a place are known and justified. */
export interface LedgerEntry {
  rule: string;
  /** A file or a folder (with `/` at its end) below the package's source folder. */
  place: string;
  /** Method, field or inner class of the file, or null for all of it. */
  member: string | null;
  line: number;
}

const COLUMNS = ['Rule', 'Place', 'Why it stands', 'What limits the harm'];

/**
 * Reads the rows of every table whose columns are Rule, Place, Why it stands, What limits the harm. A place is `classes/plan/RelinkPlan.cls`,
 * `classes/plan/RelinkPlan.cls#method` or a folder `classes/tests/`; several are separated by commas. Rule and places are in backticks.
 */
export function readLedger(markdown: string): { entries: LedgerEntry[]; problems: Problem[] } {
  const entries: LedgerEntry[] = [];
  const problems: Problem[] = [];
  let inTable = false;
  markdown.split('\n').forEach((row, index) => {
    const line = index + 1;
    const wrong = (message: string): void => {
      problems.push({ file: LEDGER, line, column: 1, message });
    };
    if (!row.startsWith('|')) {
      inTable = false;
      return;
    }
    const cells = row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (!inTable) {
      inTable = cells.join() === COLUMNS.join();
      return;
    }
    if (cells.every((cell) => /^:?-+:?$/.test(cell))) {
      return;
    }
    const rule = /^`(\w[\w@-]*)`$/.exec(cells[0] ?? '')?.[1];
    const places = [...(cells[1] ?? '').matchAll(/`([^`#]+)(?:#(\w+))?`/g)];
    if (
      cells.length !== COLUMNS.length ||
      cells.some((cell) => cell === '') ||
      rule === undefined ||
      places.length === 0
    ) {
      wrong('a row has a rule in backticks, places in backticks, why it stands, and what limits the harm');
      return;
    }
    entries.push(...places.map(([, place, member]) => ({ rule, place, member: member ?? null, line })));
  });
  return { entries, problems };
}

/** Findings without an entry, and entries without a finding. */
export function compare(findings: Finding[], entries: LedgerEntry[]): { unjustified: Problem[]; stale: Problem[] } {
  const used = new Set<LedgerEntry>();
  const unjustified = findings.filter((finding) => {
    const matching = entries.filter((entry) => matches(entry, finding));
    matching.forEach((entry) => used.add(entry));
    return matching.length === 0;
  });
  return {
    unjustified: unjustified.map(({ file, line, column, rule, member, message }) => ({
      file,
      line,
      column,
      message: `${rule}${member === null ? '' : ` in ${member}`}: ${message}`
    })),
    stale: entries
      .filter((entry) => !used.has(entry))
      .map(({ rule, place, member, line }) => ({
        file: LEDGER,
        line,
        column: 1,
        message: `no finding of ${rule} is left in ${place}${member === null ? '' : `#${member}`}: take the entry out`
      }))
  };
}

function matches(entry: LedgerEntry, finding: Finding): boolean {
  const path = finding.file.startsWith(PACKAGE) ? finding.file.slice(PACKAGE.length) : finding.file;
  const inPlace = entry.place.endsWith('/') ? path.startsWith(entry.place) : path === entry.place;
  return entry.rule === finding.rule && inPlace && (entry.member === null || entry.member === finding.member);
}
