import type { Expression, Node } from './ast';
import type { Context, Typed } from './context';
import { onLine } from './context';
import { expression, guarded } from './expressions';
import { coerce } from './operators';
import { nativeCode, target } from './targets';
import type { Callable, ClassDeclaration, Type } from './types';
import { collectionKind, isEnum } from './types';
import { CompileError, type World } from './world';

/** The best callable for the arguments: fewest and cheapest conversions; a tie goes to the first declared. */
export function choose(world: World, candidates: Callable[], types: Type[]): Callable | null {
  let best: { callable: Callable; cost: number } | null = null;
  for (const callable of candidates) {
    if (callable.parameters.length !== types.length) continue;
    let cost = 0;
    for (let i = 0; i < types.length && cost < Infinity; i++) {
      cost += world.conversion(types[i], callable.parameters[i]) ?? Infinity;
    }
    if (cost < Infinity && (!best || cost < best.cost)) best = { callable, cost };
  }
  return best?.callable ?? null;
}

/** Argument types as Salesforce's messages show them. */
export function describe(types: Type[]): string {
  return `(${types.map((type) => type.name).join(', ')})`;
}

function select(
  context: Context,
  node: Node,
  name: string,
  candidates: Callable[],
  args: Typed[],
  owner: string
): Callable {
  const types = args.map((arg) => (arg.isQuery && arg.type.args[0] ? arg.type : arg.type));
  const chosen = choose(context.world, candidates, types);
  if (chosen) return chosen;
  throw new CompileError(
    node,
    `Method does not exist or incorrect signature: void ${name}${describe(types)} from the type ${owner}`
  );
}

/** Types of the language whose methods take no null for an Integer: a NullPointerException, as on Salesforce. */
const NUMBERS_REQUIRED = new Set(
  ['String', 'List', 'Integer', 'Long', 'Double', 'Decimal', 'Math', 'Date', 'Datetime', 'Time'].map(
    (name) => `System.${name}`
  )
);

/** Argument codes, converted to the parameter types. */
export function passed(context: Context, node: Node, callable: Callable, args: Typed[]): string {
  const strict = callable.platform !== null && NUMBERS_REQUIRED.has(callable.platform);
  return args
    .map((arg, index) => {
      const value = coerce(context, node, arg, callable.parameters[index]);
      const isNumber = callable.parameters[index].key === 'integer';
      return strict && isNumber && !value.nonNull ? `$.notNull(${value.code})` : value.code;
    })
    .join(',');
}

/** Compiles the arguments of a call. */
export function compileArguments(context: Context, nodes: Expression[]): Typed[] {
  return nodes.map((node) => expression(context, node));
}

/** An unqualified call: own, inherited or enclosing class's method, or `this(…)` / `super(…)` in a constructor. */
export function call(context: Context, node: Expression & { kind: 'call' }): Typed {
  const { world } = context;
  const args = compileArguments(context, node.args);
  if (node.name === 'this' || node.name === 'super') {
    throw new CompileError(node, `Call to ${node.name}() must be the first statement in a constructor method`);
  }
  for (let scope: ClassDeclaration | null = context.decl; scope; scope = scope.outer) {
    const type = world.classType(scope);
    const candidates = world
      .methods(type, node.name)
      .filter((method) => method.platform !== 'System.Object' || scope === context.decl);
    if (candidates.length === 0) continue;
    const chosen = choose(
      world,
      candidates,
      args.map((arg) => arg.type)
    );
    if (!chosen) {
      if (scope.outer) continue;
      return select(context, node, node.name, candidates, args, type.name) as never;
    }
    if (!chosen.isStatic && (scope !== context.decl || context.isStatic)) {
      throw new CompileError(node, `Non static method cannot be referenced from a static context: ${node.name}`);
    }
    return invoke(context, node, chosen, chosen.isStatic ? null : { code: 'this', type, nonNull: true }, type, args);
  }
  const types = describe(args.map((arg) => arg.type));
  throw new CompileError(
    node,
    `Method does not exist or incorrect signature: void ${node.name}${types} from the type ${context.decl.name}`
  );
}

/** A call through a dot: on a value, a type, `super`. */
export function dotCall(context: Context, node: Expression & { kind: 'dotcall' }): Typed {
  const { world } = context;
  if (node.target.kind === 'super') return superCall(context, node);
  const left = target(context, node.target);
  if (left.kind === 'namespace') {
    const type = world.find(left.name, null);
    if (!type) throw new CompileError(node, `Variable does not exist: ${left.name}`);
    return staticCall(context, node, type);
  }
  if (left.kind === 'type') return staticCall(context, node, left.type);
  const receiver = node.safe ? guarded(context, left.value) : left.value;
  const args = compileArguments(context, node.args);
  const type = receiver.type;
  const builtin = enumMethod(context, node, receiver);
  if (builtin) return builtin;
  const candidates = world.methods(type, node.name);
  const chosen = select(context, node, node.name, candidates, args, type.name);
  if (chosen.isStatic)
    throw new CompileError(node, `Static method cannot be referenced from a non static context: ${chosen.key}`);
  if (receiver.isQuery && !collectionKind(type)) throw new CompileError(node, 'Illegal call on a query');
  return invoke(context, node, chosen, receiver, type, args);
}

function enumMethod(context: Context, node: Expression & { kind: 'dotcall' }, receiver: Typed): Typed | null {
  if (!isEnum(receiver.type) || node.args.length > 0) return null;
  const name = node.name.toLowerCase();
  if (name === 'name') {
    return { code: `${receiver.code}.name`, type: context.world.system('String'), guards: receiver.guards };
  }
  if (name === 'ordinal') {
    return { code: `${receiver.code}.ordinal`, type: context.world.system('Integer'), guards: receiver.guards };
  }
  return null;
}

function superCall(context: Context, node: Expression & { kind: 'dotcall' }): Typed {
  const base = context.decl.superclass;
  if (!base || context.isStatic) throw new CompileError(node, 'super is not allowed here');
  const args = compileArguments(context, node.args);
  const chosen = select(context, node, node.name, context.world.methods(base, node.name), args, base.name);
  if (!chosen.source) return invoke(context, node, chosen, { code: 'this', type: base, nonNull: true }, base, args);
  if (chosen.source.isAbstract) throw new CompileError(node, `Abstract method cannot be called: ${chosen.key}`);
  context.checkAccess(node, `Method ${chosen.key}`, chosen.source);
  return {
    code: `${onLine(node.line)}super[${JSON.stringify(chosen.key)}](${passed(context, node, chosen, args)})`,
    type: chosen.result
  };
}

function staticCall(context: Context, node: Expression & { kind: 'dotcall' }, type: Type): Typed {
  const { world } = context;
  const args = compileArguments(context, node.args);
  const name = node.name.toLowerCase();
  if (isEnum(type) && (name === 'values' || name === 'valueof')) {
    const shown = JSON.stringify(type.decl.kind === 'platform' ? type.decl.name : type.name);
    const own = type.decl.kind === 'class';
    if (name === 'values') {
      return { code: `$.enumValues(${shown},${own})`, type: world.system('List', type), nonNull: true };
    }
    const text = coerce(context, node, args[0], world.system('String'));
    return { code: `$.enumValueOf(${shown},${own},${text.code})`, type, nonNull: true };
  }
  if (type.decl.kind === 'sobject') return sobjectStatic(context, node, type, args);
  const candidates = world.methods(type, node.name);
  const statics = candidates.filter((candidate) => candidate.isStatic);
  const chosen = select(context, node, node.name, statics.length ? statics : candidates, args, type.name);
  if (!chosen.isStatic) {
    throw new CompileError(node, `Non static method cannot be referenced from a static context: ${chosen.key}`);
  }
  return invoke(context, node, chosen, null, type, args);
}

/** Name and number of arguments of the statics of custom metadata types and of hierarchy custom settings. */
const METADATA_STATICS = ['getall()', 'getinstance(string)'];
const SETTING_STATICS = ['getorgdefaults()', 'getinstance()', 'getvalues(string)'];

/** `X__mdt.getAll()`, `X__c.getOrgDefaults()`: natives of System.SObject that get the schema as first argument. */
function sobjectStatic(context: Context, node: Expression & { kind: 'dotcall' }, type: Type, args: Typed[]): Typed {
  const { world } = context;
  const schema = type.decl.kind === 'sobject' ? type.decl.schema : null;
  const known = schema?.settings ? SETTING_STATICS : schema?.name.endsWith('__mdt') ? METADATA_STATICS : [];
  const key = `${node.name.toLowerCase()}(${args.map(() => 'string').join()})`;
  if (!schema || !known.includes(key)) {
    throw new CompileError(node, `${type.name}.${node.name} is not supported by the local Apex compiler`);
  }
  const native = nativeCode(context, node, ['System.SObject'], 'statics', key);
  const given = args.map((arg) => `,${coerce(context, node, arg, world.system('String')).code}`).join('');
  return {
    code: `${native}($.tx,$.schema(${JSON.stringify(schema.name)})${given})`,
    type: key === 'getall()' ? world.system('Map', world.system('String'), type) : type,
    nonNull: args.length === 0
  };
}

function invoke(
  context: Context,
  node: Node,
  callable: Callable,
  receiver: Typed | null,
  receiverType: Type,
  args: Typed[]
): Typed {
  const line = onLine(node.line);
  const codes = passed(context, node, callable, args);
  const guards = receiver?.guards;
  const type = callable.result;
  if (callable.source) {
    context.checkAccess(node, `Method ${callable.key}`, callable.source);
    const holder = receiver ? receiver.code : context.classCode(callable.source.owner);
    return { code: `${line}${holder}[${JSON.stringify(callable.key)}](${codes})`, type, guards };
  }
  const owner = callable.platform as string;
  if (owner === 'System.Test' && callable.name.toLowerCase() !== 'isrunningtest' && !context.outermost().isTest) {
    throw new CompileError(node, `Test.${callable.name} is refused outside test classes`);
  }
  const following = codes ? `,${codes}` : '';
  if (!receiver) {
    return { code: `${line}${nativeCode(context, node, [owner], 'statics', callable.key)}($.tx${following})`, type };
  }
  const own = receiverType.decl.kind === 'platform' ? receiverType.decl.name : owner;
  const known = [own, owner].some((candidate) => context.unit.registry.member(candidate, 'instance', callable.key));
  const object = receiver.nonNull ? receiver.code : `$.notNull(${receiver.code})`;
  if (!known && callable.platformInterface) {
    return { code: `${line}${object}[${JSON.stringify(callable.key)}](${codes})`, type, guards };
  }
  const native = nativeCode(context, node, [own, owner], 'instance', callable.key);
  return { code: `${line}${native}($.tx,${object}${following})`, type, guards };
}
