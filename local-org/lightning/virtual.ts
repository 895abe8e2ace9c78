import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
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
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.labels-meta.xml')) : [];
  const paths = files.map((file) => join(folder, file));
  for (const path of paths) {
    const text = labelTexts(path).get(name);
    if (text !== undefined) {
      return { contents: `export default ${JSON.stringify(text)};\n`, watch: paths };
    }
  }
  return { refused: `there is no custom label ${name}` };
}

const parsed = new Map<string, { version: string; texts: Map<string, string> }>();

/** Label texts of a file by name. One import asks for one label, so a file is read again only when it changed. */
function labelTexts(path: string): Map<string, string> {
  const { mtimeMs, size } = statSync(path);
  const version = `${mtimeMs} ${size}`;
  const known = parsed.get(path);
  if (known?.version === version) {
    return known.texts;
  }
  const texts = new Map(readLabels(readFileSync(path, 'utf8')).map(({ fullName, value }) => [fullName, value]));
  parsed.set(path, { version, texts });
  return texts;
}
