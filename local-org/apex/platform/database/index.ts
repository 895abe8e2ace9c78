import type { QueryPlan, Row, RowChange, Transaction, TransactionDatabase } from '../../contract';
import { apexException } from '../../runtime/values';
import { DmlStatement, recordsOf, type Operation } from './dml';
import { RowOverlay } from './overlay';
import { QueryRun } from './query';
import { MixedDmlGuard } from './setup-dml';

const MAX_DML_STATEMENTS = 150;
const MAX_DML_ROWS = 10_000;

/** State of a transaction that is inside the action of its Visualforce page: only there a page may write. */
export const PAGE_ACTION = 'page action';

class OverlayDatabase implements TransactionDatabase {
  readonly #overlay: RowOverlay;
  readonly #guard = new MixedDmlGuard();
  #tx: Transaction | null = null;
  /** Whether there was DML outside and inside Test.startTest … stopTest. */
  readonly #dirty = { outside: false, inside: false };

  readonly #maxStatements: number;

  constructor(seed: RowChange[], readOnly: boolean) {
    this.#overlay = new RowOverlay(seed);
    this.#maxStatements = readOnly ? 0 : MAX_DML_STATEMENTS;
  }

  query(tx: Transaction, plan: QueryPlan): unknown {
    return new QueryRun(tx, plan, this.#overlay).run();
  }

  rows(tx: Transaction, object: string): Row[] {
    return this.#overlay.rows(tx, object);
  }

  dml(
    tx: Transaction,
    operation: Operation,
    operand: unknown,
    mode: 'user' | 'system' | 'unspecified',
    sharing = false
  ): void {
    const records = recordsOf(operand);
    if (records.length === 0) return;
    if (tx.context === 'visualforce' && !tx.state.has(PAGE_ACTION)) {
      throw apexException('System.LimitException', 'DML currently not allowed');
    }
    tx.limits.dmlStatements++;
    if (tx.limits.dmlStatements > this.#maxStatements) {
      throw apexException('System.LimitException', `Too many DML statements: ${this.#maxStatements + 1}`);
    }
    tx.limits.dmlRows += records.length;
    if (tx.limits.dmlRows > MAX_DML_ROWS) {
      throw apexException('System.LimitException', `Too many DML rows: ${MAX_DML_ROWS + 1}`);
    }
    const enforce = { user: mode === 'user', sharing: sharing || mode === 'user' };
    new DmlStatement(tx, operation, enforce, this.#overlay, this.#guard).run(records);
    this.noteWork(tx);
  }

  /**
   * DML before Test.startTest does not stand in the way of callouts after it.
   *
   * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_restful_http_testing_dml.htm
   */
  get hasUncommittedWork(): boolean {
    return this.#tx?.test?.insideStartStop ? this.#dirty.inside : this.#dirty.outside || this.#dirty.inside;
  }

  noteWork(tx: Transaction): void {
    this.#tx = tx;
    this.#dirty[tx.test?.insideStartStop ? 'inside' : 'outside'] = true;
  }

  separate(body: () => void): void {
    const before = { ...this.#dirty };
    Object.assign(this.#dirty, { outside: false, inside: false });
    try {
      body();
    } finally {
      Object.assign(this.#dirty, before);
    }
  }

  changes(): RowChange[] {
    return this.#overlay.changes();
  }
}

/**
 * A database for one transaction. `seed` is what `@TestSetup` left behind, as its `changes()`;
 * a transaction of a cacheable method is read-only: its first DML statement is one too many.
 */
export function createTransactionDatabase(
  seed: RowChange[] = [],
  { readOnly = false }: { readOnly?: boolean } = {}
): TransactionDatabase {
  return new OverlayDatabase(seed, readOnly);
}
