import type { Expression, Node } from './ast';
import type { Context, Typed } from './context';
import { finish } from './context';
import { isEnum, isNumeric, isSObject, NULL, OBJECT, VOID } from './types';
import type { Type } from './types';
import { CompileError } from './world';

/** Converts a value to the type expected where it is used; throws a CompileError where Apex does not allow it. */
export function coerce(context: Context, at: Node, value: Typed, to: Type, what?: string): Typed {
  const from = value.type;
  if (from.key === to.key) return value;
  const { world, unit } = context;
  if (value.isQuery && isSObject(to)) {
    if (to.key === 'sobject' || from.args[0].key === to.key) return { code: `$.single(${value.code})`, type: to };
  }
  if (world.conversion(from, to) === null) {
    throw new CompileError(at, what ?? `Illegal assignment from ${from.name} to ${to.name}`);
  }
  const literal = /^-?\d+$/.test(value.code) && from.key === 'integer' ? value.code : null;
  const convert = (code: string): Typed => ({ code, type: to, nonNull: value.nonNull });
  switch (`${from.key}>${to.key}`) {
    case 'integer>long':
      return convert(literal ? `${literal}n` : `$.integerToLong(${value.code})`);
    case 'integer>decimal':
      return convert(literal ? unit.constant(`$.decimal("${literal}")`) : `$.wholeToDecimal(${value.code})`);
    case 'long>decimal':
      return convert(`$.wholeToDecimal(${value.code})`);
    case 'integer>double':
    case 'long>double':
      return convert(`$.wholeToDouble(${value.code})`);
    case 'double>decimal':
      return convert(`$.doubleToDecimal(${value.code})`);
    case 'decimal>double':
      return convert(`$.decimalToDouble(${value.code})`);
    case 'string>id':
      return convert(`$.stringToId(${value.code})`);
    case 'id>string':
      return convert(`$.idToString(${value.code})`);
    case 'date>datetime':
      return convert(`$.dateToDatetime(${value.code})`);
    default:
      return { ...value, type: to, isQuery: false };
  }
}

/** The wider of two numeric types: Integer < Long < Double < Decimal. */
function wider(a: Type, b: Type): Type {
  const order = ['integer', 'long', 'double', 'decimal'];
  return order.indexOf(a.key) >= order.indexOf(b.key) ? a : b;
}

const ARITHMETIC: Record<string, string> = { '+': 'Add', '-': 'Subtract', '*': 'Multiply', '/': 'Divide' };

/** Text of an operand in a string concatenation. */
function concatenated(value: Typed): string {
  if (value.type.key === 'string' && value.nonNull) return value.code;
  return `$.text(${value.code})`;
}

/** A binary operator on two compiled operands. */
export function binary(context: Context, at: Node, op: string, left: Typed, right: Typed): Typed {
  const { world } = context;
  const BOOLEAN = world.system('Boolean');
  const a = left.type;
  const b = right.type;
  const refuse = (): never => {
    throw new CompileError(at, `Operator ${op} cannot be applied to ${a.name} and ${b.name}`);
  };
  if (a === VOID || b === VOID) refuse();
  if (op === '&&' || op === '||') {
    if (a.key !== 'boolean' || b.key !== 'boolean') refuse();
    return { code: `(${condition(left)}${op}${condition(right)})`, type: BOOLEAN, nonNull: true };
  }
  if (op === '+' && (a.key === 'string' || b.key === 'string')) {
    return { code: `(${concatenated(left)}+${concatenated(right)})`, type: world.system('String'), nonNull: true };
  }
  if (ARITHMETIC[op]) {
    if (isNumeric(a) && isNumeric(b)) {
      const type = wider(a, b);
      const x = coerce(context, at, left, type);
      const y = coerce(context, at, right, type);
      if (type.key === 'integer' && x.nonNull && y.nonNull && (op === '+' || op === '-')) {
        return { code: `(${x.code}${op}${y.code}|0)`, type, nonNull: true };
      }
      return { code: `$.${type.key}${ARITHMETIC[op]}(${x.code},${y.code})`, type, nonNull: true };
    }
    if ((a.key === 'date' || a.key === 'datetime') && b.key === 'integer' && (op === '+' || op === '-')) {
      return {
        code: `$.addDays(${left.code},${op === '-' ? '-1*' : ''}$.notNull(${right.code}))`,
        type: a,
        nonNull: true
      };
    }
    return refuse();
  }
  if (['&', '|', '^', '<<', '>>', '>>>'].includes(op)) {
    if (a.key === 'boolean' && b.key === 'boolean' && op.length === 1) {
      const eager = `$.notNull(${left.code})${op}$.notNull(${right.code})`;
      return { code: `((${eager})===1)`, type: BOOLEAN, nonNull: true };
    }
    if (a.key === 'integer' && b.key === 'integer') {
      return { code: `($.notNull(${left.code})${op}$.notNull(${right.code})|0)`, type: a, nonNull: true };
    }
    if (a.key === 'long' && (b.key === 'long' || b.key === 'integer') && op !== '>>>') {
      const y = coerce(context, at, right, a);
      return { code: `BigInt.asIntN(64,$.notNull(${left.code})${op}$.notNull(${y.code}))`, type: a, nonNull: true };
    }
    return refuse();
  }
  if (['<', '<=', '>', '>='].includes(op)) {
    const comparable = ['string', 'id', 'date', 'datetime', 'time'];
    if (isNumeric(a) && isNumeric(b)) {
      const type = wider(a, b);
      const x = coerce(context, at, left, type);
      const y = coerce(context, at, right, type);
      if (type.key === 'integer' && x.nonNull && y.nonNull)
        return { code: `(${x.code}${op}${y.code})`, type: BOOLEAN, nonNull: true };
      return { code: `$.compare("${op}",${x.code},${y.code})`, type: BOOLEAN, nonNull: true };
    }
    const bothDates = a.key.startsWith('date') && b.key.startsWith('date');
    if ((comparable.includes(a.key) || a === NULL) && (b.key === a.key || b === NULL || bothDates || bothText(a, b))) {
      return { code: `$.compare("${op}",${left.code},${right.code})`, type: BOOLEAN, nonNull: true };
    }
    return refuse();
  }
  if (['==', '!=', '<>', '===', '!=='].includes(op)) {
    return equality(context, op, left, right, refuse);
  }
  return refuse();
}

function bothText(a: Type, b: Type): boolean {
  return (a.key === 'string' || a.key === 'id') && (b.key === 'string' || b.key === 'id');
}

function equality(context: Context, op: string, left: Typed, right: Typed, refuse: () => never): Typed {
  const { world } = context;
  const a = left.type;
  const b = right.type;
  const type = world.system('Boolean');
  const negated = op === '!=' || op === '<>' || op === '!==';
  const related =
    a === NULL ||
    b === NULL ||
    a === OBJECT ||
    b === OBJECT ||
    (isNumeric(a) && isNumeric(b)) ||
    world.conversion(a, b) !== null ||
    world.conversion(b, a) !== null;
  if (!related) return refuse();
  const identity =
    a === NULL ||
    b === NULL ||
    (isEnum(a) && isEnum(b)) ||
    (a.key === b.key && ['boolean', 'integer', 'long'].includes(a.key));
  if (identity) return { code: `(${left.code}${negated ? '!==' : '==='}${right.code})`, type, nonNull: true };
  const test = op.length === 3 ? 'same' : 'equal';
  return { code: `${negated ? '!' : ''}$.${test}(${left.code},${right.code})`, type, nonNull: true };
}

/** A Boolean used as a condition: null is a NullPointerException, as in Apex. */
export function condition(value: Typed): string {
  return value.nonNull ? value.code : `$.truth(${value.code})`;
}

/** Compiles a condition of if, while, for and `? :`. */
export function conditionOf(value: Typed, node: Expression): string {
  if (value.type.key !== 'boolean')
    throw new CompileError(node, `Condition expression must be of type Boolean: ${value.type.name}`);
  return condition(finish(value));
}

/** The type both branches of `? :` and both sides of `??` fit into. */
export function commonType(context: Context, at: Node, a: Typed, b: Typed): Type {
  const { world } = context;
  if (a.type.key === b.type.key) return a.type;
  if (a.type === NULL) return b.type;
  if (b.type === NULL) return a.type;
  if (isNumeric(a.type) && isNumeric(b.type)) return wider(a.type, b.type);
  if (world.conversion(b.type, a.type) !== null) return a.type;
  if (world.conversion(a.type, b.type) !== null) return b.type;
  throw new CompileError(at, `Incompatible types: ${a.type.name} and ${b.type.name}`);
}
