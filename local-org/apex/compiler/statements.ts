import type { BlockNode, Expression, Statement, SwitchCase } from './ast';
import type { Context } from './context';
import { onLine } from './context';
import { expression, expressionAs } from './expressions';
import { coerce, conditionOf } from './operators';

import type { Type } from './types';
import { collectionKind, isEnum, isSObject, OBJECT, VOID } from './types';
import { CompileError } from './world';

/** Compiles a block with its own scope, braces included. */
export function block(context: Context, node: BlockNode): string {
  node.statements.forEach((statement, index) => {
    const before = node.statements[index - 1]?.kind;
    if (before && ['return', 'throw', 'break', 'continue'].includes(before)) {
      throw new CompileError(statement, 'Unreachable statement');
    }
  });
  return context.scoped(() => `{${node.statements.map((statement) => compileStatement(context, statement)).join('')}}`);
}

/** The body of a loop, where break and continue are allowed. */
function loopBody(context: Context, node: Statement | null): string {
  context.loops++;
  try {
    return nested(context, node);
  } finally {
    context.loops--;
  }
}

function nested(context: Context, node: Statement | null): string {
  if (!node) return '{}';
  if (node.kind === 'block') return block(context, node);
  return context.scoped(() => `{${compileStatement(context, node)}}`);
}

/** Compiles one statement, with its line mark and its coverage counter. */
export function compileStatement(context: Context, node: Statement): string {
  if (node.kind === 'block') return onLine(node.line) + block(context, node);
  return onLine(node.line) + context.unit.counter(node.line) + statementCode(context, node);
}

function statementCode(context: Context, node: Exclude<Statement, BlockNode>): string {
  const { world } = context;
  switch (node.kind) {
    case 'local': {
      const type = world.resolve(node.type, context.decl);
      return node.declarators
        .map((declarator) => {
          const value = declarator.value ? expressionAs(context, declarator.value, type).code : 'null';
          const local = context.declare(declarator, declarator.name, type);
          return `let ${local.js}=${value};`;
        })
        .join('');
    }
    case 'expression':
      return expressionStatement(context, node.expression) + ';';
    case 'if': {
      const test = conditionOf(expression(context, node.condition), node.condition);
      const otherwise = node.otherwise ? `else${nested(context, node.otherwise)}` : '';
      return `if(${test})${nested(context, node.then)}${otherwise}`;
    }
    case 'while':
      return `while(${conditionOf(expression(context, node.condition), node.condition)})${loopBody(context, node.body)}`;
    case 'do': {
      const body = loopBody(context, node.body);
      return `do${body}while(${conditionOf(expression(context, node.condition), node.condition)});`;
    }
    case 'for':
      return context.scoped(() => forLoop(context, node));
    case 'foreach':
      return context.scoped(() => forEach(context, node));
    case 'switch':
      return switchStatement(context, node);
    case 'try':
      return tryStatement(context, node);
    case 'return': {
      if (!node.value) {
        if (context.result !== VOID) throw new CompileError(node, 'Missing return value');
        return context.isConstructor ? 'return this;' : 'return;';
      }
      if (context.result === VOID) throw new CompileError(node, 'Void method must not return a value');
      const value = expression(context, node.value);
      const what = `Return value must be of type: ${context.result.name}`;
      return `return (${coerce(context, node, value, context.result, what).code});`;
    }
    case 'throw': {
      const value = expression(context, node.value);
      if (!world.isException(value.type))
        throw new CompileError(node, `Throw expression must be of type exception: ${value.type.name}`);
      return `throw $.notNull(${value.code});`;
    }
    case 'break':
    case 'continue':
      if (context.loops === 0) throw new CompileError(node, `${node.kind} statement must be in a loop`);
      return `${node.kind};`;
    case 'dml': {
      const value = expression(context, node.value);
      const rows = collectionKind(value.type) === 'list' ? value.type.args[0] : value.type;
      if (!isSObject(rows))
        throw new CompileError(node, `DML requires SObject or SObject list type: ${value.type.name}`);
      return `$.dml("${node.operation}",${value.code},"${node.mode}",${context.enforcesSharing});`;
    }
    case 'runas': {
      const user = expression(context, node.user);
      return `$.runAs(${user.code});try${block(context, node.body)}finally{$.endRunAs();}`;
    }
  }
}

function expressionStatement(context: Context, node: Expression): string {
  if (node.kind === 'postfix') {
    return expressionStatement(context, { ...node, kind: 'unary', op: node.op });
  }
  const allowed = ['assign', 'call', 'dotcall', 'new', 'unary'];
  if (!allowed.includes(node.kind)) throw new CompileError(node, 'Expression cannot be a statement');
  return expression(context, node).code;
}

function forLoop(context: Context, node: Statement & { kind: 'for' }): string {
  // The grammar of the parser allows a list here, Salesforce's does not.
  if (node.update[1]) throw new CompileError(node.update[1], "Expecting ')' but was: ','");
  let init = '';
  for (const statement of node.init) {
    if (statement.kind === 'local') {
      const type = context.world.resolve(statement.type, context.decl);
      const parts = statement.declarators.map((declarator) => {
        const value = declarator.value ? expressionAs(context, declarator.value, type).code : 'null';
        return `${context.declare(declarator, declarator.name, type).js}=${value}`;
      });
      init = `let ${parts.join(',')}`;
    } else if (statement.kind === 'expression') {
      init += (init ? ',' : '') + expressionStatement(context, statement.expression);
    }
  }
  const test = node.condition ? conditionOf(expression(context, node.condition), node.condition) : '';
  const update = node.update.map((item) => expressionStatement(context, item)).join(',');
  return `for(${init};${test};${update})${loopBody(context, node.body)}`;
}

function forEach(context: Context, node: Statement & { kind: 'foreach' }): string {
  const source = expression(context, node.source);
  const type = context.world.resolve(node.type, context.decl);
  const kind = collectionKind(source.type);
  const iterable = kind ? source.type : iterableOf(context, source.type);
  if (kind === 'map' || !iterable) {
    throw new CompileError(node, `Loop must iterate over a collection type: ${source.type.name}`);
  }
  const element = iterable.args[0];
  const variable = context.temporary();
  let walk = `$.walk(${source.code})`;
  let given: Type = element;
  if (kind === 'list' && collectionKind(type) === 'list' && isSObject(element) && source.isQuery) {
    walk = `$.batches(${source.code})`;
    given = source.type;
  }
  const value = coerce(
    context,
    node,
    { code: variable, type: given },
    type,
    `Loop variable must be of type ${given.name}`
  );
  const local = context.declare(node, node.name, type);
  const body = loopBody(context, node.body);
  return `for(${variable} of ${walk}){let ${local.js}=${value.code};${body}}`;
}

/** The `Iterable<T>` a type is or implements. */
function iterableOf(context: Context, type: Type): Type | null {
  if (type.key.startsWith('iterable<')) return type;
  for (const base of context.world.supertypes(type)) {
    const found = iterableOf(context, base);
    if (found) return found;
  }
  return null;
}

function switchStatement(context: Context, node: Statement & { kind: 'switch' }): string {
  const subject = expression(context, node.subject);
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
  const { type: on } = subject;
  const isObject = on === OBJECT || on.decl.kind === 'class' || isSObject(on);
  if (!isObject && !isEnum(on) && !['integer', 'long', 'string'].includes(on.key)) {
    throw new CompileError(node.subject, `Illegal switch expression type: ${on.name}`);
  }
  const variable = context.temporary();
  const branches: string[] = [];
  let otherwise = '';
  const seen = new Set<string>();
  for (const branch of node.cases) {
    if (branch.isElse) {
      otherwise = block(context, branch.body);
      continue;
    }
    branches.push(switchBranch(context, branch, subject.type, variable, seen));
  }
  const chain = branches.join('else ');
  const last = otherwise ? (chain ? `else${otherwise}` : otherwise) : '';
  return `${variable}=${subject.code};${chain}${last}`;
}

function switchBranch(
  context: Context,
  branch: SwitchCase,
  subject: Type,
  variable: string,
  seen: Set<string>
): string {
  const { world, unit } = context;
  if (branch.type && branch.binding) {
    const type = world.resolve(branch.type, context.decl);
    const matcher = unit.constant(`$.matcher(${JSON.stringify(type.name)})`);
    return context.scoped(() => {
      const local = context.declare(branch, branch.binding as string, type);
      return `${onLine(branch.line)}if($.is(${variable},${matcher})){let ${local.js}=${variable};${block(context, branch.body)}}`;
    });
  }
  const tests = branch.values.map((value) => {
    let code: string;
    if (value.kind === 'name' && isEnum(subject)) {
      const decl = subject.decl;
      const constants =
        decl.kind === 'class' ? decl.node.constants : decl.kind === 'platform' ? (decl.signature.constants ?? []) : [];
      const index = constants.findIndex((constant) => constant.toLowerCase() === value.name.toLowerCase());
      if (index < 0) throw new CompileError(value, `Enum value does not exist: ${subject.name}.${value.name}`);
      const shown = JSON.stringify(decl.kind === 'class' ? decl.key : decl.kind === 'platform' ? decl.name : '');
      code =
        decl.kind === 'class'
          ? unit.constant(`$.enumConstant(${shown},${index})`)
          : unit.constant(`$.platformEnum(${shown},${JSON.stringify(constants[index])},${index})`);
      code = `${variable}===${code}`;
    } else if (value.kind === 'literal') {
      if (value.type === 'null') code = `${variable}===null`;
      else {
        const literal = coerce(context, value, expression(context, value), subject);
        // String labels of a switch are compared with case, unlike ==:
        // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
        code = `${variable}===${literal.code}`;
      }
    } else throw new CompileError(value, 'Invalid switch value');
    if (seen.has(code)) throw new CompileError(value, 'Duplicate when value');
    seen.add(code);
    return code;
  });
  return `${onLine(branch.line)}if(${tests.join('||')})${block(context, branch.body)}`;
}

function tryStatement(context: Context, node: Statement & { kind: 'try' }): string {
  const { world } = context;
  let code = node.catches.length > 0 ? `try${block(context, node.body)}` : block(context, node.body);
  if (node.catches.length > 0) {
    const raw = context.temporary();
    const caught = context.temporary();
    const branches = node.catches.map((clause) => {
      const type = world.resolve(clause.type, context.decl);
      if (!world.isException(type)) throw new CompileError(clause, `Catch type must be an exception: ${type.name}`);
      return context.scoped(() => {
        const local = context.declare(clause, clause.name, type);
        const test =
          type.decl.kind === 'class'
            ? `${caught} instanceof ${context.classCode(type.decl)}`
            : `$.isException(${caught},${JSON.stringify(type.decl.kind === 'platform' ? type.decl.name.toLowerCase() : '')})`;
        return `${onLine(clause.line)}if(${test}){let ${local.js}=${caught};${block(context, clause.body)}}`;
      });
    });
    code += `catch(${raw}_){${raw}=${raw}_;${caught}=$.caught(${raw});if(${caught}===null)throw ${raw};${branches.join('else ')}else throw ${raw};}`;
  }
  if (node.finallyBody) {
    // Exceptions that cannot be caught skip finally blocks too:
    // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_exception_methods.htm
    const fatal = context.temporary();
    code =
      `${fatal}=false;try{${code}}catch(${fatal}_){${fatal}=$.uncatchable(${fatal}_);throw ${fatal}_;}` +
      `finally{if(!${fatal})${block(context, node.finallyBody)}}`;
  }
  return code;
}

/** Whether control can leave a statement list at its end: decides "missing return statement". */
export function completes(statements: Statement[]): boolean {
  return statements.every(canComplete);
}

function canComplete(node: Statement): boolean {
  switch (node.kind) {
    case 'return':
    case 'throw':
      return false;
    case 'block':
      return completes(node.statements);
    case 'runas':
      return completes(node.body.statements);
    case 'if':
      return !node.otherwise || canComplete(node.then) || canComplete(node.otherwise);
    case 'try': {
      if (node.finallyBody && !completes(node.finallyBody.statements)) return false;
      return completes(node.body.statements) || node.catches.some((clause) => completes(clause.body.statements));
    }
    case 'switch':
      return (
        !node.cases.some((branch) => branch.isElse) || node.cases.some((branch) => completes(branch.body.statements))
      );
    case 'while':
      return !(node.condition.kind === 'literal' && node.condition.value === 'true');
    case 'for':
      return node.condition !== null;
    default:
      return true;
  }
}
