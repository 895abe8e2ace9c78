import type { Problem } from '../outcome';
import { suggestion } from './elements';
import { position } from './references';
import { bundleOf, componentsOf } from './source';
import type { PackageSource, SourceFile } from './source';
import { problemAt } from './xml';

/** How code names a label, by the ending of its file. The second group is the name. */
const USES: [ending: RegExp, use: RegExp][] = [
  [/\.(cls|trigger)$/, /(\bSystem\s*\.\s*Label\s*\.\s*)(?:c\s*\.\s*)?([A-Za-z]\w*)/gi],
  // In lower case, or with a call behind it, it is a variable.
  [/\.(cls|trigger)$/, /((?<!\.\s*)\bLabel\s*\.\s*)(?:c\s*\.\s*)?([A-Za-z]\w*)\b(?!\s*\()/g],
  [/\.(js|ts)$/, /(@salesforce\/label\/c\.)(\w+)/g],
  [/\.(page|component)$/, /(\$Label\s*\.\s*)(\w+)/gi]
];

/** Labels that code names exist; labels that exist are named. Tests and comments name nothing. */
export function checkLabels(source: PackageSource): Problem[] {
  const labels = componentsOf(source, 'CustomLabel');
  const used = new Set<string>();
  const problems: Problem[] = [];
  for (const file of source.files.filter(ships)) {
    const code = withoutComments(file);
    for (const [, use] of USES.filter(([ending]) => ending.test(file.path))) {
      for (const match of code.matchAll(use)) {
        const [written, before, name] = match;
        const found = [...labels.keys()].find((label) => label.toLowerCase() === name.toLowerCase());
        if (found === undefined || (bundleOf(file.path) !== null && found !== name)) {
          problems.push({
            file: file.path,
            ...position(code, match.index + written.lastIndexOf(name)),
            message: `the package has no label ${name}${suggestion(name, labels.keys())} (${before.trim()}${name})`
          });
        } else {
          used.add(found);
        }
      }
    }
  }
  const seen = new Set<string>();
  for (const component of source.components.filter(({ type }) => type === 'CustomLabel')) {
    const { fullName, place } = component;
    if (seen.size === seen.add(fullName).size) {
      problems.push(problemAt(place, `there are two labels ${fullName}`));
    }
    if (fullName && !used.has(fullName)) {
      problems.push(problemAt(place, `no code uses the label ${fullName}`));
    }
  }
  return problems;
}

/** TypeScript is read in place of the JavaScript made of it: the problem is to be mended there. */
function ships({ path }: SourceFile): boolean {
  return !path.includes('/__tests__/') && !(bundleOf(path) !== null && path.endsWith('.js'));
}

/** The same text with comments blanked, so that places stay. Strings are kept: imports are strings. */
function withoutComments({ text }: SourceFile): string {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  return text.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (part) =>
    part.startsWith('/') ? blank(part) : part
  );
}
