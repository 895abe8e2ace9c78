import { collectionKind, isSObject, NULL, OBJECT, type Type, VOID } from './types';
import type { World } from './world';

/**
 * Cost of passing a value of one static type where another is expected: 0 is exact, higher is worse, null impossible.
 * Conversions as in the Apex Developer Guide, "Rules of Conversion".
 */
export function conversionCost(world: World, from: Type, to: Type): number | null {
  if (from.key === to.key) return 0;
  if (from === NULL) return to === VOID ? null : to === OBJECT ? 2 : 1;
  if (from === VOID || to === VOID) return null;
  const numeric: Record<string, Record<string, number>> = {
    integer: { long: 1, double: 2, decimal: 3 },
    long: { double: 1, decimal: 2 },
    double: { decimal: 1 },
    decimal: { double: 2 },
    string: { id: 4 },
    id: { string: 4 },
    date: { datetime: 3 }
  };
  const cost = numeric[from.key]?.[to.key];
  if (cost !== undefined) return cost;
  if (to === OBJECT) return 20;
  if (from === OBJECT) return null;
  const steps = world.distance(from, to);
  if (steps !== null) return steps;
  if (from.args.length > 0 && from.args.length === to.args.length && sameBase(from, to)) {
    const each = from.args.map((arg, index) => argumentConversion(world, arg, to.args[index]));
    return each.includes(null) ? null : 3 + each.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  }
  if (collectionKind(from) && to.key.startsWith('iterable<')) return 5;
  return null;
}

function argumentConversion(world: World, from: Type, to: Type): number | null {
  if (from.key === to.key) return 0;
  if (isSObject(from) && isSObject(to) && (from.key === 'sobject' || to.key === 'sobject')) return 1;
  if (to === OBJECT) return 10;
  return world.distance(from, to) ?? (from.args.length > 0 ? conversionCost(world, from, to) : null);
}

function sameBase(a: Type, b: Type): boolean {
  return a.decl.kind === 'platform' && b.decl.kind === 'platform' && a.decl.name === b.decl.name;
}
