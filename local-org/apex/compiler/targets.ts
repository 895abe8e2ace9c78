import type { Expression, Node } from './ast';
import type { Context, Typed } from './context';
import { finish } from './context';
import { chain, expression } from './expressions';
import type { ClassDeclaration, FieldDeclaration, Type } from './types';
import { isSObject } from './types';
import { CompileError } from './world';

/** What stands left of a dot: a value, a type, or a namespace. */
export type Target =
  { kind: 'value'; value: Typed } | { kind: 'type'; type: Type } | { kind: 'namespace'; name: string };

/** A place that can be assigned to. `read` and `write` may be used once each; `setup` evaluates what both need. */
export interface Place {
  type: Type;
  setup: string[];
  read: string;
  write(value: string): string;
}

/** Resolves what an expression left of a dot means. */
export function target(context: Context, node: Expression): Target {
  if (node.kind === 'name') {
    const value = variable(context, node, node.name);
    if (value) return { kind: 'value', value };
    if (isResourceName(node.name)) return { kind: 'namespace', name: node.name.toLowerCase() };
    const type = context.world.find(node.name, context.decl);
    if (type) return { kind: 'type', type };
    if (context.world.isNamespace(node.name)) {
      return { kind: 'namespace', name: node.name.toLowerCase() };
    }
    throw new CompileError(node, `Variable does not exist: ${node.name}`);
  }
  if (node.kind === 'dot') {
    const left = target(context, node.target);
    if (left.kind === 'namespace') return inNamespace(context, node, left.name, node.name);
    if (left.kind === 'type' && left.type.key === 'system' && isResourceName(node.name)) {
      return { kind: 'namespace', name: node.name.toLowerCase() };
    }
    if (left.kind === 'type') {
      // Namespace and class of the same name (Database, Schema): System.Database or Database.QueryLocator.
      const nested =
        node.target.kind === 'name' ? context.world.find(`${node.target.name}.${node.name}`, context.decl) : null;
      if (nested && !staticMember(context, node, left.type, node.name, true)) return { kind: 'type', type: nested };
      const value = staticMember(context, node, left.type, node.name, false);
      if (value) return { kind: 'value', value };
    }
  }
  return { kind: 'value', value: chain(context, node) };
}

/** `Label` and `Page`, whose members are the project's labels and pages. */
function isResourceName(name: string): boolean {
  return /^(?:label|page)$/i.test(name);
}

function inNamespace(context: Context, node: Node, namespace: string, name: string): Target {
  const { world, unit } = context;
  const key = name.toLowerCase();
  if (namespace === 'label') {
    const label = [...world.project.labels.keys()].find((candidate) => candidate.toLowerCase() === key);
    if (!label) throw new CompileError(node, `Label does not exist: ${name}`);
    return {
      kind: 'value',
      value: { code: `$.label(${JSON.stringify(label)})`, type: world.system('String'), nonNull: true }
    };
  }
  if (namespace === 'page') {
    const page = [...world.project.pages].find((candidate) => candidate.toLowerCase() === key);
    if (!page) throw new CompileError(node, `Page does not exist: ${name}`);
    if (!unit.registry.member('System.PageReference', 'constructors', '(string)')) {
      throw new CompileError(node, 'System.PageReference is not implemented in the local Apex runtime');
    }
    const create = unit.constant('$.native("System.PageReference","constructors","(string)")');
    const code = `${create}($.tx,${JSON.stringify(`/apex/${page}`)})`;
    return { kind: 'value', value: { code, type: world.system('PageReference'), nonNull: true } };
  }
  const type = world.find(`${namespace}.${name}`, null);
  if (type) return { kind: 'type', type };
  throw new CompileError(node, `Type does not exist: ${namespace}.${name}`);
}

/** A variable by simple name: local, own or inherited field, static of an enclosing class; null when there is none. */
export function variable(context: Context, node: Node, name: string): Typed | null {
  const place = variablePlace(context, node, name);
  return place ? { code: place.read, type: place.type } : null;
}

function variablePlace(context: Context, node: Node, name: string): Place | null {
  const local = context.local(name);
  if (local) {
    return { type: local.type, setup: [], read: local.js, write: (value) => `(${local.js}=${value})` };
  }
  for (let scope: ClassDeclaration | null = context.decl; scope; scope = scope.outer) {
    const field = context.world.field(context.world.classType(scope), name);
    if (field) {
      if (!field.isStatic && (scope !== context.decl || context.isStatic)) {
        throw new CompileError(node, `Non static field cannot be referenced from a static context: ${name}`);
      }
      context.checkAccess(node, `Variable ${name}`, field);
      return fieldPlace(context, node, field, field.isStatic ? null : 'this');
    }
    const constant = scope.node.kind === 'enum' ? enumConstant(context, scope, name) : null;
    if (constant) return { ...constant, setup: [], read: constant.code, write: () => notAssignable(node, name) };
  }
  return null;
}

function notAssignable(node: Node, name: string): never {
  throw new CompileError(node, `Expression cannot be assigned: ${name}`);
}

function enumConstant(context: Context, decl: ClassDeclaration, name: string): Typed | null {
  const index = decl.node.constants.findIndex((constant) => constant.toLowerCase() === name.toLowerCase());
  if (index < 0) return null;
  const code = context.unit.constant(`$.enumConstant(${JSON.stringify(decl.key)},${index})`);
  return { code, type: context.world.classType(decl), nonNull: true };
}

function fieldPlace(context: Context, node: Node, field: FieldDeclaration, receiver: string | null): Place {
  const key = field.name.toLowerCase();
  const insideAccessor = context.accessor === key && context.decl === field.owner;
  const holder = receiver ?? context.classCode(field.owner);
  const stored = `${receiver ?? `$.s(${JSON.stringify(field.owner.key)})`}.$${key}`;
  const getter = field.property?.getter;
  const setter = field.property?.setter;
  const readable = insideAccessor || !field.property || getter;
  const read = insideAccessor || !getter?.body ? stored : `${holder}["get ${key}"]()`;
  const write = (value: string): string => {
    if (field.property && !insideAccessor) {
      if (!setter) throw new CompileError(node, `Variable is not writeable: ${field.name}`);
      const words = setter.words;
      const access = words.includes('private') ? 'private' : words.includes('protected') ? 'protected' : field.access;
      context.checkAccess(node, `Setter of ${field.name}`, { ...field, access });
      if (setter.body) return `${holder}["set ${key}"](${value})`;
    }
    return `(${stored}=${value})`;
  };
  if (!readable) return { type: field.type, setup: [], read: '', write };
  return { type: field.type, setup: [], read, write };
}

/** A static member of a type: field, property, enum constant. With `probe` nothing is reported, only found or not. */
function staticMember(context: Context, node: Node, type: Type, name: string, probe: boolean): Typed | null {
  const { world, unit } = context;
  if (type.decl.kind === 'class') {
    const constant = enumConstant(context, type.decl, name);
    if (constant) return constant;
    const field = world.field(type, name);
    if (field) {
      if (probe) return { code: '', type: field.type };
      if (!field.isStatic) throw new CompileError(node, `Field is not static: ${type.name}.${name}`);
      context.checkAccess(node, `Variable ${name}`, field);
      return { code: fieldPlace(context, node, field, null).read, type: field.type };
    }
  }
  if (type.decl.kind === 'platform') {
    const { name: typeName, signature } = type.decl;
    const index = signature.constants?.findIndex((constant) => constant.toLowerCase() === name.toLowerCase()) ?? -1;
    if (index >= 0 && signature.constants) {
      const spelled = JSON.stringify(signature.constants[index]);
      return {
        code: unit.constant(`$.platformEnum(${JSON.stringify(typeName)},${spelled},${index})`),
        type,
        nonNull: true
      };
    }
    const field = world.platformField(type, name);
    if (field?.isStatic) {
      if (probe) return { code: '', type: field.type };
      return {
        code: `${nativeCode(context, node, [field.owner], 'statics', `get ${name}`.toLowerCase())}($.tx)`,
        type: field.type
      };
    }
  }
  if (type.decl.kind === 'sobject' && !probe) {
    throw new CompileError(node, `The schema token ${type.name}.${name} is not supported by the local Apex compiler`);
  }
  const inner = world.find(`${type.name}.${name}`, null);
  if (!inner && !probe) throw new CompileError(node, `Variable does not exist: ${type.name}.${name}`);
  return null;
}

/** The native function of a platform member as a hoisted constant; a compile error when the runtime has none. */
export function nativeCode(
  context: Context,
  node: Node,
  types: string[],
  group: 'constructors' | 'instance' | 'statics',
  key: string
): string {
  for (const type of types) {
    if (context.unit.registry.member(type, group, key)) {
      return context.unit.constant(`$.native(${JSON.stringify(type)},"${group}",${JSON.stringify(key)})`);
    }
  }
  const shown = group === 'constructors' ? `new ${types[0]}${key}` : `${types[types.length - 1]}.${key}`;
  throw new CompileError(node, `${shown} is not implemented in the local Apex runtime`);
}

/** An instance member read from a value: field, property, sObject field or relationship. */
export function memberOf(context: Context, node: Node, receiver: Typed, name: string): Typed {
  const place = memberPlace(context, node, receiver, receiver.code, name);
  return { code: place.read, type: place.type, guards: receiver.guards };
}

function memberPlace(context: Context, node: Node, receiver: Typed, code: string, name: string): Place {
  const { world } = context;
  const type = receiver.isQuery && receiver.type.args.length === 1 ? receiver.type.args[0] : receiver.type;
  const object = receiver.isQuery ? `$.single(${code})` : code;
  if (type.decl.kind === 'class') {
    const field = world.field(type, name);
    if (!field) throw new CompileError(node, `Variable does not exist: ${type.name}.${name}`);
    if (field.isStatic) throw new CompileError(node, `Static field cannot be referenced from an instance: ${name}`);
    context.checkAccess(node, `Variable ${name}`, field);
    return fieldPlace(context, node, field, object);
  }
  if (isSObject(type)) {
    const field = sobjectField(context, node, type, name);
    const shown = JSON.stringify(field.name);
    return {
      type: field.type,
      setup: [],
      read: `${object}.get(${shown})`,
      write: (value) => `$.putField(${object},${shown},${value})`
    };
  }
  if (type.decl.kind === 'platform') {
    const field = world.platformField(type, name);
    if (field && !field.isStatic) {
      const owners = [type.decl.name, field.owner];
      const key = name.toLowerCase();
      const checked = `$.notNull(${object})`;
      return {
        type: field.type,
        setup: [],
        read: `${nativeCode(context, node, owners, 'instance', `get ${key}`)}($.tx,${checked})`,
        write: (value) => `${nativeCode(context, node, owners, 'instance', `set ${key}`)}($.tx,${checked},${value})`
      };
    }
  }
  throw new CompileError(node, `Variable does not exist: ${type.name}.${name}`);
}

/** Field or relationship of an sObject type; fields the schema lacks are compile errors. */
export function sobjectField(context: Context, node: Node, type: Type, name: string): { name: string; type: Type } {
  const { world } = context;
  if (type.decl.kind !== 'sobject') {
    if (name.toLowerCase() === 'id') return { name: 'Id', type: world.system('Id') };
    throw new CompileError(node, `Field does not exist on SObject: ${name}`);
  }
  const { schema } = type.decl;
  const field = schema.fields.get(name.toLowerCase());
  if (field) return { name: field.name, type: fieldType(context, field.type) };
  for (const candidate of schema.fields.values()) {
    if (candidate.relationshipName?.toLowerCase() === name.toLowerCase()) {
      const parent = candidate.referenceTo ? world.sobject(candidate.referenceTo) : null;
      if (!parent)
        throw new CompileError(
          node,
          `Relationship ${schema.name}.${name} leads to an object that the local org does not have`
        );
      return { name: candidate.relationshipName, type: parent };
    }
  }
  throw new CompileError(node, `Invalid field ${name} for SObject ${schema.name}`);
}

function fieldType(context: Context, type: string): Type {
  const names: Record<string, string> = {
    id: 'Id',
    reference: 'Id',
    boolean: 'Boolean',
    datetime: 'Datetime',
    date: 'Date',
    int: 'Integer',
    double: 'Decimal'
  };
  return context.world.system(names[type] ?? 'String');
}

/** The place an assignment writes to. */
export function place(context: Context, node: Expression): Place {
  if (node.kind === 'name') {
    const found = variablePlace(context, node, node.name);
    if (!found) throw new CompileError(node, `Variable does not exist: ${node.name}`);
    return found;
  }
  if (node.kind === 'index') {
    const list = expression(context, node.target);
    const index = expression(context, node.index);
    if (!list.type.key.startsWith('list<'))
      throw new CompileError(node, `Expression must be a list type: ${list.type.name}`);
    const [l, i] = [context.temporary(), context.temporary()];
    return {
      type: list.type.args[0],
      setup: [`${l}=$.notNull(${list.code})`, `${i}=${index.code}`],
      read: `${l}.get(${i})`,
      write: (value) => `$.setIndex(${l},${i},${value})`
    };
  }
  if (node.kind === 'dot') {
    const left = target(context, node.target);
    if (left.kind === 'value') {
      const receiver = finish(left.value);
      if (node.safe) throw new CompileError(node, 'Safe navigation is not allowed in an assignment target');
      const simple = /^(this|_\w+)$/.test(receiver.code);
      const temporary = simple ? receiver.code : context.temporary();
      const found = memberPlace(context, node, receiver, temporary, node.name);
      return { ...found, setup: simple ? [] : [`${temporary}=${receiver.code}`] };
    }
    if (left.kind === 'type' && left.type.decl.kind === 'class') {
      const field = context.world.field(left.type, node.name);
      if (field?.isStatic) {
        context.checkAccess(node, `Variable ${node.name}`, field);
        return fieldPlace(context, node, field, null);
      }
    }
  }
  throw new CompileError(node, 'Expression cannot be assigned');
}
