import * as Apex from '@apexdevtools/apex-parser';
import type * as Cst from '@apexdevtools/apex-parser';
import type { Expression, TypeNode } from './ast';
import { at, convertTypeRef, Unsupported } from './parse';
import { convertQuery } from './parse-query';

/** Converts an expression of the parse tree. */
export function convertExpression(context: Cst.ExpressionContext): Expression {
  const node = at(context);
  if (context instanceof Apex.PrimaryExpressionContext) return convertPrimary(context.primary());
  if (context instanceof Apex.SubExpressionContext) return convertExpression(context.expression());
  if (context instanceof Apex.DotExpressionContext) {
    const target = convertExpression(context.expression());
    const safe = context.QUESTIONDOT() !== null;
    const call = context.dotMethodCall();
    if (call) {
      return {
        ...at(call),
        kind: 'dotcall',
        target,
        name: call.anyId().getText(),
        args: args(call.expressionList()),
        safe
      };
    }
    return { ...at(context.anyId()), kind: 'dot', target, name: context.anyId().getText(), safe };
  }
  if (context instanceof Apex.MethodCallExpressionContext) {
    const call = context.methodCall();
    const name = call.THIS() ? 'this' : call.SUPER() ? 'super' : call.id().getText();
    return { ...node, kind: 'call', name, args: args(call.expressionList()) };
  }
  if (context instanceof Apex.NewExpressionContext) return convertCreator(context.creator());
  if (context instanceof Apex.ArrayExpressionContext) {
    const [target, index] = context.expression_list().map(convertExpression);
    return { ...node, kind: 'index', target, index };
  }
  if (context instanceof Apex.CastExpressionContext) {
    return {
      ...node,
      kind: 'cast',
      type: convertTypeRef(context.typeRef()),
      operand: convertExpression(context.expression())
    };
  }
  if (context instanceof Apex.InstanceOfExpressionContext) {
    return {
      ...node,
      kind: 'instanceof',
      type: convertTypeRef(context.typeRef()),
      operand: convertExpression(context.expression())
    };
  }
  if (context instanceof Apex.PostOpExpressionContext) {
    return {
      ...node,
      kind: 'postfix',
      op: context.INC() ? '++' : '--',
      operand: convertExpression(context.expression())
    };
  }
  if (context instanceof Apex.PreOpExpressionContext) {
    const op = context.INC() ? '++' : context.DEC() ? '--' : context.ADD() ? '+' : '-';
    return { ...node, kind: 'unary', op, operand: convertExpression(context.expression()) };
  }
  if (context instanceof Apex.NegExpressionContext) {
    return { ...node, kind: 'unary', op: context.BANG() ? '!' : '~', operand: convertExpression(context.expression()) };
  }
  if (context instanceof Apex.CondExpressionContext) {
    const [condition, yes, no] = context.expression_list().map(convertExpression);
    return { ...node, kind: 'conditional', condition, yes, no };
  }
  if (context instanceof Apex.AssignExpressionContext) {
    const [left, right] = context.expression_list().map(convertExpression);
    return { ...node, kind: 'assign', op: operatorText(context), left, right };
  }
  if (
    context instanceof Apex.Arth1ExpressionContext ||
    context instanceof Apex.Arth2ExpressionContext ||
    context instanceof Apex.CmpExpressionContext ||
    context instanceof Apex.EqualityExpressionContext ||
    context instanceof Apex.LogAndExpressionContext ||
    context instanceof Apex.LogOrExpressionContext ||
    context instanceof Apex.BitExpressionContext ||
    context instanceof Apex.BitAndExpressionContext ||
    context instanceof Apex.BitOrExpressionContext ||
    context instanceof Apex.BitNotExpressionContext ||
    context instanceof Apex.CoalExpressionContext
  ) {
    const [left, right] = context.expression_list().map(convertExpression);
    return { ...node, kind: 'binary', op: operatorText(context), left, right };
  }
  throw new Unsupported(node, `The expression "${context.getText().slice(0, 60)}"`);
}

/** The operator between the two operands: the concatenation of the terminals there (`<`, `=` → `<=`). */
function operatorText(context: Cst.ExpressionContext): string {
  return (context.children ?? [])
    .filter((child) => !(child instanceof Apex.ExpressionContext))
    .map((child) => child.getText())
    .join('');
}

function args(context: Cst.ExpressionListContext | null): Expression[] {
  return context?.expression_list().map(convertExpression) ?? [];
}

function convertPrimary(context: Cst.PrimaryContext): Expression {
  const node = at(context);
  if (context instanceof Apex.IdPrimaryContext) return { ...node, kind: 'name', name: context.id().getText() };
  if (context instanceof Apex.ThisPrimaryContext) return { ...node, kind: 'this' };
  if (context instanceof Apex.SuperPrimaryContext) return { ...node, kind: 'super' };
  if (context instanceof Apex.TypeRefPrimaryContext)
    return { ...node, kind: 'classref', type: convertTypeRef(context.typeRef()) };
  if (context instanceof Apex.SoqlPrimaryContext) {
    return { ...node, kind: 'soql', query: convertQuery(context.soqlLiteral().query()) };
  }
  if (context instanceof Apex.LiteralPrimaryContext) return convertLiteral(context.literal());
  throw new Unsupported(node, `"${context.getText().slice(0, 60)}"`);
}

function convertLiteral(context: Cst.LiteralContext): Expression {
  const node = at(context);
  const text = context.getText();
  if (context.NULL()) return { ...node, kind: 'literal', type: 'null', value: 'null' };
  if (context.BooleanLiteral()) return { ...node, kind: 'literal', type: 'Boolean', value: text.toLowerCase() };
  if (context.StringLiteral()) {
    if (/[\r\n]/.test(text)) throw new Unsupported(node, 'A line break in a string literal');
    return { ...node, kind: 'literal', type: 'String', value: unescapeString(text.slice(1, -1)) };
  }
  if (context.IntegerLiteral()) return { ...node, kind: 'literal', type: 'Integer', value: text.replace(/_/g, '') };
  if (context.LongLiteral()) return { ...node, kind: 'literal', type: 'Long', value: text.slice(0, -1) };
  if (context.NumberLiteral()) {
    const isDouble = /[dD]$/.test(text);
    return {
      ...node,
      kind: 'literal',
      type: isDouble ? 'Double' : 'Decimal',
      value: isDouble ? text.slice(0, -1) : text
    };
  }
  throw new Unsupported(node, 'A multi-line string literal');
}

const ESCAPES: Record<string, string> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/** Text of a string literal without its quotes, escapes resolved. */
export function unescapeString(raw: string): string {
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_all, hex: string | undefined, letter: string) =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : (ESCAPES[letter] ?? letter)
  );
}

function convertCreator(context: Cst.CreatorContext): Expression {
  const node = at(context);
  const pairs = context.createdName().idCreatedNamePair_list();
  const typeArguments = pairs[pairs.length - 1].typeList();
  const type: TypeNode = {
    ...node,
    name: pairs.map((pair) => pair.anyId().getText()).join('.'),
    args: typeArguments?.typeRef_list().map(convertTypeRef) ?? []
  };
  if (context.classCreatorRest()) {
    return { ...node, kind: 'new', type, args: args(context.classCreatorRest().arguments().expressionList()) };
  }
  if (context.noRest()) return { ...node, kind: 'newcollection', type, items: [], pairs: [] };
  if (context.setCreatorRest()) {
    const items = context.setCreatorRest().expression_list().map(convertExpression);
    return { ...node, kind: 'newcollection', type, items, pairs: [] };
  }
  if (context.mapCreatorRest()) {
    const entries = context
      .mapCreatorRest()
      .mapCreatorRestPair_list()
      .map((pair): [Expression, Expression] => {
        const [key, value] = pair.expression_list().map(convertExpression);
        return [key, value];
      });
    return { ...node, kind: 'newcollection', type, items: [], pairs: entries };
  }
  const rest = context.arrayCreatorRest();
  const list: TypeNode = { ...node, name: 'List', args: [type] };
  if (rest.expression()) return { ...node, kind: 'newarray', type: list, size: convertExpression(rest.expression()) };
  const items = rest.arrayInitializer()?.expression_list().map(convertExpression) ?? [];
  return { ...node, kind: 'newcollection', type: list, items, pairs: [] };
}
