import type { ConditionNode, FieldPath, Node, QueryNode, QueryValue } from './ast';
import type { Context, Typed } from './context';
import { onLine } from './context';
import { expression, expressionAs } from './expressions';
import type { Type } from './types';
import { isSObject } from './types';
import { CompileError } from './world';

/** Compiles an inline query: its plan is a constant of the file, bind values are passed when it runs. */
export function compileQuery(context: Context, node: QueryNode): Typed {
  const { world, unit } = context;
  const type = world.sobject(node.object.path);
  if (!type || type.decl.kind !== 'sobject') {
    throw new CompileError(node.object, `sObject type '${node.object.path}' is not supported`);
  }
  const binds: string[] = [];
  const plan = {
    object: type.decl.schema.name,
    fields: node.fields.map((field) => checkedPath(context, type, field)),
    count: node.count,
    where: node.where ? compileCondition(context, type, node.where, binds) : null,
    orderBy: node.orderBy.map((order) => ({
      field: checkedPath(context, type, order),
      descending: order.descending,
      nullsLast: order.nullsLast
    })),
    mode: node.mode,
    sharing: context.enforcesSharing
  };
  const integer = world.system('Integer');
  const limit = node.limit ? expressionAs(context, node.limit, integer).code : 'null';
  const offset = node.offset ? expressionAs(context, node.offset, integer).code : 'null';
  const constant = unit.constant(`$.plan(${JSON.stringify(plan)})`);
  const code = `${onLine(node.line)}$.query(${constant},[${binds.join(',')}],${limit},${offset})`;
  if (node.count) return { code, type: integer, nonNull: true };
  return { code, type: world.system('List', type), nonNull: true, isQuery: true };
}

/** Checks a field path (`CreatedBy.Name`) against the schemas; returns it in canonical case. */
function checkedPath(context: Context, type: Type, field: FieldPath): string {
  const parts = field.path.split('.');
  let current = type;
  return parts
    .map((part, index) => {
      if (current.decl.kind !== 'sobject') throw new CompileError(field, `No such column '${part}'`);
      const { schema } = current.decl;
      if (index === parts.length - 1) {
        const found = schema.fields.get(part.toLowerCase());
        if (!found) throw new CompileError(field, `No such column '${part}' on entity '${schema.name}'`);
        return found.name;
      }
      for (const candidate of schema.fields.values()) {
        if (candidate.relationshipName?.toLowerCase() === part.toLowerCase()) {
          const parent = candidate.referenceTo ? context.world.sobject(candidate.referenceTo) : null;
          if (!parent)
            throw new CompileError(field, `The local org does not have the object behind ${schema.name}.${part}`);
          current = parent;
          return candidate.relationshipName;
        }
      }
      throw new CompileError(field, `Didn't understand relationship '${part}' in field path`);
    })
    .join('.');
}

type PlannedCondition =
  | { op: 'and' | 'or'; parts: PlannedCondition[] }
  | { op: 'not'; part: PlannedCondition }
  | { op: string; field: string; value: unknown };

function compileCondition(context: Context, type: Type, node: ConditionNode, binds: string[]): PlannedCondition {
  if (node.op === 'not') return { op: 'not', part: compileCondition(context, type, node.part, binds) };
  if (node.op !== 'compare') {
    return { op: node.op, parts: node.parts.map((part) => compileCondition(context, type, part, binds)) };
  }
  return {
    op: node.operator,
    field: checkedPath(context, type, node.field),
    value: compileValue(context, node.field, node.value, binds)
  };
}

/** Constants become plain values, binds become `{$bind: n}`, dates `{$date: text}` and `{$datetime: text}`. */
function compileValue(context: Context, at: Node, value: QueryValue, binds: string[]): unknown {
  if (value.kind === 'list') return value.values.map((item) => compileValue(context, at, item, binds));
  if (value.kind === 'bind') {
    const bound = expression(context, value.expression);
    if (bound.type.decl.kind === 'class') {
      throw new CompileError(value.expression, `Invalid bind expression type of ${bound.type.name}`);
    }
    if (isSObject(bound.type)) {
      binds.push(`$.idOf(${bound.code})`);
    } else binds.push(bound.code);
    return { $bind: binds.length - 1 };
  }
  switch (value.type) {
    case 'null':
      return null;
    case 'boolean':
      return value.text === 'true';
    case 'number':
      return Number(value.text);
    case 'date':
      return { $date: value.text };
    case 'datetime':
      return { $datetime: value.text };
    case 'dateformula':
      throw new CompileError(at, `The SOQL date literal ${value.text} is not supported by the local Apex compiler`);
    default:
      return value.text;
  }
}
