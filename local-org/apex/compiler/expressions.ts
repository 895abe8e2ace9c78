import type { Expression } from './ast';
import { call, dotCall } from './calls';
import { construct, newCollection } from './construct';
import type { Context, Typed } from './context';
import { finish } from './context';
import { binary, coerce, commonType, condition, conditionOf } from './operators';
import { compileQuery } from './soql';
import { memberOf, place, target, variable } from './targets';
import { isNumeric, isSObject, NULL, OBJECT } from './types';
import type { Type } from './types';
import { CompileError } from './world';

/** Compiles an expression used as a value. */
export function expression(context: Context, node: Expression): Typed {
  return finish(chain(context, node));
}

/** Compiles an expression and converts it to the type its user expects. */
export function expressionAs(context: Context, node: Expression, type: Type, what?: string): Typed {
  return coerce(context, node, expression(context, node), type, what);
}

/** Compiles an expression as the receiver of a further link: `?.` guards stay open. */
export function chain(context: Context, node: Expression): Typed {
  const { world } = context;
  switch (node.kind) {
    case 'literal':
      return literal(context, node.type, node.value, node);
    case 'name': {
      const value = variable(context, node, node.name);
      if (!value) throw new CompileError(node, `Variable does not exist: ${node.name}`);
      if (!value.code) throw new CompileError(node, `Variable is not readable: ${node.name}`);
      return value;
    }
    case 'this':
      if (context.isStatic) throw new CompileError(node, 'this cannot be referenced from a static context');
      return { code: 'this', type: world.classType(context.decl), nonNull: true };
    case 'dot': {
      const left = target(context, node.target);
      if (left.kind !== 'value') {
        const found = target(context, node);
        if (found.kind === 'value') return found.value;
        throw new CompileError(node, `Variable does not exist: ${node.name}`);
      }
      return memberOf(context, node, node.safe ? guarded(context, rowOrNull(left.value)) : left.value, node.name);
    }
    case 'call':
      return call(context, node);
    case 'dotcall':
      return dotCall(context, node);
    case 'new':
      return construct(context, node);
    case 'newcollection':
      return newCollection(context, node);
    case 'newarray': {
      const type = world.resolve(node.type, context.decl);
      const size = expressionAs(context, node.size, world.system('Integer'));
      return { code: `$.newArray(${size.code},${JSON.stringify(type.args[0].name)})`, type, nonNull: true };
    }
    case 'index': {
      const list = expression(context, node.target);
      if (!list.type.key.startsWith('list<'))
        throw new CompileError(node, `Expression must be a list type: ${list.type.name}`);
      const index = expressionAs(context, node.index, world.system('Integer'));
      return { code: `${list.code}.get(${index.code})`, type: list.type.args[0] };
    }
    case 'binary':
      return node.op === '??' ? coalesce(context, node) : binaryNode(context, node);
    case 'assign':
      return assign(context, node);
    case 'unary':
      return unary(context, node);
    case 'postfix':
      return step(context, node, node.operand, node.op, true);
    case 'cast':
      return cast(context, node);
    case 'instanceof': {
      const value = expression(context, node.operand);
      const type = world.resolve(node.type, context.decl);
      const code = `$.is(${value.code},${context.unit.constant(`$.matcher(${JSON.stringify(type.name)})`)})`;
      return { code, type: world.system('Boolean'), nonNull: true };
    }
    case 'conditional': {
      const test = conditionOf(expression(context, node.condition), node.condition);
      const yes = expression(context, node.yes);
      const no = expression(context, node.no);
      const type = commonType(context, node, yes, no);
      const [a, b] = [coerce(context, node.yes, yes, type), coerce(context, node.no, no, type)];
      return { code: `(${test}?${a.code}:${b.code})`, type, nonNull: a.nonNull && b.nonNull };
    }
    case 'classref': {
      const type = world.resolve(node.type, context.decl);
      return {
        code: context.unit.constant(`$.typeNamed(${JSON.stringify(type.name)})`),
        type: world.system('Type'),
        nonNull: true
      };
    }
    case 'soql':
      return compileQuery(context, node.query);
    case 'super':
      throw new CompileError(node, 'super must be followed by a method call');
  }
}

/**
 * Left of `?.` and `??` a query for one record without rows is null, instead of a QueryException.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SafeNavigationOperator.htm
 */
function rowOrNull(value: Typed): Typed {
  if (!value.isQuery) return value;
  return { ...value, code: `$.rowOrNull(${value.code})`, type: value.type.args[0], isQuery: false, nonNull: false };
}

/** Adds the guard of a `?.` link to a receiver. */
export function guarded(context: Context, receiver: Typed): Typed {
  const temporary = context.temporary();
  return {
    code: temporary,
    type: receiver.type,
    isQuery: receiver.isQuery,
    guards: [...(receiver.guards ?? []), `(${temporary}=${receiver.code})===null`]
  };
}

function literal(context: Context, type: string, value: string, node: Expression): Typed {
  const { world } = context;
  switch (type) {
    case 'null':
      return { code: 'null', type: NULL };
    case 'Boolean':
      return { code: value, type: world.system('Boolean'), nonNull: true };
    case 'String':
      return { code: JSON.stringify(value), type: world.system('String'), nonNull: true };
    case 'Integer':
      // The sign is no part of a literal, so that the least Integer cannot be written as one.
      if (Math.abs(Number(value)) > 2147483647) throw new CompileError(node, 'Illegal integer');
      return { code: String(Number(value)), type: world.system('Integer'), nonNull: true };
    case 'Long':
      if (BigInt(value.replace('-', '')) > 9223372036854775807n) throw new CompileError(node, 'Illegal long');
      return { code: `${BigInt(value)}n`, type: world.system('Long'), nonNull: true };
    case 'Double':
      return { code: context.unit.constant(`$.double(${Number(value)})`), type: world.system('Double'), nonNull: true };
    default:
      return { code: context.unit.constant(`$.decimal("${value}")`), type: world.system('Decimal'), nonNull: true };
  }
}

function binaryNode(context: Context, node: Expression & { kind: 'binary' }): Typed {
  return binary(context, node, node.op, expression(context, node.left), expression(context, node.right));
}

function coalesce(context: Context, node: Expression & { kind: 'binary' }): Typed {
  const right = expression(context, node.right);
  const written = expression(context, node.left);
  const left = isSObject(right.type) ? rowOrNull(written) : written;
  const type = commonType(context, node, left, right);
  const [a, b] = [coerce(context, node.left, left, type), coerce(context, node.right, right, type)];
  return { code: `(${a.code}??${b.code})`, type, nonNull: b.nonNull };
}

function sequence(setup: string[], code: string): string {
  return setup.length ? `(${setup.join(',')},${code})` : code;
}

function assign(context: Context, node: Expression & { kind: 'assign' }): Typed {
  const to = place(context, node.left);
  checkFinal(context, node.left);
  const what = (value: Typed): string => `Illegal assignment from ${value.type.name} to ${to.type.name}`;
  if (node.op === '=') {
    const value = expression(context, node.right);
    const converted = coerce(context, node, value, to.type, what(value));
    return { code: sequence(to.setup, to.write(converted.code)), type: to.type };
  }
  if (!to.read) throw new CompileError(node, 'Variable is not readable');
  const value = binary(
    context,
    node,
    node.op.slice(0, -1),
    { code: to.read, type: to.type },
    expression(context, node.right)
  );
  const converted = coerce(context, node, value, to.type, what(value));
  return { code: sequence(to.setup, to.write(converted.code)), type: to.type };
}

/** Final fields may be set only where they are declared, in constructors and in static initialisers. */
function checkFinal(context: Context, node: Expression): void {
  const name = node.kind === 'name' ? node.name : node.kind === 'dot' && node.target.kind === 'this' ? node.name : null;
  if (name === null || (node.kind === 'name' && context.local(name))) return;
  const field = context.world.field(context.world.classType(context.decl), name);
  if (field?.isFinal && !context.isConstructor) throw new CompileError(node, `Field is not writeable: ${field.name}`);
}

function unary(context: Context, node: Expression & { kind: 'unary' }): Typed {
  const { world } = context;
  if (node.op === '++' || node.op === '--') return step(context, node, node.operand, node.op, false);
  if (
    node.op === '-' &&
    node.operand.kind === 'literal' &&
    ['Integer', 'Long', 'Decimal', 'Double'].includes(node.operand.type)
  ) {
    return literal(context, node.operand.type, `-${node.operand.value}`, node);
  }
  const value = expression(context, node.operand);
  if (node.op === '!') {
    if (value.type.key !== 'boolean')
      throw new CompileError(node, `Operator ! cannot be applied to ${value.type.name}`);
    return { code: `!${condition(value)}`, type: value.type, nonNull: true };
  }
  if (!isNumeric(value.type))
    throw new CompileError(node, `Operator ${node.op} cannot be applied to ${value.type.name}`);
  if (node.op === '+') return value;
  if (node.op === '-') {
    const zero = coerce(context, node, literal(context, 'Integer', '0', node), value.type);
    return binary(context, node, '-', zero, value);
  }
  if (value.type.key === 'integer') return { code: `~$.notNull(${value.code})`, type: value.type, nonNull: true };
  throw new CompileError(node, `Operator ~ cannot be applied to ${world.system('Long').name}`);
}

/** `++` and `--`. */
function step(context: Context, node: Expression, operand: Expression, op: '++' | '--', postfix: boolean): Typed {
  const to = place(context, operand);
  if (!isNumeric(to.type)) throw new CompileError(node, `Operator ${op} cannot be applied to ${to.type.name}`);
  const one = coerce(context, node, literal(context, 'Integer', '1', node), to.type);
  if (!postfix) {
    const value = binary(context, node, op[0], { code: to.read, type: to.type }, one);
    return { code: sequence(to.setup, to.write(value.code)), type: to.type, nonNull: true };
  }
  const before = context.temporary();
  const value = binary(context, node, op[0], { code: before, type: to.type }, one);
  return {
    code: sequence([...to.setup, `${before}=${to.read}`, to.write(value.code)], before),
    type: to.type,
    nonNull: true
  };
}

function cast(context: Context, node: Expression & { kind: 'cast' }): Typed {
  const { world, unit } = context;
  const type = world.resolve(node.type, context.decl);
  const value = expression(context, node.operand);
  if (isNumeric(type) && isNumeric(value.type)) {
    if (world.conversion(value.type, type) !== null) return coerce(context, node, value, type);
    return { code: `$.narrow(${value.code},"${type.key}")`, type };
  }
  if (value.isQuery && type.decl.kind === 'sobject') return coerce(context, node, value, type);
  const down = world.conversion(type, value.type) !== null || value.type === OBJECT;
  const up = world.conversion(value.type, type);
  const isInterface = (candidate: Type): boolean =>
    (candidate.decl.kind === 'class' && candidate.decl.node.kind === 'interface') ||
    (candidate.decl.kind === 'platform' && candidate.decl.signature.kind === 'interface');
  if (!down && up === null && !isInterface(type) && !isInterface(value.type)) {
    throw new CompileError(
      node,
      `Incompatible types since an instance of ${value.type.name} is never an instance of ${type.name}`
    );
  }
  if (up !== null && value.type !== NULL) {
    const text =
      (value.type.key === 'string' && type.key === 'id') || (value.type.key === 'id' && type.key === 'string');
    if (text || world.distance(value.type, type) !== null) return coerce(context, node, value, type);
  }
  return { code: `$.cast(${value.code},${unit.constant(`$.matcher(${JSON.stringify(type.name)})`)})`, type };
}
