import { metadataType } from '../../../local-org/salesforce/metadata/types';
import type { MetadataField, MetadataType } from '../../../local-org/salesforce/metadata/types';
import type { Problem } from '../outcome';
import type { PackageSource } from './source';
import { child, children, content, problemAt, text } from './xml';
import type { Place } from './xml';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** Elements whose content the Metadata WSDL leaves open; `targetConfigs` and the values of custom metadata have checks of their own. */
const OPEN = new Set(['LightningComponentBundle.targetConfigs', 'CustomMetadataValue.value']);

/** Checks each element of each component against the WSDL of the Metadata API: its name, number and value. */
export function checkElements(source: PackageSource): Problem[] {
  return source.components
    .filter(({ type }) => type !== 'CustomLabel')
    .flatMap(({ type: typeName, fullName, place }) => {
      const type = metadataType(typeName);
      if (!type) {
        return [problemAt(place, `${typeName} is no type of the Metadata API`)];
      }
      if (place.element.localName !== typeName) {
        return [problemAt(place, `<${place.element.localName}> is not <${typeName}>, as the name of the file says`)];
      }
      if (place.element.namespaceURI !== NAMESPACE) {
        return [problemAt(place, `<${typeName}> lacks xmlns="${NAMESPACE}"`)];
      }
      return [...checkRecord(place, type), ...checkName(place, fullName)];
    });
}

/** A file that says its own name says the right one. */
function checkName(place: Place, fullName: string): Problem[] {
  const written = child(place, 'fullName');
  const expected = fullName.split('.').at(-1);
  return written && content(written) !== expected
    ? [problemAt(written, `fullName is ${content(written)}, the name of the file says ${expected}`)]
    : [];
}

function checkRecord(place: Place, type: MetadataType): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const isRoot = place.element.parentNode?.nodeType === 9;
  for (const attribute of place.element.attributes) {
    if (!(isRoot && attribute.namespaceURI === XMLNS)) {
      problems.push(problemAt(place, `<${place.element.localName}> has no attribute ${attribute.name}`));
    }
  }
  for (const part of children(place)) {
    const name = part.element.localName ?? '';
    const field = part.element.namespaceURI === NAMESPACE ? type.fields.get(name) : undefined;
    if (!field) {
      problems.push(problemAt(part, `${type.name} has no element <${name}>${suggestion(name, type.fields.keys())}`));
    } else if (seen.has(name) && !field.many) {
      problems.push(problemAt(part, `<${name}> stands twice in ${type.name}`));
    } else if (!OPEN.has(`${type.name}.${name}`)) {
      problems.push(...checkValue(part, field));
    }
    seen.add(name);
  }
  for (const field of type.fields.values()) {
    if (field.required && !seen.has(field.name)) {
      problems.push(problemAt(place, `${type.name} lacks <${field.name}>, which is required`));
    }
  }
  // The WSDL cannot ask for it: a component inside the file of another one needs its name.
  if (type.isComponent && type.name === 'CustomLabel' && !text(place, 'fullName')) {
    problems.push(problemAt(place, `${type.name} lacks <fullName>, which is required`));
  }
  const stray = [...place.element.childNodes].find((node) => node.nodeType === 3 && (node.nodeValue ?? '').trim());
  if (stray) {
    problems.push(
      problemAt(place, `<${place.element.localName}> has text between its elements: ${stray.nodeValue?.trim()}`)
    );
  }
  return problems;
}

function checkValue(place: Place, field: MetadataField): Problem[] {
  if (field.kind === 'struct') {
    const type = metadataType(field.typeName);
    return type ? checkRecord(place, type) : [problemAt(place, `${field.typeName} is no type of the Metadata API`)];
  }
  const [inner] = children(place);
  if (inner) {
    return [problemAt(inner, `<${field.name}> is ${article(field.kind)}, not elements`)];
  }
  const value = content(place);
  const wrong = (what: string): Problem[] => [problemAt(place, `<${field.name}> is ${what}, not "${value}"`)];
  switch (field.kind) {
    case 'boolean':
      return value === 'true' || value === 'false' ? [] : wrong('true or false');
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(value) ? [] : wrong('a number');
    case 'enum':
      return field.values.includes(value)
        ? []
        : wrong(field.values.length > 12 ? `a value of ${field.typeName}` : `one of ${field.values.join(', ')}`);
    default:
      return [];
  }
}

function article(kind: string): string {
  return kind === 'enum' ? 'a word of a list' : `a ${kind}`;
}

/** The nearest known name, when it is near. */
export function suggestion(name: string, known: Iterable<string>): string {
  let best = '';
  let distance = 3;
  for (const each of known) {
    const next = editDistance(name.toLowerCase(), each.toLowerCase());
    if (next < distance) {
      best = each;
      distance = next;
    }
  }
  return best && `; is ${best} meant?`;
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length];
}
