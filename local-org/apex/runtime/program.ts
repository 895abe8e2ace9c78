import { runInThisContext } from 'node:vm';
import type { ApexClassInfo, ApexFieldInfo, ApexMethodInfo, ApexProject, CompileProblem } from '../contract';
import { compileProject, type ApexSource, type CompiledFile } from '../compiler';
import { aliases, staticInitializers } from '../compiler/classes';
import { platformSignatures } from '../compiler/signatures';
import type { ClassDeclaration, FieldDeclaration, MethodDeclaration, Type } from '../compiler/types';
import type { World } from '../compiler/world';
import { createEngine, type Engine, type LinkedClass } from './engine';
import { asApexException, setFrameResolver, type ApexFrame } from './exceptions';
import { nativeRegistry } from './natives';
import { setDescribable } from './text';
import { ApexTransaction, type ClassDirectory, type TransactionOptions } from './transaction';
import { apexException, ApexException, EnumValue, platformEnum } from './values';

/** Executed and executable lines of one class file. */
export interface FileCoverage {
  file: string;
  className: string;
  isTest: boolean;
  /** Line → how often. */
  lines: Map<number, number>;
}

/** A compiled, linked program. */
export interface Program {
  /** Empty, or the program does not run. */
  problems: CompileProblem[];
  /** Classes (not enums or interfaces), inner ones as `Outer.Inner`, by lower-cased name. */
  classes: Map<string, ApexClassInfo>;
  newTransaction(options: TransactionOptions): ApexTransaction;
  /** Runs something inside a transaction; exceptions leave as {@link ApexException} where Apex has one for them. */
  run<R>(tx: ApexTransaction, body: () => R): R;
  /** Calls a static method with Apex values by parameter name; missing ones are null. */
  execute(tx: ApexTransaction, className: string, methodName: string, args?: Record<string, unknown>): unknown;
  coverage(): FileCoverage[];
  resetCoverage(): void;
}

/** Frames of JavaScript that an error keeps while Apex runs; Node's own ten would cut Apex stack traces off. */
const MAX_FRAMES = 60;

interface Linked extends LinkedClass {
  decl: ClassDeclaration;
  info: ApexClassInfo;
  types: Set<string>;
}

/** Compiles sources and links the result. `cacheDir` keeps parsed files between processes. */
export function loadProgram(project: ApexProject, sources: ApexSource[], cacheDir: string | null = null): Program {
  const registry = nativeRegistry();
  const compilation = compileProject(project, sources, registry, cacheDir);
  const classes = new Map<string, Linked>();
  const byJsClass = new Map<unknown, Linked>();
  const infos = new Map<string, ApexClassInfo>();
  const counters = new Map<string, Int32Array>();
  const ofValue = (value: object): Linked | null => {
    for (let proto = prototypeOf(value); proto; proto = prototypeOf(proto)) {
      const found = byJsClass.get(proto);
      if (found) return found;
    }
    return null;
  };
  const lookup = {
    typesOf: (value: object): Set<string> | null => ofValue(value)?.types ?? null,
    typesOfClass: (name: string): Set<string> | null => classes.get(name.toLowerCase())?.types ?? null
  };
  const engine = createEngine(registry, classes, lookup, project.objects);
  engine.platformConstants = platformConstants;
  if (compilation.problems.length === 0) {
    link(compilation.files, compilation.world, engine, classes, byJsClass, counters);
    for (const linked of classes.values())
      if (linked.decl.node.kind === 'class') infos.set(linked.decl.key, linked.info);
  }
  const directory: ClassDirectory = {
    infoOf: (value) => ofValue(value)?.info ?? null,
    named: (name) => infos.get(name.toLowerCase()) ?? null,
    create(info) {
      const linked = classes.get(info.name.toLowerCase());
      const instance = linked && !linked.decl.isAbstract ? bareInstance(linked) : null;
      const init = instance?.['<init>()'];
      if (typeof init !== 'function') {
        throw apexException('System.TypeException', `Class ${info.name} must have a no-argument constructor`);
      }
      return init.call(instance);
    },
    allocate(info) {
      const linked = classes.get(info.name.toLowerCase());
      if (!linked || linked.decl.isAbstract) {
        throw apexException('System.TypeException', `Cannot deserialize JSON as abstract type: ${info.name}`);
      }
      const instance = bareInstance(linked);
      instance['<initialize>']?.();
      return instance;
    }
  };
  const frames = frameTable(compilation.files);

  const program: Program = {
    problems: compilation.problems,
    classes: infos,
    newTransaction: (options) => new ApexTransaction(project, directory, options),
    run(tx, body) {
      if (compilation.problems.length > 0) throw new Error('A program with compile problems cannot run');
      const before = engine.tx;
      const frameLimit = Error.stackTraceLimit;
      Error.stackTraceLimit = MAX_FRAMES;
      engine.tx = tx;
      setFrameResolver(frames);
      setDescribable({ describe: (value) => describe(ofValue(value), value) });
      try {
        return body();
      } catch (error) {
        throw asApexException(error) ?? error;
      } finally {
        engine.tx = before;
        Error.stackTraceLimit = frameLimit;
      }
    },
    execute(tx, className, methodName, args = {}) {
      const info = infos.get(className.toLowerCase());
      const method = info?.methods.find(
        (item) => item.isStatic && item.name.toLowerCase() === methodName.toLowerCase()
      );
      const linked = classes.get(className.toLowerCase());
      if (!info || !method || !linked) throw new Error(`No static method ${className}.${methodName}`);
      const byName = new Map(Object.entries(args).map(([name, value]) => [name.toLowerCase(), value]));
      const values = method.parameters.map((parameter) => byName.get(parameter.name.toLowerCase()) ?? null);
      const body = linked.jsClass[method.key] as (...values: unknown[]) => unknown;
      return program.run(tx, () => {
        engine.s(linked.decl.key);
        return body.apply(linked.jsClass, values) ?? null;
      });
    },
    coverage: () => compilation.files.map((file) => coverageOf(file, counters.get(file.file))),
    resetCoverage: () => counters.forEach((counter) => counter.fill(0))
  };
  return program;
}

function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

/** An instance with all fields null; no constructor or initialiser has run. */
function bareInstance(linked: Linked): Record<string, (() => unknown) | undefined> {
  return Reflect.construct(linked.jsClass, []) as Record<string, (() => unknown) | undefined>;
}

function platformConstants(name: string): EnumValue[] {
  const signature = platformSignatures().types[name];
  return (signature?.constants ?? []).map((constant, index) => platformEnum(name, constant, index));
}

/** Makes JavaScript classes of the generated code, then joins them: prototypes, interfaces, references. */
function link(
  files: CompiledFile[],
  world: World,
  engine: Engine,
  classes: Map<string, Linked>,
  byJsClass: Map<unknown, Linked>,
  counters: Map<string, Int32Array>
): void {
  const declare = (decl: ClassDeclaration): void => {
    classes.set(decl.key, {
      name: decl.name,
      jsClass: Object as never,
      staticFields: [...decl.fields.values()]
        .filter((field) => field.isStatic)
        .map((field) => `$${field.name.toLowerCase()}`),
      staticInitializers: staticInitializers(decl).map((index) => `<fields ${decl.key} ${index}>`),
      enumConstants: decl.node.constants.map((constant, index) => new EnumValue(decl.name, constant, index)),
      decl,
      info: {
        name: decl.name,
        superclass: null,
        interfaces: [],
        sharing: decl.sharing,
        isTest: decl.isTest,
        fields: [],
        methods: []
      },
      types: allTypes(world, world.classType(decl))
    });
    decl.inner.forEach(declare);
  };
  files.forEach((file) => declare(file.decl));
  const attach = (decl: ClassDeclaration, jsClass: LinkedClass['jsClass']): void => {
    const linked = classes.get(decl.key) as Linked;
    linked.jsClass = jsClass;
    byJsClass.set(jsClass.prototype, linked);
    Object.defineProperty(jsClass.prototype, 'apexName', { value: decl.name });
    for (const [key, inner] of decl.inner) attach(inner, jsClass[`#${key}`] as LinkedClass['jsClass']);
  };
  for (const file of files) {
    const counter = new Int32Array(file.counters.length);
    counters.set(file.file, counter);
    const create = runInThisContext(file.code, { filename: file.file }) as (
      engine: Engine,
      counter: Int32Array
    ) => never;
    attach(file.decl, create(engine, counter));
  }
  for (const linked of classes.values()) {
    const { decl, jsClass } = linked;
    const base = decl.superclass;
    const prototype = jsClass.prototype as object;
    if (base?.decl.kind === 'class') {
      Object.setPrototypeOf(prototype, (classes.get(base.decl.key) as Linked).jsClass.prototype as object);
    } else if (base) Object.setPrototypeOf(prototype, ApexException.prototype);
    if (world.isException(world.classType(decl))) Object.defineProperty(prototype, 'typeName', { value: decl.name });
    for (const { alias, key, isStatic } of aliases(world, decl)) {
      const value = isStatic
        ? (...args: unknown[]) => (jsClass[key] as (...values: unknown[]) => unknown).apply(jsClass, args)
        : function (this: Record<string, (...values: unknown[]) => unknown>, ...args: unknown[]): unknown {
            return this[key](...args);
          };
      Object.defineProperty(prototype, alias, { value, configurable: true });
    }
    describeClass(linked, engine, classes);
  }
  engine.bindRefs();
}

function allTypes(world: World, type: Type): Set<string> {
  const found = new Set<string>();
  const visit = (current: Type): void => {
    found.add(current.key);
    world.supertypes(current).forEach(visit);
  };
  visit(type);
  return found;
}

function describeClass(linked: Linked, engine: Engine, classes: Map<string, Linked>): void {
  const { decl, info } = linked;
  const base = decl.superclass;
  if (base?.decl.kind === 'class') info.superclass = (classes.get(base.decl.key) as Linked).info;
  info.interfaces = decl.interfaces.map((type) => type.name);
  info.fields = [...decl.fields.values()].map((field) => fieldInfo(field, engine, linked));
  info.methods = [...decl.methods.values()].flat().map(methodInfo);
}

function fieldInfo(field: FieldDeclaration, engine: Engine, linked: Linked): ApexFieldInfo {
  const key = field.name.toLowerCase();
  const holder = (target: unknown): Record<string, unknown> =>
    (field.isStatic ? engine.s(linked.decl.key) : target) as Record<string, unknown>;
  const accessor = (target: unknown, name: string): ((value?: unknown) => unknown) | null => {
    const owner = (field.isStatic ? linked.jsClass : target) as Record<string, unknown>;
    const member = owner[`${name} ${key}`];
    return typeof member === 'function' ? (value) => (member as (value: unknown) => unknown).call(owner, value) : null;
  };
  return {
    name: field.name,
    type: field.type.name,
    isStatic: field.isStatic,
    isTransient: field.isTransient,
    auraEnabled: field.annotations.some((annotation) => annotation.name === 'auraenabled'),
    get: (target) => {
      const getter = field.property?.getter?.body ? accessor(target, 'get') : null;
      return getter ? getter() : holder(target)[`$${key}`];
    },
    set: (target, value) => {
      const setter = field.property?.setter?.body ? accessor(target, 'set') : null;
      if (setter) setter(value);
      else holder(target)[`$${key}`] = value;
    }
  };
}

function methodInfo(method: MethodDeclaration): ApexMethodInfo {
  const annotation = (name: string) => method.annotations.find((candidate) => candidate.name === name);
  const aura = annotation('auraenabled');
  return {
    name: method.name,
    key: method.key,
    isStatic: method.isStatic,
    auraEnabled: aura !== undefined,
    cacheable: aura?.values['cacheable']?.toLowerCase() === 'true',
    isTest: annotation('istest') !== undefined || method.node.modifiers.words.includes('testmethod'),
    isTestSetup: annotation('testsetup') !== undefined,
    parameters: method.parameters.map((parameter) => ({ name: parameter.name, type: parameter.type.name })),
    returnType: method.result.name
  };
}

function describe(linked: Linked | null, value: object): { name: string; fields: [string, unknown][] } | null {
  if (!linked) return null;
  const fields: [string, unknown][] = [];
  for (const field of linked.decl.fields.values()) {
    if (!field.isStatic)
      fields.push([field.name, (value as Record<string, unknown>)[`$${field.name.toLowerCase()}`] ?? null]);
  }
  return { name: linked.decl.node.name, fields };
}

/** Which class and method a line of a file belongs to. */
function frameTable(files: CompiledFile[]): (file: string, line: number) => ApexFrame | null {
  const ranges = new Map<string, { start: number; end: number; label: string }[]>();
  const collect = (file: string, decl: ClassDeclaration): void => {
    const list = ranges.get(file) ?? [];
    ranges.set(file, list);
    list.push({ start: decl.node.line, end: decl.node.endLine, label: `Class.${decl.name}.<init>` });
    for (const member of decl.node.members) {
      if (member.kind === 'method' || member.kind === 'constructor' || member.kind === 'property') {
        const name = member.kind === 'constructor' ? '<init>' : member.name;
        list.push({ start: member.line, end: member.endLine, label: `Class.${decl.name}.${name}` });
      }
    }
    decl.inner.forEach((inner) => collect(file, inner));
  };
  files.forEach((file) => collect(file.file, file.decl));
  return (file, line) => {
    let best: { start: number; end: number; label: string } | null = null;
    for (const range of ranges.get(file) ?? []) {
      if (line >= range.start && line <= range.end && (!best || range.end - range.start < best.end - best.start))
        best = range;
    }
    return best ? { label: best.label, line } : null;
  };
}

function coverageOf(file: CompiledFile, counter: Int32Array | undefined): FileCoverage {
  const lines = new Map<number, number>();
  file.counters.forEach((line, index) => lines.set(line, Math.max(lines.get(line) ?? 0, counter?.[index] ?? 0)));
  return { file: file.file, className: file.decl.name, isTest: file.decl.isTest, lines };
}
