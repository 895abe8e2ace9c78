import type * as Cst from '@apexdevtools/apex-parser';
import type { BlockNode, Declarator, Statement, SwitchCase } from './ast';
import { at, convertTypeRef, Unsupported } from './parse';
import { convertExpression, unescapeString } from './parse-expression';

/** Converts the variables of a declaration. */
export function convertDeclarators(context: Cst.VariableDeclaratorsContext): Declarator[] {
  return context.variableDeclarator_list().map((declarator) => ({
    ...at(declarator),
    name: declarator.id().getText(),
    value: declarator.expression() ? convertExpression(declarator.expression()) : null
  }));
}

/** Converts a block of statements. */
export function convertBlock(context: Cst.BlockContext): BlockNode {
  return {
    ...at(context),
    kind: 'block',
    statements: context.statement_list().map(convertStatement),
    endLine: context.stop?.line ?? context.start.line
  };
}

function convertLocal(context: Cst.LocalVariableDeclarationContext): Statement {
  return {
    ...at(context),
    kind: 'local',
    type: convertTypeRef(context.typeRef()),
    declarators: convertDeclarators(context.variableDeclarators())
  };
}

function accessMode(context: Cst.AccessLevelContext | null): 'user' | 'system' | 'unspecified' {
  return context ? (context.USER() ? 'user' : 'system') : 'unspecified';
}

function convertStatement(context: Cst.StatementContext): Statement {
  const node = at(context);
  if (context.block()) return convertBlock(context.block());
  if (context.localVariableDeclarationStatement()) {
    return convertLocal(context.localVariableDeclarationStatement().localVariableDeclaration());
  }
  if (context.expressionStatement()) {
    return { ...node, kind: 'expression', expression: convertExpression(context.expressionStatement().expression()) };
  }
  if (context.ifStatement()) {
    const statement = context.ifStatement();
    const [then, otherwise] = statement.statement_list();
    return {
      ...node,
      kind: 'if',
      condition: convertExpression(statement.parExpression().expression()),
      then: convertStatement(then),
      otherwise: otherwise ? convertStatement(otherwise) : null
    };
  }
  if (context.returnStatement()) {
    const value = context.returnStatement().expression();
    return { ...node, kind: 'return', value: value ? convertExpression(value) : null };
  }
  if (context.throwStatement()) {
    return { ...node, kind: 'throw', value: convertExpression(context.throwStatement().expression()) };
  }
  if (context.breakStatement()) return { ...node, kind: 'break' };
  if (context.continueStatement()) return { ...node, kind: 'continue' };
  if (context.tryStatement()) return convertTry(context.tryStatement());
  if (context.switchStatement()) {
    const statement = context.switchStatement();
    return {
      ...node,
      kind: 'switch',
      subject: convertExpression(statement.expression()),
      cases: statement.whenControl_list().map(convertCase)
    };
  }
  if (context.forStatement()) return convertFor(context.forStatement());
  if (context.whileStatement()) {
    const statement = context.whileStatement();
    return {
      ...node,
      kind: 'while',
      condition: convertExpression(statement.parExpression().expression()),
      body: statement.statement() ? convertStatement(statement.statement()) : null
    };
  }
  if (context.doWhileStatement()) {
    const statement = context.doWhileStatement();
    return {
      ...node,
      kind: 'do',
      condition: convertExpression(statement.parExpression().expression()),
      body: convertBlock(statement.block())
    };
  }
  if (context.runAsStatement()) {
    const statement = context.runAsStatement();
    const users = statement.expressionList()?.expression_list() ?? [];
    if (users.length !== 1) throw new Unsupported(node, 'System.runAs with other than one argument');
    return { ...node, kind: 'runas', user: convertExpression(users[0]), body: convertBlock(statement.block()) };
  }
  const dml =
    context.insertStatement() ?? context.updateStatement() ?? context.deleteStatement() ?? context.upsertStatement();
  if (dml) {
    if (context.upsertStatement()?.qualifiedName()) throw new Unsupported(node, 'Upsert by an external id field');
    return {
      ...node,
      kind: 'dml',
      operation: context.insertStatement()
        ? 'insert'
        : context.updateStatement()
          ? 'update'
          : context.deleteStatement()
            ? 'delete'
            : 'upsert',
      mode: accessMode(dml.accessLevel()),
      value: convertExpression(dml.expression())
    };
  }
  throw new Unsupported(node, `The statement starting with "${context.start.text}"`);
}

function convertTry(context: Cst.TryStatementContext): Statement {
  return {
    ...at(context),
    kind: 'try',
    body: convertBlock(context.block()),
    catches: context.catchClause_list().map((clause) => ({
      ...at(clause),
      type: { ...at(clause), name: clause.qualifiedName().getText(), args: [] },
      name: clause.id().getText(),
      body: convertBlock(clause.block())
    })),
    finallyBody: context.finallyBlock() ? convertBlock(context.finallyBlock().block()) : null
  };
}

function convertFor(context: Cst.ForStatementContext): Statement {
  const control = context.forControl();
  const body = context.statement() ? convertStatement(context.statement()) : null;
  const each = control.enhancedForControl();
  if (each) {
    return {
      ...at(context),
      kind: 'foreach',
      type: convertTypeRef(each.typeRef()),
      name: each.id().getText(),
      source: convertExpression(each.expression()),
      body
    };
  }
  const init = control.forInit();
  let first: Statement[] = [];
  if (init?.localVariableDeclaration()) first = [convertLocal(init.localVariableDeclaration())];
  else if (init?.expressionList()) {
    first = init
      .expressionList()
      .expression_list()
      .map((expression) => ({ ...at(expression), kind: 'expression', expression: convertExpression(expression) }));
  }
  return {
    ...at(context),
    kind: 'for',
    init: first,
    condition: control.expression() ? convertExpression(control.expression()) : null,
    update: control.forUpdate()?.expressionList().expression_list().map(convertExpression) ?? [],
    body
  };
}

function convertCase(context: Cst.WhenControlContext): SwitchCase {
  const value = context.whenValue();
  return {
    ...at(context),
    values: value.whenLiteral_list().map(convertWhenLiteral),
    type: value.typeRef() ? convertTypeRef(value.typeRef()) : null,
    binding: value.id()?.getText() ?? null,
    isElse: value.ELSE() !== null,
    body: convertBlock(context.block())
  };
}

function convertWhenLiteral(context: Cst.WhenLiteralContext): SwitchCase['values'][number] {
  const node = at(context);
  if (context.whenLiteral()) return convertWhenLiteral(context.whenLiteral());
  if (context.NULL()) return { ...node, kind: 'literal', type: 'null', value: 'null' };
  if (context.StringLiteral()) {
    return {
      ...node,
      kind: 'literal',
      type: 'String',
      value: unescapeString(context.StringLiteral().getText().slice(1, -1))
    };
  }
  if (context.IntegerLiteral() || context.LongLiteral()) {
    const literal = context.IntegerLiteral() ?? context.LongLiteral();
    const sign = context.SUB_list().length % 2 === 1 ? '-' : '';
    return {
      ...node,
      kind: 'literal',
      type: context.LongLiteral() ? 'Long' : 'Integer',
      value: sign + literal.getText().replace(/L$/i, '')
    };
  }
  if (context.qualifiedName()) return { ...node, kind: 'name', name: context.qualifiedName().getText() };
  throw new Unsupported(node, `The switch value "${context.getText()}"`);
}
