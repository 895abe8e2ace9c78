import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** For tests: writes source files into a folder of their own. */
export function temporaryPackage(files: Record<string, string>): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'lightning-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** A metadata file with one root element. */
export function metadata(root: string, content: string): string {
  return `${XML}<${root} ${NAMESPACE}>${content}</${root}>`;
}

/** The files of an LWC bundle. */
export function bundle(name: string, files: { ts?: string; html?: string; css?: string }): Record<string, string> {
  const own = Object.entries(files).map(([ending, text]) => [`lwc/${name}/${name}.${ending}`, text]);
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    [`lwc/${name}/${name}.js-meta.xml`]: metadata('LightningComponentBundle', '<apiVersion>65.0</apiVersion>')
  };
}

/** A component class without anything of its own. */
export const EMPTY_COMPONENT =
  "import { LightningElement } from 'lwc';\nexport default class Empty extends LightningElement {}\n";
