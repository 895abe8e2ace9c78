import type { NativeType, Transaction } from '../contract';

/** `System.Limits`: what the local runtime counts, with the limits of a synchronous transaction. */
export const limitsType: NativeType = {
  name: 'System.Limits',
  statics: {
    'getcallouts()': (tx: Transaction) => tx.limits.callouts,
    'getlimitcallouts()': () => 100,
    'getqueries()': (tx: Transaction) => tx.limits.queries,
    'getlimitqueries()': () => 100,
    'getqueryrows()': (tx: Transaction) => tx.limits.queryRows,
    'getlimitqueryrows()': () => 50_000,
    'getdmlstatements()': (tx: Transaction) => tx.limits.dmlStatements,
    'getlimitdmlstatements()': () => 150,
    'getdmlrows()': (tx: Transaction) => tx.limits.dmlRows,
    'getlimitdmlrows()': () => 10_000
  }
};
