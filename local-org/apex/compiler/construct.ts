import type { Expression, Node } from './ast';
import { choose, compileArguments, describe, passed } from './calls';
import type { Context, Typed } from './context';
import { onLine } from './context';
import { expressionAs } from './expressions';
import { nativeCode, sobjectField } from './targets';
import type { Callable, Type } from './types';
import { collectionKind, OBJECT } from './types';
import { CompileError, type World } from './world';

/** `new X(…)`. */
export function construct(context: Context, node: Expression & { kind: 'new' }): Typed {
  const { world, unit } = context;
  const type = world.resolve(node.type, context.decl);
  const line = onLine(node.line);
  if (type.decl.kind === 'sobject') return newSObject(context, node, type);
  const args = compileArguments(context, node.args);
  if (type.decl.kind === 'class') {
    const decl = type.decl;
    if (decl.node.kind !== 'class' || decl.isAbstract)
      throw new CompileError(node, `Type cannot be constructed: ${type.name}`);
    const candidates = [
      ...world.constructorsOf(type),
      ...(world.isException(type) ? exceptionConstructors(world, type) : [])
    ];
    const chosen = choose(
      world,
      candidates,
      args.map((arg) => arg.type)
    );
    if (!chosen) {
      throw new CompileError(
        node,
        `Constructor not defined: [${type.name}].<Constructor>${describe(args.map((arg) => arg.type))}`
      );
    }
    if (chosen.source) context.checkAccess(node, 'Constructor', chosen.source);
    const code = `${line}new (${context.classCode(decl)})()[${JSON.stringify(chosen.key)}](${passed(context, node, chosen, args)})`;
    return { code, type, nonNull: true };
  }
  const kind = collectionKind(type);
  if (kind) return copyCollection(context, node, type, kind, args);
  if (type.decl.kind !== 'platform' || type.decl.signature.kind !== 'class') {
    throw new CompileError(node, `Type cannot be constructed: ${type.name}`);
  }
  if (world.isException(type)) {
    if (type.key === world.system('Exception').key)
      throw new CompileError(node, 'Type cannot be constructed: Exception');
    const chosen = choose(
      world,
      exceptionConstructors(world, type),
      args.map((arg) => arg.type)
    );
    if (!chosen) throw new CompileError(node, `Constructor not defined: ${type.name}`);
    const codes = passed(context, node, chosen, args);
    const ordered = chosen.key === '<init>(exception)' ? `null,${codes}` : codes;
    return {
      code: `${line}$.newException(${JSON.stringify(type.decl.name)}${ordered ? `,${ordered}` : ''})`,
      type,
      nonNull: true
    };
  }
  const chosen = choose(
    world,
    world.constructorsOf(type),
    args.map((arg) => arg.type)
  );
  if (!chosen) throw new CompileError(node, `Constructor not defined: ${type.name}`);
  const native = nativeCode(context, node, [type.decl.name], 'constructors', chosen.key);
  const codes = passed(context, node, chosen, args);
  return { code: `${line}${unit.constant(native)}($.tx${codes ? `,${codes}` : ''})`, type, nonNull: true };
}

/** The four constructors every exception class has. */
export function exceptionConstructors(world: World, type: Type): Callable[] {
  const text = world.system('String');
  const cause = world.system('Exception');
  return [[], [text], [cause], [text, cause]].map((parameters) => ({
    name: type.name,
    parameters,
    result: type,
    isStatic: false,
    key: `<init>(${parameters.map((parameter) => parameter.key).join(',')})`,
    source: null,
    platform: null,
    platformInterface: false
  }));
}

function newSObject(context: Context, node: Expression & { kind: 'new' }, type: Type): Typed {
  const fields = node.args.map((arg) => {
    if (arg.kind !== 'assign' || arg.op !== '=' || arg.left.kind !== 'name') {
      throw new CompileError(arg, `Invalid constructor argument for ${type.name}: name = value expected`);
    }
    const field = sobjectField(context, arg.left, type, arg.left.name);
    return `[${JSON.stringify(field.name)},${expressionAs(context, arg.right, field.type).code}]`;
  });
  return { code: `$.newSObject(${JSON.stringify(type.name)},[${fields.join(',')}])`, type, nonNull: true };
}

function elementNames(type: Type): string {
  return type.args.map((arg) => JSON.stringify(arg.name)).join(',');
}

function copyCollection(context: Context, node: Node, type: Type, kind: 'list' | 'set' | 'map', args: Typed[]): Typed {
  const names = elementNames(type);
  const make = { list: 'newList', set: 'newSet', map: 'newMap' }[kind];
  if (args.length === 0) return { code: `$.${make}([],${names})`, type, nonNull: true };
  const [source] = args;
  if (kind === 'list' && source.type.key === 'integer') return { code: `$.newList([],${names})`, type, nonNull: true };
  const chosen = choose(context.world, context.world.constructorsOf(type), [source.type]);
  if (args.length > 1 || !chosen) throw new CompileError(node, `Constructor not defined: ${type.name}`);
  if (kind === 'map' && collectionKind(source.type) === 'list') {
    return { code: `$.mapById(${source.code},${names})`, type, nonNull: true };
  }
  return { code: `$.${make}($.elements(${source.code}),${names})`, type, nonNull: true };
}

/** `new List<X>{…}`, `new Set<X>{…}`, `new Map<K,V>{k => v}`, `new X[]{…}`. */
export function newCollection(context: Context, node: Expression & { kind: 'newcollection' }): Typed {
  const type = context.world.resolve(node.type, context.decl);
  const kind = collectionKind(type);
  if (!kind) throw new CompileError(node, `Type cannot be constructed with values: ${type.name}`);
  const names = elementNames(type);
  if (kind === 'map') {
    const entries = node.pairs.map(([key, value]) => {
      const k = expressionAs(context, key, type.args[0]);
      const v = expressionAs(context, value, type.args[1]);
      return `${onLine(key.line)}[${k.code},${v.code}]`;
    });
    return { code: `$.newMap([${entries.join(',')}],${names})`, type, nonNull: true };
  }
  const items = node.items.map((item) => onLine(item.line) + expressionAs(context, item, type.args[0] ?? OBJECT).code);
  return { code: `$.new${kind === 'list' ? 'List' : 'Set'}([${items.join(',')}],${names})`, type, nonNull: true };
}
