import type { BlockNode, Expression, MemberNode, Statement } from './ast';
import { choose } from './calls';
import { exceptionConstructors } from './construct';
import { Context, onLine, type Unit } from './context';
import { implementationOf, requiredMethods } from './declarations';
import { expression, expressionAs } from './expressions';
import { coerce } from './operators';
import { block, completes } from './statements';
import type { Callable, ClassDeclaration, FieldDeclaration, MethodDeclaration } from './types';
import { VOID } from './types';
import { CompileError, type World } from './world';
import type { CompileProblem } from '../contract';

/** Reports errors of single members, so that one mistake does not hide the others. */
export type Report = (error: CompileError) => void;

/** JavaScript of one class, members on their Apex lines. */
export function compileClass(world: World, unit: Unit, decl: ClassDeclaration, report: Report): string {
  const parts: string[] = [`class ${decl.node.name}{${constructorFunction(decl)}`];
  if (decl.node.kind === 'class') {
    const inherited = decl.superclass?.decl.kind === 'class' ? 'super["<initialize>"]();' : '';
    parts.push(`"<initialize>"(){${inherited}${fieldInitializers(decl)}}`, ...implicitConstructors(world, decl));
  }
  decl.node.members.forEach((member, index) => {
    try {
      parts.push(compileMember(world, unit, decl, member, index, report));
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      report(error);
    }
  });
  parts.push('}');
  return parts.join('');
}

function storedFields(decl: ClassDeclaration): FieldDeclaration[] {
  return [...decl.fields.values()].filter((field) => !field.isStatic);
}

/** Sets every instance field, inherited ones too, to null: the object has its final shape from the start. */
function constructorFunction(decl: ClassDeclaration): string {
  const names: string[] = [];
  for (let current: ClassDeclaration | null = decl; current;) {
    names.unshift(...storedFields(current).map((field) => `this.$${field.name.toLowerCase()}=null;`));
    const base: ClassDeclaration['superclass'] = current.superclass;
    current = base?.decl.kind === 'class' ? base.decl : null;
  }
  return `constructor(){${names.join('')}}`;
}

function initializerName(decl: ClassDeclaration, index: number): string {
  return `<fields ${decl.key} ${index}>`;
}

function fieldInitializers(decl: ClassDeclaration): string {
  return decl.node.members
    .map((member, index) => {
      const runs =
        (member.kind === 'field' &&
          !member.modifiers.words.includes('static') &&
          member.declarators.some((declarator) => declarator.value)) ||
        (member.kind === 'initializer' && !member.isStatic);
      return runs ? `this[${JSON.stringify(initializerName(decl, index))}]();` : '';
    })
    .join('');
}

/** Indexes of members whose static initialisation has code, in order. */
export function staticInitializers(decl: ClassDeclaration): number[] {
  return decl.node.members.flatMap((member, index) => {
    const runs =
      (member.kind === 'field' &&
        member.modifiers.words.includes('static') &&
        member.declarators.some((declarator) => declarator.value)) ||
      (member.kind === 'initializer' && member.isStatic);
    return runs ? [index] : [];
  });
}

/** The constructor of a class that declares none, and the four constructors of exception classes. */
function implicitConstructors(world: World, decl: ClassDeclaration): string[] {
  const type = world.classType(decl);
  const init = fieldInitializers(decl);
  if (world.isException(type)) {
    const declared = new Set(decl.constructors.map((constructor) => constructor.key));
    return exceptionConstructors(world, type)
      .filter((constructor) => !declared.has(constructor.key))
      .map((constructor) => {
        const [a, b] = {
          0: ['null', 'null'],
          1: constructor.key.includes('string') ? ['a', 'null'] : ['null', 'a'],
          2: ['a', 'b']
        }[constructor.parameters.length] as [string, string];
        const parameters = ['a', 'b'].slice(0, constructor.parameters.length).join(',');
        return `${JSON.stringify(constructor.key)}(${parameters}){$.initException(this,${a},${b});${init}return this;}`;
      });
  }
  if (decl.constructors.length > 0) return [];
  return [`"<init>()"(){${implicitSuper(world, decl)}${init}return this;}`];
}

function implicitSuper(world: World, decl: ClassDeclaration): string {
  const base = decl.superclass;
  if (!base) return '';
  if (base.decl.kind !== 'class') return '$.initException(this,null,null);';
  const plain = base.decl.constructors.length === 0 || base.decl.constructors.some((item) => item.key === '<init>()');
  if (!plain && !world.isException(base)) {
    throw new CompileError(decl.node, `Constructor not defined: [${base.name}].<Constructor>()`);
  }
  return 'super["<init>()"]();';
}

function compileMember(
  world: World,
  unit: Unit,
  decl: ClassDeclaration,
  member: MemberNode,
  index: number,
  report: Report
): string {
  switch (member.kind) {
    case 'class':
    case 'interface':
    case 'enum': {
      const inner = decl.inner.get(member.name.toLowerCase()) as ClassDeclaration;
      const code = compileClass(world, unit, inner, report);
      return `${onLine(member.line)}static ${JSON.stringify(`#${member.name.toLowerCase()}`)}=${code};`;
    }
    case 'method': {
      const method = decl.methods
        .get(member.name.toLowerCase())
        ?.find((candidate) => candidate.node === member) as MethodDeclaration;
      if (!member.body) return '';
      const context = new Context(world, unit, decl, { isStatic: method.isStatic, result: method.result });
      if (method.result !== VOID && completes(member.body.statements)) {
        throw new CompileError(member, `Missing return statement required return type: ${method.result.name}`);
      }
      const prefix = method.isStatic ? 'static ' : '';
      return (
        onLine(member.line) + prefix + functionCode(context, method.key, method.parameters, member.body, '', report)
      );
    }
    case 'constructor': {
      const constructor = decl.constructors.find((candidate) => candidate.node === member) as MethodDeclaration;
      return onLine(member.line) + constructorCode(world, unit, decl, constructor, report);
    }
    case 'field': {
      if (!member.declarators.some((declarator) => declarator.value)) return '';
      const isStatic = member.modifiers.words.includes('static');
      const context = new Context(world, unit, decl, { isStatic, result: VOID, isConstructor: true });
      const assignments = member.declarators
        .filter((declarator) => declarator.value)
        .map((declarator) => {
          const field = decl.fields.get(declarator.name.toLowerCase()) as FieldDeclaration;
          const value = expressionAs(context, declarator.value as Expression, field.type);
          const counter = unit.counter(declarator.line);
          return `${onLine(declarator.line)}${counter}${isStatic ? 'S' : 'this'}.$${field.name.toLowerCase()}=${value.code};`;
        });
      const name = JSON.stringify(initializerName(decl, index));
      const body = `{${context.temporaryDeclarations()}${assignments.join('')}}`;
      return `${onLine(member.line)}${isStatic ? 'static ' : ''}${name}(${isStatic ? 'S' : ''})${body}`;
    }
    case 'initializer': {
      const context = new Context(world, unit, decl, { isStatic: member.isStatic, result: VOID, isConstructor: true });
      const body = block(context, member.body);
      const name = JSON.stringify(initializerName(decl, index));
      return `${onLine(member.line)}${member.isStatic ? 'static ' : ''}${name}(S){${context.temporaryDeclarations()}${body}}`;
    }
    case 'property': {
      const field = decl.fields.get(member.name.toLowerCase()) as FieldDeclaration;
      const key = member.name.toLowerCase();
      const parts: string[] = [];
      const prefix = field.isStatic ? 'static ' : '';
      for (const [accessor, node] of [
        ['get', member.getter],
        ['set', member.setter]
      ] as const) {
        if (!node?.body) continue;
        const context = new Context(world, unit, decl, {
          isStatic: field.isStatic,
          result: accessor === 'get' ? field.type : VOID,
          accessor: key
        });
        const parameters = accessor === 'set' ? [{ name: 'value', type: field.type }] : [];
        parts.push(
          onLine(node.body.line) +
            prefix +
            functionCode(context, `${accessor} ${key}`, parameters, node.body, '', report)
        );
      }
      return parts.join('');
    }
  }
}

function functionCode(
  context: Context,
  key: string,
  parameters: MethodDeclaration['parameters'],
  body: BlockNode,
  ending: string,
  report: Report,
  start = ''
): string {
  const names = parameters.map((parameter) => context.declare(body, parameter.name, parameter.type).js);
  let code = '{}';
  try {
    code = block(context, body);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    report(error);
  }
  return `${JSON.stringify(key)}(${names.join(',')}){${context.temporaryDeclarations()}${start}${code}${ending}}`;
}

function constructorCode(
  world: World,
  unit: Unit,
  decl: ClassDeclaration,
  constructor: MethodDeclaration,
  report: Report
): string {
  const context = new Context(world, unit, decl, { isStatic: false, result: VOID, isConstructor: true });
  const body = constructor.node.body as BlockNode;
  const names = constructor.parameters.map((parameter) => context.declare(body, parameter.name, parameter.type).js);
  const [first, ...rest] = body.statements;
  const explicit = first?.kind === 'expression' && first.expression.kind === 'call' ? first.expression : null;
  let start: string;
  let statements: Statement[] = body.statements;
  if (explicit && (explicit.name === 'this' || explicit.name === 'super')) {
    statements = rest;
    const own = world.classType(decl);
    const target = explicit.name === 'this' ? own : decl.superclass;
    if (!target) throw new CompileError(explicit, `${decl.name} has no superclass`);
    const args = explicit.args.map((arg) => expression(context, arg));
    const chosen = choose(
      world,
      constructorsFor(world, target.decl.kind === 'class' ? target.decl : decl),
      args.map((arg) => arg.type)
    );
    if (!chosen) throw new CompileError(explicit, `Constructor not defined: ${target.name}`);
    const codes = args.map((arg, index) => coerce(context, explicit, arg, chosen.parameters[index]).code).join(',');
    start = `${onLine(explicit.line)}${unit.counter(explicit.line)}${explicit.name}[${JSON.stringify(chosen.key)}](${codes});`;
    if (explicit.name === 'super') start += fieldInitializers(decl);
  } else start = implicitSuper(world, decl) + fieldInitializers(decl);
  let code = '{}';
  try {
    code = block(context, { ...body, statements });
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    report(error);
  }
  return `${JSON.stringify(constructor.key)}(${names.join(',')}){${context.temporaryDeclarations()}${start}${code}return this;}`;
}

function constructorsFor(world: World, decl: ClassDeclaration): Callable[] {
  const type = world.classType(decl);
  const declared = world.constructorsOf(type);
  if (world.isException(type)) return [...declared, ...exceptionConstructors(world, type)];
  return declared;
}

/** Keys by which interfaces and superclasses call a class's methods, where they differ from the methods' own keys. */
export function aliases(world: World, decl: ClassDeclaration): { alias: string; key: string; isStatic: boolean }[] {
  if (decl.node.kind !== 'class') return [];
  const found: { alias: string; key: string; isStatic: boolean }[] = [];
  for (const required of requiredMethods(world, world.classType(decl))) {
    const implementation = implementationOf(world, world.classType(decl), required);
    if (implementation && (implementation.key !== required.key || implementation.isStatic)) {
      found.push({ alias: required.key, key: implementation.key, isStatic: implementation.isStatic });
    }
  }
  return found;
}

/** A compile error as a problem of a file. */
export function problemOf(file: string, error: CompileError): CompileProblem {
  return { file, line: error.at.line, column: error.at.column, message: error.message };
}
