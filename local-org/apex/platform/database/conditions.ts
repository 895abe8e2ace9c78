import type { Condition, FieldSchema, Row } from '../../contract';
import { ApexList, ApexSet, NotImplementedLocally, apexException } from '../../runtime/values';
import { toStored } from './field-values';

type Stored = Row[string];

type Comparison = Extract<Condition, { field: string }>;

/** Reads a field path of a row: its schema and stored value. */
export type PathReader = (path: string) => { field: FieldSchema; stored: Stored };

const TEXT_TYPES = new Set<FieldSchema['type']>(['string', 'textarea', 'picklist', 'url']);

/** Orders two stored values of one field; text ignores case as Salesforce's indexes do. Nulls are the caller's business. */
export function compareStored(field: FieldSchema, a: Exclude<Stored, null>, b: Exclude<Stored, null>): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = TEXT_TYPES.has(field.type)
    ? [String(a).toLowerCase(), String(b).toLowerCase()]
    : [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function equal(field: FieldSchema, a: Stored, b: Stored): boolean {
  if (a === null || b === null) return a === b;
  return compareStored(field, a, b) === 0;
}

/** `%` any text, `_` one character, backslash escapes; case is ignored. */
function likePattern(pattern: string): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === '\\' && i + 1 < pattern.length) source += escapeRegExp(pattern[++i]);
    else if (c === '%') source += '[\\s\\S]*';
    else if (c === '_') source += '[\\s\\S]';
    else source += escapeRegExp(c);
  }
  return new RegExp(`^${source}$`, 'i');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function members(value: unknown): unknown[] {
  if (Array.isArray(value)) return (value as unknown[]).flatMap((item) => (isCollection(item) ? [...item] : [item]));
  if (isCollection(value)) return [...value];
  if (value === null) throw apexException('System.QueryException', 'unexpected null value in an IN clause');
  throw new NotImplementedLocally('IN with something other than a list or set');
}

function isCollection(value: unknown): value is Iterable<unknown> {
  return value instanceof ApexList || value instanceof ApexSet;
}

/** Whether a row fulfils a condition. */
export function matches(condition: Condition, read: PathReader): boolean {
  switch (condition.op) {
    case 'and':
      return condition.parts.every((part) => matches(part, read));
    case 'or':
      return condition.parts.some((part) => matches(part, read));
    case 'not':
      return !matches(condition.part, read);
    default:
      return compares(condition, read);
  }
}

function compares(condition: Comparison, read: PathReader): boolean {
  const { field, stored } = read(condition.field);
  const { op } = condition;
  if (op === 'in' || op === 'not in') {
    const found = members(condition.value).some((item) => equal(field, stored, comparable(field, item)));
    return op === 'in' ? found : !found;
  }
  const value = comparable(field, condition.value);
  if (op === 'like') return stored !== null && value !== null && likePattern(String(value)).test(String(stored));
  if (op === '=') return equal(field, stored, value);
  if (op === '!=') return !equal(field, stored, value);
  if (stored === null || value === null) return false;
  const order = compareStored(field, stored, value);
  return op === '<' ? order < 0 : op === '<=' ? order <= 0 : op === '>' ? order > 0 : order >= 0;
}

/** The stored form of a value that rows are compared with. */
function comparable(field: FieldSchema, value: unknown): Stored {
  const isReference = field.type === 'id' || field.type === 'reference';
  if (isReference && typeof value === 'string' && !/^(?:[A-Za-z\d]{15}(?:[A-Za-z\d]{3})?)?$/.test(value)) {
    throw apexException('System.QueryException', `invalid ID field: ${value}`);
  }
  return toStored(field, value);
}

/** Every field path a condition names. */
export function conditionFields(condition: Condition | null): string[] {
  if (!condition) return [];
  if ('parts' in condition) return condition.parts.flatMap(conditionFields);
  return 'part' in condition ? conditionFields(condition.part) : [condition.field];
}
