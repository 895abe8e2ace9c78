import type { NativeRegistry } from '../runtime/registry';
import type { Node } from './ast';
import { requireFreeName } from './reserved';
import { CompileError, type World } from './world';
import type { Access, ClassDeclaration, Type } from './types';

/** A compiled expression. */
export interface Typed {
  code: string;
  type: Type;
  /** Conditions of `?.` links: when one holds, the whole chain is null. */
  guards?: string[];
  /** Known to be never null, so that no check is emitted. */
  nonNull?: boolean;
  /** A query, which may be assigned to a single sObject. */
  isQuery?: boolean;
}

export interface Local {
  js: string;
  type: Type;
}

/** Per class file: what the generated file needs besides its code. */
export class Unit {
  readonly file: string;
  readonly registry: NativeRegistry;
  /** Line of each statement counter. */
  readonly counters: number[] = [];
  private readonly constants = new Map<string, string>();

  constructor(file: string, registry: NativeRegistry) {
    this.file = file;
    this.registry = registry;
  }

  /** Hoists an expression to a constant of the file; returns the constant's name. */
  constant(code: string): string {
    let name = this.constants.get(code);
    if (!name) this.constants.set(code, (name = `k${this.constants.size}`));
    return name;
  }

  prelude(): string {
    return [...this.constants].map(([code, name]) => `const ${name}=${code};`).join('');
  }

  /** Code that counts one execution of a statement on a line. */
  counter(line: number): string {
    this.counters.push(line);
    return `$c[${this.counters.length - 1}]++;`;
  }
}

/** Where a piece of code stands: class, method, visible locals. */
export class Context {
  readonly world: World;
  readonly unit: Unit;
  readonly decl: ClassDeclaration;
  readonly isStatic: boolean;
  readonly result: Type;
  /** Lower-cased name of the property whose accessor is being compiled: inside it the name means the stored value. */
  readonly accessor: string | null;
  readonly isConstructor: boolean;
  /** Depth of enclosing loops. */
  loops = 0;
  private scopes: Map<string, Local>[] = [new Map<string, Local>()];
  private temporaries: string[] = [];
  private used = new Set<string>();

  constructor(
    world: World,
    unit: Unit,
    decl: ClassDeclaration,
    options: { isStatic: boolean; result: Type; accessor?: string | null; isConstructor?: boolean }
  ) {
    this.world = world;
    this.unit = unit;
    this.decl = decl;
    this.isStatic = options.isStatic;
    this.result = options.result;
    this.accessor = options.accessor ?? null;
    this.isConstructor = options.isConstructor ?? false;
  }

  /**
   * Whether the class's sharing declaration makes record sharing count in system mode. `inherited sharing` counts as `with`,
   * because @AuraEnabled entry points run with sharing:
   * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm
   */
  get enforcesSharing(): boolean {
    return this.decl.sharing === 'with' || this.decl.sharing === 'inherited';
  }

  local(name: string): Local | null {
    const key = name.toLowerCase();
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const local = this.scopes[i].get(key);
      if (local) return local;
    }
    return null;
  }

  declare(at: Node, name: string, type: Type): Local {
    const key = name.toLowerCase();
    requireFreeName(at, name);
    if (this.local(key)) throw new CompileError(at, `Duplicate variable: ${name}`);
    let js = `_${key}`;
    while (this.used.has(js)) js += '_';
    this.used.add(js);
    const local = { js, type };
    this.scopes[this.scopes.length - 1].set(key, local);
    return local;
  }

  /** Runs with an inner scope of locals. */
  scoped<R>(body: () => R): R {
    this.scopes.push(new Map());
    try {
      return body();
    } finally {
      this.scopes.pop();
    }
  }

  temporary(): string {
    const name = `t${this.temporaries.length}`;
    this.temporaries.push(name);
    return name;
  }

  /** Declaration of all temporaries, for the top of the method. */
  temporaryDeclarations(): string {
    return this.temporaries.length ? `let ${this.temporaries.join(',')};` : '';
  }

  outermost(decl: ClassDeclaration = this.decl): ClassDeclaration {
    let current = decl;
    while (current.outer) current = current.outer;
    return current;
  }

  /** Refuses members that are not visible from here. */
  checkAccess(at: Node, what: string, member: { access: Access; testVisible: boolean; owner: ClassDeclaration }): void {
    if (member.access === 'public' || member.access === 'global') return;
    if (this.outermost() === this.outermost(member.owner)) return;
    if (member.testVisible && this.outermost().isTest) return;
    if (member.access === 'protected') {
      for (let scope: ClassDeclaration | null = this.decl; scope; scope = scope.outer) {
        if (this.world.distance(this.world.classType(scope), this.world.classType(member.owner)) !== null) return;
      }
    }
    throw new CompileError(at, `${what} is not visible: ${member.owner.name}`);
  }

  /** JavaScript expression for a compiled class of the project. */
  classCode(decl: ClassDeclaration): string {
    return `${this.unit.constant(`$.ref(${JSON.stringify(decl.key)})`)}.c`;
  }
}

/** Mark that puts the following code on an Apex line; resolved by {@link placeLines}. */
export function onLine(line: number): string {
  return `\u0001${line}\u0002`;
}

/** Replaces line marks by line breaks, so that code of Apex line N stands on line N. */
export function placeLines(code: string): string {
  let line = 1;
  return code.replace(/\u0001(\d+)\u0002/g, (_mark, wanted: string) => {
    const missing = Number(wanted) - line;
    if (missing <= 0) return '';
    line += missing;
    return '\n'.repeat(missing);
  });
}

/** Ends a chain of `?.` links: the value is null when a link's receiver was. */
export function finish(value: Typed): Typed {
  if (!value.guards?.length) return value;
  return { code: `(${value.guards.join('||')}?null:${value.code})`, type: value.type };
}
