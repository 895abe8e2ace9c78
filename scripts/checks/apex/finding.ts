import { parseClassFile } from '../../../local-org/apex/compiler/parse';
import type { MemberNode } from '../../../local-org/apex/compiler/ast';
import type { Problem } from '../outcome';

/** What a scanner objects to. */
export interface Finding extends Problem {
  /** Name of the rule, as Code Analyzer has it. */
  rule: string;
  /** Method, field or inner class of the top-level class that it is in, or null. */
  member: string | null;
}

/** Names the member of a class that a line is in, or null for the class itself and for files that are no class. */
export function memberAt(file: string, source: string, line: number): string | null {
  const tree = file.endsWith('.cls') ? parseClassFile(file, source).tree : null;
  const declared = skipAnnotations(source, line);
  const before = (tree?.members ?? []).filter((member) => member.line <= declared);
  const last = before.sort((one, other) => one.line - other.line).at(-1);
  return last ? nameOf(last) : null;
}

/** Annotations on lines of their own belong to what follows them. */
function skipAnnotations(source: string, line: number): number {
  const lines = source.split('\n');
  let declared = line;
  while (/^\s*@\w+\s*(\(.*\))?\s*$/.test(lines[declared - 1] ?? '')) declared++;
  return declared;
}

function nameOf(member: MemberNode): string | null {
  if (member.kind === 'field') return member.declarators[0].name;
  return 'name' in member ? member.name : null;
}

/** How an in-code comment or annotation silences a scanner; each is a finding of its own, so that none is silent. */
const SUPPRESSIONS: [name: string, pattern: RegExp][] = [
  ['@SuppressWarnings', /@SuppressWarnings\s*\(\s*'([^']*)'/gi],
  ['NOPMD', /\/\/\s*NOPMD()/g],
  ['sfge-disable', /sfge-disable(?:-stack|-next-line)?()/g],
  ['code-analyzer-suppress', /code-analyzer-suppress()/g]
];

/** Suppressions in a class or page. Of `@SuppressWarnings('PMD.X')` the finding is of rule X, as if it were not suppressed. */
export function suppressionsIn(file: string, source: string): Finding[] {
  return SUPPRESSIONS.flatMap(([name, pattern]) =>
    [...source.matchAll(pattern)].flatMap((match) => {
      const before = source.slice(0, match.index);
      const line = before.split('\n').length;
      const column = match.index - before.lastIndexOf('\n');
      const rules = match[1] ? match[1].split(',').map((rule) => rule.trim().replace(/^PMD\./, '')) : [name];
      return rules.map((rule) => ({
        rule,
        file,
        line,
        column,
        member: memberAt(file, source, line),
        message: `is silenced by ${name}`
      }));
    })
  );
}
