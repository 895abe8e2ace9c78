import type * as Cst from '@apexdevtools/apex-parser';
import type { ConditionNode, Expression, FieldPath, QueryNode, QueryValue } from './ast';
import { at, Unsupported } from './parse';
import { convertExpression, unescapeString } from './parse-expression';

/** Converts an inline SOQL query; clauses that the database does not execute are refused by name. */
export function convertQuery(context: Cst.QueryContext): QueryNode {
  const node = at(context);
  const refused: [unknown, string][] = [
    [context.usingScope(), 'USING SCOPE'],
    [context.groupByClause(), 'GROUP BY'],
    [context.allRowsClause(), 'ALL ROWS'],
    [context.forClauses()?.FOR_list().length, 'FOR UPDATE / FOR VIEW'],
    [context.updateList(), 'UPDATE TRACKING']
  ];
  for (const [clause, name] of refused) if (clause) throw new Unsupported(node, `SOQL ${name}`);
  const from = context.fromNameList();
  if (from.fieldName_list().length !== 1) throw new Unsupported(node, 'SOQL with several objects in FROM');
  const query: QueryNode = {
    ...node,
    object: path(from.fieldName(0)),
    fields: [],
    count: false,
    where: context.whereClause() ? logical(context.whereClause().whereLogicalExpression()) : null,
    orderBy: [],
    limit: context.limitClause() ? amount(context.limitClause()) : null,
    offset: context.offsetClause() ? amount(context.offsetClause()) : null,
    mode: mode(context.withClause())
  };
  for (const entry of context.selectList().selectEntry_list()) {
    const call = entry.soqlFunction();
    if (call) {
      if (!call.COUNT() || call.fieldName() || context.selectList().selectEntry_list().length > 1) {
        throw new Unsupported(at(entry), `SOQL ${entry.getText()}`);
      }
      query.count = true;
    } else if (entry.fieldName()) query.fields.push(path(entry.fieldName()));
    else throw new Unsupported(at(entry), `SOQL ${entry.getText()}`);
  }
  for (const order of context.orderByClause()?.fieldOrderList().fieldOrder_list() ?? []) {
    if (!order.fieldName()) throw new Unsupported(at(order), `SOQL ORDER BY ${order.getText()}`);
    // Nulls come first unless NULLS LAST is written, ascending or descending:
    // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_orderby.htm
    query.orderBy.push({
      ...path(order.fieldName()),
      descending: order.DESC() !== null,
      nullsLast: order.LAST() !== null
    });
  }
  return query;
}

function path(context: Cst.FieldNameContext): FieldPath {
  return { ...at(context), path: context.getText() };
}

function mode(context: Cst.WithClauseContext | null): QueryNode['mode'] {
  if (!context) return 'unspecified';
  if (context.USER_MODE()) return 'user';
  if (context.SYSTEM_MODE()) return 'system';
  throw new Unsupported(at(context), `SOQL ${context.getText()}`);
}

function amount(context: Cst.LimitClauseContext | Cst.OffsetClauseContext): Expression {
  if (context.boundExpression()) return convertExpression(context.boundExpression().expression());
  return { ...at(context), kind: 'literal', type: 'Integer', value: context.IntegerLiteral().getText() };
}

function logical(context: Cst.WhereLogicalExpressionContext): ConditionNode {
  const parts = context.whereConditionalExpression_list().map(conditional);
  if (context.NOT()) return { op: 'not', part: parts[0] };
  if (parts.length === 1) return parts[0];
  return { op: context.SOQLAND_list().length > 0 ? 'and' : 'or', parts };
}

function conditional(context: Cst.WhereConditionalExpressionContext): ConditionNode {
  if (context.whereLogicalExpression()) return logical(context.whereLogicalExpression());
  const field = context.whereFieldExpression().fieldExpression();
  if (!field?.fieldName()) throw new Unsupported(at(context), `The SOQL condition "${context.getText()}"`);
  const operator = field.comparisonOperator().getText().toLowerCase();
  const known: Record<string, string> = { '<>': '!=', notin: 'not in' };
  const op = known[operator] ?? operator;
  if (!['=', '!=', '<', '<=', '>', '>=', 'like', 'in', 'not in'].includes(op)) {
    throw new Unsupported(at(context), `The SOQL operator ${operator}`);
  }
  return { op: 'compare', operator: op, field: path(field.fieldName()), value: value(field.value()) };
}

function value(context: Cst.ValueContext): QueryValue {
  const text = context.getText();
  if (context.boundExpression())
    return { kind: 'bind', expression: convertExpression(context.boundExpression().expression()) };
  if (context.valueList()) return { kind: 'list', values: context.valueList().value_list().map(value) };
  if (context.NULL()) return { kind: 'constant', type: 'null', text };
  if (context.BooleanLiteral()) return { kind: 'constant', type: 'boolean', text: text.toLowerCase() };
  if (context.StringLiteral()) return { kind: 'constant', type: 'string', text: unescapeString(text.slice(1, -1)) };
  if (context.signedNumber()) return { kind: 'constant', type: 'number', text };
  if (context.DateLiteral()) return { kind: 'constant', type: 'date', text };
  if (context.DateTimeLiteral()) return { kind: 'constant', type: 'datetime', text };
  if (context.dateFormula()) return { kind: 'constant', type: 'dateformula', text: text.toUpperCase() };
  throw new Unsupported(at(context), `The SOQL value "${text.slice(0, 60)}"`);
}
