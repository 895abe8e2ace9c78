import { DOMParser } from '@xmldom/xmldom';

/** A custom label, as a component sees it. */
export interface CustomLabel {
  fullName: string;
  value: string;
}

/**
 * Labels of a `CustomLabels` metadata file, in its order.
 * @throws Error for XML that is not well-formed, for a label without name or value, and for a name that occurs twice.
 */
export function readLabels(xml: string): CustomLabel[] {
  const document = new DOMParser({
    onError: (level, message) => {
      throw new Error(`custom labels: ${level}: ${message}`);
    }
  }).parseFromString(xml, 'text/xml');
  const seen = new Set<string>();
  return Array.from(document.getElementsByTagName('labels'), (element) => {
    const text = (name: string): string => element.getElementsByTagName(name)[0]?.textContent ?? '';
    const label = { fullName: text('fullName'), value: text('value') };
    if (label.fullName === '' || label.value === '') {
      throw new Error(`custom labels: label "${label.fullName}" lacks a fullName or a value`);
    }
    if (seen.has(label.fullName)) {
      throw new Error(`custom labels: ${label.fullName} is defined twice`);
    }
    seen.add(label.fullName);
    return label;
  });
}

/** One `@salesforce/label/c.Name` module per label, so that a misspelt label is a compile error. The text is its documentation. */
export function labelDeclarations(labels: CustomLabel[]): string {
  return labels
    .map(
      (label) =>
        `declare module '@salesforce/label/c.${label.fullName}' {\n` +
        `  /** ${label.value.replaceAll('*/', '* /').replace(/\s+/g, ' ')} */\n` +
        '  const label: string;\n  export default label;\n}\n'
    )
    .join('\n');
}
