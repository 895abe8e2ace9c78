import type { ApexProject, CompileProblem, ObjectSchema } from '../contract';
import type { Node, TypeNode } from './ast';
import { platformSignatures } from './signatures';
import { conversionCost } from './conversion';
import { makeType, OBJECT, VOID } from './types';
import type { Callable, ClassDeclaration, FieldDeclaration, PlatformDeclaration, Type } from './types';

/** A compile error at a place in a class file. */
export class CompileError extends Error {
  readonly at: Node;

  constructor(at: Node, message: string) {
    super(message);
    this.at = at;
  }
}

/** Everything a name in Apex code can mean: platform types, project classes and objects. */
export class World {
  readonly project: ApexProject;
  readonly classes = new Map<string, ClassDeclaration>();
  readonly problems: CompileProblem[] = [];
  private readonly platform = new Map<string, PlatformDeclaration>();
  private readonly namespaces = new Set<string>();
  private readonly parsed = new Map<string, Type>();

  constructor(project: ApexProject) {
    this.project = project;
    for (const [name, signature] of Object.entries(platformSignatures().types)) {
      this.platform.set(name.toLowerCase(), { kind: 'platform', name, signature });
      this.namespaces.add(name.slice(0, name.indexOf('.')).toLowerCase());
    }
  }

  isNamespace(name: string): boolean {
    return this.namespaces.has(name.toLowerCase());
  }

  sobject(name: string): Type | null {
    const schema = this.project.objects.get(name.toLowerCase());
    return schema ? this.sobjectType(schema) : null;
  }

  sobjectType(schema: ObjectSchema): Type {
    return makeType(schema.name, { kind: 'sobject', schema });
  }

  classType(decl: ClassDeclaration): Type {
    return makeType(decl.name, decl);
  }

  /** A platform type by qualified name; throws when the table lacks it. */
  system(name: string, ...args: Type[]): Type {
    const decl = this.platform.get(name.includes('.') ? name.toLowerCase() : `system.${name.toLowerCase()}`);
    if (!decl) throw new Error(`The signature table has no type ${name}`);
    return makeType(decl.name, decl, args);
  }

  /** Finds a type by its dotted name as seen from inside `from`; null when there is none. */
  find(name: string, from: ClassDeclaration | null, args: Type[] = []): Type | null {
    const key = name.toLowerCase();
    if (key === 'object' || key === 'system.object') return OBJECT;
    const [first, ...rest] = key.split('.');
    for (let scope = from; scope; scope = scope.outer) {
      const inner = rest.length === 0 ? this.innerOf(scope, first) : null;
      if (inner) return this.classType(inner);
      const outerInner = rest.length === 1 && this.innerOf(scope, first);
      if (outerInner) {
        const nested = this.innerOf(outerInner, rest[0]);
        if (nested) return this.classType(nested);
      }
    }
    const top = this.classes.get(first);
    if (top) {
      if (rest.length === 0) return this.classType(top);
      const inner = rest.length === 1 ? this.innerOf(top, rest[0]) : null;
      return inner ? this.classType(inner) : null;
    }
    if (rest.length === 0) {
      const sobject = this.sobject(first);
      if (sobject) return sobject;
    }
    const platform = this.platform.get(key) ?? this.platform.get(`system.${key}`) ?? this.platform.get(`schema.${key}`);
    if (platform) return makeType(platform.name, platform, args);
    if (rest.length === 1 && first === 'schema') return this.sobject(rest[0]);
    return null;
  }

  private innerOf(scope: ClassDeclaration, name: string): ClassDeclaration | null {
    for (let decl: ClassDeclaration | null = scope; decl;) {
      const inner = decl.inner.get(name);
      if (inner) return inner;
      const base: Type | null = decl.superclass;
      decl = base?.decl.kind === 'class' ? base.decl : null;
    }
    return null;
  }

  /** The type a type reference means; throws a {@link CompileError} for unknown names. */
  resolve(node: TypeNode, from: ClassDeclaration | null): Type {
    const args = node.args.map((arg) => this.resolve(arg, from));
    const type = this.find(node.name, from, args);
    if (!type) throw new CompileError(node, `Invalid type: ${node.name}`);
    if (type.decl.kind === 'platform') {
      const expected = type.decl.signature.variables?.length ?? 0;
      if (expected !== args.length && type.decl.name !== 'System.Comparator') {
        throw new CompileError(node, `Invalid type: ${node.name} takes ${expected} type argument(s)`);
      }
    } else if (args.length > 0) throw new CompileError(node, `Type cannot be parameterized: ${node.name}`);
    return type;
  }

  /** A type as the signature table writes it, type variables replaced. */
  signatureType(text: string, variables: Map<string, Type>): Type {
    const variable = variables.get(text);
    if (variable) return variable;
    const known = this.parsed.get(text);
    if (known) return known;
    const open = text.indexOf('<');
    let type: Type;
    if (open < 0) {
      if (text === 'void') return VOID;
      if (text === 'Object' || text.startsWith('Internal.')) return OBJECT;
      type = this.find(text, null) ?? OBJECT;
    } else {
      const args = splitArguments(text.slice(open + 1, -1)).map((arg) => this.signatureType(arg, variables));
      type = this.find(text.slice(0, open), null, args) ?? OBJECT;
    }
    if (variables.size === 0) this.parsed.set(text, type);
    return type;
  }

  /** Direct supertypes: superclass first, then interfaces. */
  supertypes(type: Type): Type[] {
    const decl = type.decl;
    if (decl.kind === 'class') return [...(decl.superclass ? [decl.superclass] : []), ...decl.interfaces];
    if (decl.kind === 'sobject') return [this.system('SObject')];
    if (decl.kind !== 'platform') return [];
    const variables = this.variables(type);
    const names = [...(decl.signature.extends ? [decl.signature.extends] : []), ...(decl.signature.implements ?? [])];
    return names.map((name) => this.signatureType(name, variables));
  }

  private variables(type: Type): Map<string, Type> {
    const decl = type.decl;
    const names = decl.kind === 'platform' ? (decl.signature.variables ?? []) : [];
    return new Map(names.map((name, index) => [name, type.args[index] ?? OBJECT]));
  }

  /** Number of steps from a type up to a supertype; null when it is none. */
  distance(from: Type, to: Type): number | null {
    if (from.key === to.key) return 0;
    let best: number | null = null;
    for (const base of this.supertypes(from)) {
      const steps = this.distance(base, to);
      if (steps !== null && (best === null || steps + 1 < best)) best = steps + 1;
    }
    return best;
  }

  isException(type: Type): boolean {
    return this.distance(type, this.system('Exception')) !== null;
  }

  /** All methods of a name on a type, nearest declaration first. */
  methods(type: Type, name: string): Callable[] {
    const key = name.toLowerCase();
    const found: Callable[] = [];
    const seen = new Set<string>();
    const visit = (current: Type): void => {
      const decl = current.decl;
      if (decl.kind === 'class') {
        for (const method of decl.methods.get(key) ?? []) {
          if (seen.has(method.key)) continue;
          seen.add(method.key);
          found.push({
            name: method.name,
            parameters: method.parameters.map((parameter) => parameter.type),
            result: method.result,
            isStatic: method.isStatic,
            key: method.key,
            source: method,
            platform: null,
            platformInterface: false
          });
        }
      } else if (decl.kind === 'platform') {
        const variables = this.variables(current);
        for (const [methodName, result, isStatic, ...parameters] of decl.signature.methods ?? []) {
          if (methodName.toLowerCase() !== key) continue;
          const memberKey = platformKey(methodName, parameters);
          if (seen.has(memberKey)) continue;
          seen.add(memberKey);
          found.push({
            name: methodName,
            parameters: parameters.map((parameter) => this.signatureType(parameter, variables)),
            result: this.signatureType(result, variables),
            isStatic: isStatic === 1,
            key: memberKey,
            source: null,
            platform: decl.name,
            platformInterface: decl.signature.kind === 'interface'
          });
        }
      }
      this.supertypes(current).forEach(visit);
    };
    visit(type);
    if (key === 'tostring' || key === 'hashcode' || key === 'equals') found.push(...this.objectMethods(key, seen));
    return found;
  }

  private objectMethods(key: string, seen: Set<string>): Callable[] {
    const shape: Record<string, [string, Type[], Type]> = {
      tostring: ['toString', [], this.system('String')],
      hashcode: ['hashCode', [], this.system('Integer')],
      equals: ['equals', [OBJECT], this.system('Boolean')]
    };
    const [name, parameters, result] = shape[key];
    const memberKey = platformKey(
      name,
      parameters.map((parameter) => parameter.name)
    );
    if (seen.has(memberKey)) return [];
    return [
      {
        name,
        parameters,
        result,
        isStatic: false,
        key: memberKey,
        source: null,
        platform: 'System.Object',
        platformInterface: false
      }
    ];
  }

  constructorsOf(type: Type): Callable[] {
    const decl = type.decl;
    if (decl.kind === 'class') {
      if (decl.constructors.length === 0) {
        const implicit = { name: decl.name, parameters: [], result: type, isStatic: false, key: '<init>()' };
        return [{ ...implicit, source: null, platform: null, platformInterface: false }];
      }
      return decl.constructors.map((method) => ({
        name: method.name,
        parameters: method.parameters.map((parameter) => parameter.type),
        result: type,
        isStatic: false,
        key: method.key,
        source: method,
        platform: null,
        platformInterface: false
      }));
    }
    if (decl.kind !== 'platform') return [];
    const variables = this.variables(type);
    return (decl.signature.constructors ?? []).map((parameters) => ({
      name: decl.name,
      parameters: parameters.map((parameter) => this.signatureType(parameter, variables)),
      result: type,
      isStatic: false,
      key: platformKey('', parameters),
      source: null,
      platform: decl.name,
      platformInterface: false
    }));
  }

  /** A source field by name, inherited ones included. */
  field(type: Type, name: string): FieldDeclaration | null {
    const key = name.toLowerCase();
    for (let current: Type | null = type; current?.decl.kind === 'class';) {
      const decl: ClassDeclaration = current.decl;
      const field = decl.fields.get(key);
      if (field) return field;
      current = decl.superclass;
    }
    return null;
  }

  /** A platform field or property by name, inherited ones included. */
  platformField(type: Type, name: string): { name: string; type: Type; isStatic: boolean; owner: string } | null {
    const key = name.toLowerCase();
    if (type.decl.kind === 'platform') {
      const variables = this.variables(type);
      for (const [fieldName, fieldType, isStatic] of type.decl.signature.fields ?? []) {
        if (fieldName.toLowerCase() === key) {
          const owner = type.decl.name;
          return { name: fieldName, type: this.signatureType(fieldType, variables), isStatic: isStatic === 1, owner };
        }
      }
    }
    for (const base of this.supertypes(type)) {
      const field = this.platformField(base, name);
      if (field) return field;
    }
    return null;
  }

  /** See {@link conversionCost}. */
  conversion(from: Type, to: Type): number | null {
    return conversionCost(this, from, to);
  }
}

/** Member key of a platform member: lower-cased, types as the table writes them. */
export function platformKey(name: string, parameters: string[]): string {
  return `${name}(${parameters.join(',')})`.toLowerCase();
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
  parts.push(text.slice(start));
  return parts;
}
