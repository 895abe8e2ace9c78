/** An Apex type name taken apart: `Map<String,List<X>>` → `{ name: 'Map', of: [String, List<X>] }`. */
export interface TypeName {
  name: string;
  of: TypeName[];
}

/** Parses a canonical type name; an array `X[]` is a list, as in Apex. */
export function parseTypeName(text: string): TypeName {
  const compact = text.replace(/\s+/g, '');
  if (compact.endsWith('[]')) return { name: 'List', of: [parseTypeName(compact.slice(0, -2))] };
  const open = compact.indexOf('<');
  if (open < 0) return { name: compact, of: [] };
  if (!compact.endsWith('>')) throw new Error(`Not an Apex type name: ${text}`);
  return { name: compact.slice(0, open), of: splitArguments(compact.slice(open + 1, -1)).map(parseTypeName) };
}

function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '<') depth++;
    else if (text[i] === '>') depth--;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** The name as Apex writes it. */
export function typeNameText({ name, of }: TypeName): string {
  return of.length === 0 ? name : `${name}<${of.map(typeNameText).join(',')}>`;
}
