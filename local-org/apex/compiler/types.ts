import type { ObjectSchema } from '../contract';
import type { Annotation, ClassNode, MethodNode, PropertyNode } from './ast';
import type { TypeSignature } from './signatures';

/** A static type of the compiler. Two types are the same when their keys are. */
export interface Type {
  /** Lower-cased qualified name with type arguments, `system.` dropped: `map<string,dom.xmlnode>`. */
  key: string;
  /** Canonical spelling of the key. */
  name: string;
  decl: Declaration;
  args: Type[];
}

export type Declaration = PlatformDeclaration | ClassDeclaration | SObjectDeclaration | BasicDeclaration;

export interface BasicDeclaration {
  kind: 'void' | 'null' | 'object';
}

export interface PlatformDeclaration {
  kind: 'platform';
  /** Qualified: `System.String`. */
  name: string;
  signature: TypeSignature;
}

export interface SObjectDeclaration {
  kind: 'sobject';
  schema: ObjectSchema;
}

export type Access = 'private' | 'protected' | 'public' | 'global';

/** A class, interface or enum of the source tree. */
export interface ClassDeclaration {
  kind: 'class';
  node: ClassNode;
  file: string;
  /** `Outer.Inner`. */
  name: string;
  key: string;
  outer: ClassDeclaration | null;
  inner: Map<string, ClassDeclaration>;
  superclass: Type | null;
  interfaces: Type[];
  fields: Map<string, FieldDeclaration>;
  methods: Map<string, MethodDeclaration[]>;
  constructors: MethodDeclaration[];
  isTest: boolean;
  isAbstract: boolean;
  isVirtual: boolean;
  access: Access;
  testVisible: boolean;
  sharing: 'with' | 'without' | 'inherited' | 'unspecified';
}

export interface FieldDeclaration {
  name: string;
  type: Type;
  isStatic: boolean;
  isFinal: boolean;
  isTransient: boolean;
  access: Access;
  testVisible: boolean;
  owner: ClassDeclaration;
  /** Set for properties. Without accessor bodies a property is stored like a field. */
  property: PropertyNode | null;
  annotations: Annotation[];
  line: number;
}

export interface MethodDeclaration {
  name: string;
  /** `name(type,type)`; also the JavaScript name of the compiled method. */
  key: string;
  parameters: { name: string; type: Type }[];
  result: Type;
  isStatic: boolean;
  isAbstract: boolean;
  isVirtual: boolean;
  isOverride: boolean;
  access: Access;
  testVisible: boolean;
  owner: ClassDeclaration;
  node: MethodNode;
  annotations: Annotation[];
}

/** A method or constructor that a call may mean, types substituted. */
export interface Callable {
  name: string;
  parameters: Type[];
  result: Type;
  isStatic: boolean;
  /** Key as declared (type variables not substituted). */
  key: string;
  source: MethodDeclaration | null;
  /** Qualified name of the platform type that declares it. */
  platform: string | null;
  /** The declaring platform type is an interface. */
  platformInterface: boolean;
}

export function makeType(name: string, decl: Declaration, args: Type[] = []): Type {
  const base = name.replace(/^System\./i, '');
  const shown = args.length > 0 ? `${base}<${args.map((arg) => arg.name).join(',')}>` : base;
  return { key: shown.toLowerCase(), name: shown, decl, args };
}

export const VOID = makeType('void', { kind: 'void' });
export const NULL = makeType('null', { kind: 'null' });
export const OBJECT = makeType('Object', { kind: 'object' });

export function isNumeric(type: Type): boolean {
  return type.key === 'integer' || type.key === 'long' || type.key === 'double' || type.key === 'decimal';
}

export function isSObject(type: Type): boolean {
  return type.decl.kind === 'sobject' || type.key === 'sobject';
}

export function isEnum(type: Type): boolean {
  return (
    (type.decl.kind === 'class' && type.decl.node.kind === 'enum') ||
    (type.decl.kind === 'platform' && type.decl.signature.kind === 'enum')
  );
}

/** `List`, `Set` or `Map` of a collection type, else null. */
export function collectionKind(type: Type): 'list' | 'set' | 'map' | null {
  if (type.decl.kind !== 'platform') return null;
  const name = type.decl.name.toLowerCase();
  return name === 'system.list' ? 'list' : name === 'system.set' ? 'set' : name === 'system.map' ? 'map' : null;
}
