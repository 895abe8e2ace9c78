import type { Condition, QueryPlan } from '../contract';
import { ApexDate, ApexDatetime } from './values';

/** A plan as the compiler writes it: values may be `{$bind: n}`, `{$date: text}` or `{$datetime: text}`. */
export type PlannedQuery = Omit<QueryPlan, 'limit' | 'offset'>;

/** The plan with its values in place, ready for the database. */
export function bindPlan(plan: PlannedQuery, binds: unknown[], limit: number | null, offset: number | null): QueryPlan {
  return { ...plan, where: plan.where && bindCondition(plan.where, binds), limit, offset };
}

function bindCondition(condition: Condition, binds: unknown[]): Condition {
  switch (condition.op) {
    case 'and':
    case 'or':
      return { op: condition.op, parts: condition.parts.map((part) => bindCondition(part, binds)) };
    case 'not':
      return { op: 'not', part: bindCondition(condition.part, binds) };
    default:
      return { ...condition, value: bindValue(condition.value, binds) };
  }
}

function bindValue(value: unknown, binds: unknown[]): unknown {
  if (Array.isArray(value)) return value.map((item) => bindValue(item, binds));
  if (typeof value !== 'object' || value === null) return value;
  const marked = value as { $bind?: number; $date?: string; $datetime?: string };
  if (marked.$bind !== undefined) return binds[marked.$bind];
  if (marked.$date !== undefined) return ApexDate.parse(marked.$date);
  if (marked.$datetime !== undefined) return ApexDatetime.fromIso(marked.$datetime);
  throw new Error('A value of an unknown form in a query plan');
}
