import type { ClassNode, MemberNode, MethodNode, Modifiers, Node } from './ast';
import { requireFreeName } from './reserved';
import { CompileError, World } from './world';
import { OBJECT, VOID } from './types';
import type { Access, ClassDeclaration, MethodDeclaration, Type } from './types';

function accessOf(modifiers: Modifiers, fallback: Access): Access {
  for (const word of ['private', 'protected', 'public', 'global'] as const)
    if (modifiers.words.includes(word)) return word;
  return fallback;
}

function annotated(modifiers: Modifiers, name: string): boolean {
  return modifiers.annotations.some((annotation) => annotation.name === name);
}

/** First pass: makes the classes known by name, so that any file can refer to any other. */
export function declareClass(node: ClassNode, file: string, outer: ClassDeclaration | null): ClassDeclaration {
  const name = outer ? `${outer.name}.${node.name}` : node.name;
  const words = node.modifiers.words;
  const decl: ClassDeclaration = {
    kind: 'class',
    node,
    file,
    name,
    key: name.toLowerCase(),
    outer,
    inner: new Map(),
    superclass: null,
    interfaces: [],
    fields: new Map(),
    methods: new Map(),
    constructors: [],
    isTest: annotated(node.modifiers, 'istest') || (outer?.isTest ?? false),
    isAbstract: words.includes('abstract') || node.kind === 'interface',
    isVirtual: words.includes('virtual') || words.includes('abstract'),
    access: accessOf(node.modifiers, 'private'),
    testVisible: annotated(node.modifiers, 'testvisible'),
    sharing: words.includes('withsharing')
      ? 'with'
      : words.includes('withoutsharing')
        ? 'without'
        : words.includes('inheritedsharing')
          ? 'inherited'
          : 'unspecified'
  };
  for (const member of node.members) {
    if (member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum') {
      if (outer) throw new CompileError(member, 'Inner types are not allowed to have inner types');
      if (decl.inner.has(member.name.toLowerCase())) throw new CompileError(member, `Duplicate type: ${member.name}`);
      decl.inner.set(member.name.toLowerCase(), declareClass(member, file, decl));
    }
  }
  return decl;
}

/** Second pass: superclasses and interfaces. */
export function linkClass(world: World, decl: ClassDeclaration): void {
  const { node } = decl;
  if (node.superclass) {
    const base = world.resolve(node.superclass, decl.outer ?? decl);
    decl.superclass = base;
    if (base.decl.kind === 'class') {
      if (base.decl.node.kind !== 'class') throw new CompileError(node.superclass, `Cannot extend ${base.name}`);
      if (!base.decl.isVirtual) {
        throw new CompileError(node.superclass, `Non-virtual and non-abstract type cannot be extended: ${base.name}`);
      }
    } else if (base.key !== 'exception') throw new CompileError(node.superclass, `Cannot extend ${base.name}`);
  }
  decl.interfaces = node.interfaces.map((entry) => world.resolve(entry, decl.outer ?? decl));
  for (const inner of decl.inner.values()) linkClass(world, inner);
}

/** Third pass: fields, properties, methods and constructors. */
export function declareMembers(world: World, decl: ClassDeclaration): void {
  const { node } = decl;
  const duplicate = (at: Node, name: string): never => {
    throw new CompileError(at, `Duplicate ${name} in ${decl.name}`);
  };
  for (const member of node.members) {
    refuseInnerStatic(decl, member);
    if (member.kind === 'field') {
      const type = world.resolve(member.type, decl);
      for (const declarator of member.declarators) {
        const key = declarator.name.toLowerCase();
        requireFreeName(declarator, declarator.name);
        if (decl.fields.has(key)) duplicate(declarator, `field: ${declarator.name}`);
        decl.fields.set(key, {
          name: declarator.name,
          type,
          isStatic: member.modifiers.words.includes('static'),
          isFinal: member.modifiers.words.includes('final'),
          isTransient: member.modifiers.words.includes('transient'),
          access: accessOf(member.modifiers, 'private'),
          testVisible: annotated(member.modifiers, 'testvisible'),
          owner: decl,
          property: null,
          annotations: member.modifiers.annotations,
          line: declarator.line
        });
      }
    } else if (member.kind === 'property') {
      const key = member.name.toLowerCase();
      requireFreeName(member, member.name);
      if (decl.fields.has(key)) duplicate(member, `field: ${member.name}`);
      decl.fields.set(key, {
        name: member.name,
        type: world.resolve(member.type, decl),
        isStatic: member.modifiers.words.includes('static'),
        isFinal: false,
        isTransient: member.modifiers.words.includes('transient'),
        access: accessOf(member.modifiers, 'private'),
        testVisible: annotated(member.modifiers, 'testvisible'),
        owner: decl,
        property: member,
        annotations: member.modifiers.annotations,
        line: member.line
      });
    } else if (member.kind === 'method') {
      const method = declareMethod(world, decl, member);
      const key = member.name.toLowerCase();
      const overloads = decl.methods.get(key) ?? [];
      if (overloads.some((other) => other.key === method.key)) duplicate(member, `method: ${method.key}`);
      decl.methods.set(key, [...overloads, method]);
    } else if (member.kind === 'constructor') {
      if (member.name.toLowerCase() !== node.name.toLowerCase()) {
        throw new CompileError(member, `Invalid constructor name: ${member.name}`);
      }
      const constructor = declareMethod(world, decl, member);
      if (decl.constructors.some((other) => other.key === constructor.key))
        duplicate(member, `constructor: ${constructor.key}`);
      decl.constructors.push(constructor);
    }
  }
  for (const inner of decl.inner.values()) declareMembers(world, inner);
}

/**
 * Only outer classes have statics.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_static.htm
 */
function refuseInnerStatic(decl: ClassDeclaration, member: MemberNode): void {
  if (!decl.outer || member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum') return;
  const isStatic = member.kind === 'initializer' ? member.isStatic : member.modifiers.words.includes('static');
  if (isStatic) throw new CompileError(member, 'static can only be used on members of a top level type');
}

function declareMethod(world: World, decl: ClassDeclaration, node: MethodNode): MethodDeclaration {
  const parameters = node.parameters.map((parameter) => ({
    name: parameter.name,
    type: world.resolve(parameter.type, decl)
  }));
  const words = node.modifiers.words;
  const name = node.kind === 'constructor' ? '<init>' : node.name;
  const inInterface = decl.node.kind === 'interface';
  const isAbstract = words.includes('abstract') || inInterface;
  if (!isAbstract && !node.body) throw new CompileError(node, `Method does not have a body: ${node.name}`);
  if (isAbstract && node.body) throw new CompileError(node, `Abstract methods cannot have a body: ${node.name}`);
  return {
    name,
    key: memberKey(
      name,
      parameters.map((parameter) => parameter.type)
    ),
    parameters,
    result: node.result ? world.resolve(node.result, decl) : VOID,
    isStatic: words.includes('static') || words.includes('testmethod'),
    isAbstract,
    isVirtual: words.includes('virtual') || isAbstract,
    isOverride: words.includes('override'),
    access: inInterface ? 'public' : accessOf(node.modifiers, node.kind === 'constructor' ? 'private' : 'private'),
    testVisible: annotated(node.modifiers, 'testvisible'),
    owner: decl,
    node,
    annotations: node.modifiers.annotations
  };
}

/** Key of a source method; the same form as platform keys. */
export function memberKey(name: string, parameters: Type[]): string {
  return `${name.toLowerCase()}(${parameters.map((type) => type.key).join(',')})`;
}

/** Fourth pass: every abstract or interface method of a concrete class has an implementation; overrides are declared. */
export function checkClass(world: World, decl: ClassDeclaration): void {
  const type = world.classType(decl);
  for (const overloads of decl.methods.values()) {
    for (const method of overloads) {
      if (method.isStatic) continue;
      const base = inheritedMethod(world, decl, method);
      if (method.isOverride && !base && !isObjectMethod(method.key)) {
        throw new CompileError(method.node, `Method does not override an ancestor method: ${method.name}`);
      }
      if (base?.source && base.source.owner.node.kind === 'class') {
        if (!base.source.isVirtual && !base.source.isOverride) {
          throw new CompileError(method.node, `Non-virtual, non-abstract methods cannot be overridden: ${method.name}`);
        }
        if (!method.isOverride)
          throw new CompileError(method.node, `Method must use the override keyword: ${method.name}`);
        if (base.result.key !== method.result.key) {
          throw new CompileError(method.node, `Method return types clash: ${method.name}`);
        }
      }
    }
  }
  if (decl.node.kind === 'class' && !decl.isAbstract) {
    for (const required of requiredMethods(world, type)) {
      const implementation = implementationOf(world, type, required);
      if (!implementation) {
        throw new CompileError(
          decl.node,
          `Class ${decl.name} must implement the method: ${required.result.name} ${required.key}`
        );
      }
    }
  }
  for (const inner of decl.inner.values()) checkClass(world, inner);
}

function isObjectMethod(key: string): boolean {
  return key === 'tostring()' || key === 'hashcode()' || key === 'equals(object)';
}

function inheritedMethod(world: World, decl: ClassDeclaration, method: MethodDeclaration) {
  const bases = [...(decl.superclass ? [decl.superclass] : []), ...decl.interfaces];
  for (const base of bases) {
    const match = world
      .methods(base, method.name)
      .find((candidate) => candidate.key === method.key && !candidate.isStatic);
    if (match && match.platform !== 'System.Object') return match;
  }
  return null;
}

export interface RequiredMethod {
  name: string;
  key: string;
  parameters: Type[];
  result: Type;
}

/** Abstract methods a concrete class must have, from superclasses and interfaces. */
export function requiredMethods(world: World, type: Type): RequiredMethod[] {
  const required = new Map<string, RequiredMethod>();
  const visit = (current: Type): void => {
    const decl = current.decl;
    if (decl.kind === 'class') {
      for (const overloads of decl.methods.values()) {
        for (const method of overloads) {
          if (!method.isAbstract) continue;
          required.set(method.key, {
            name: method.name,
            key: method.key,
            parameters: method.parameters.map((parameter) => parameter.type),
            result: method.result
          });
        }
      }
    } else if (decl.kind === 'platform' && decl.signature.kind === 'interface') {
      for (const [name] of decl.signature.methods ?? []) {
        for (const method of world.methods(current, name)) required.set(method.key, method);
      }
    }
    world.supertypes(current).forEach(visit);
  };
  visit(type);
  return [...required.values()];
}

/** The concrete source method that satisfies a required one; a static method may (as on Salesforce). */
export function implementationOf(world: World, type: Type, required: RequiredMethod): MethodDeclaration | null {
  for (const candidate of world.methods(type, required.name)) {
    const source = candidate.source;
    if (!source || source.isAbstract || candidate.parameters.length !== required.parameters.length) continue;
    const matches = candidate.parameters.every(
      (parameter, index) => parameter.key === required.parameters[index].key || required.parameters[index] === OBJECT
    );
    if (matches) return source;
  }
  return null;
}
