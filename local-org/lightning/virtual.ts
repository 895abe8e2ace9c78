import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readLabels } from '../../scripts/label-types';

/** Module text that stands for a `@salesforce/*` import of the package, or a refusal. */
export type VirtualModule = { contents: string; watch: string[] } | { refused: string };

/**
 * Answers the package's `@salesforce/label/c.*` and `@salesforce/apex/*` imports.
 * Labels come from the package's own metadata; an Apex method becomes a call of the local org.
 * @param sourceFolder `force-app/main/default`
 * @param apexClient path of the browser module that exports `apexMethod(className, method)`
 */
export function virtualModule(specifier: string, sourceFolder: string, apexClient: string): VirtualModule {
  const label = /^@salesforce\/label\/c\.(\w+)$/.exec(specifier)?.[1];
  if (label !== undefined) {
    return labelModule(label, join(sourceFolder, 'labels'));
  }
  const apex = /^@salesforce\/apex\/(\w+)\.(\w+)$/.exec(specifier);
  if (apex) {
    const [, className = '', method = ''] = apex;
    return {
      contents:
        `import { apexMethod } from ${JSON.stringify(apexClient)};\n` +
        `export default apexMethod(${JSON.stringify(className)}, ${JSON.stringify(method)});\n`,
      watch: []
    };
  }
  return { refused: `${specifier} is not part of the local org` };
}

function labelModule(name: string, folder: string): VirtualModule {
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.labels-meta.xml'))
        .map((file) => join(folder, file))
    : [];
  for (const file of files) {
    const found = readLabels(readFileSync(file, 'utf8')).find((label) => label.fullName === name);
    if (found) {
      return { contents: `export default ${JSON.stringify(found.value)};\n`, watch: files };
    }
  }
  return { refused: `there is no custom label ${name}` };
}
