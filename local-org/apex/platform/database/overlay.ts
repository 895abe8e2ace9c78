import type { Identity, Row, RowChange, Transaction } from '../../contract';
import { abortedIds, pendingRows } from '../async/pending-rows';
import { runningUser } from '../running-user';

/** Setup objects whose rows a test sees, as in an org; of users only the one who runs the tests. */
const VISIBLE_IN_TESTS = new Set(['organization', 'profile', 'permissionset']);

interface Change {
  object: string;
  inserted: boolean;
  /** The row as the org held it before an update. */
  before: Row;
  /** Null once deleted. */
  row: Row | null;
}

/**
 * The rows one transaction sees: what the org holds, overlaid with the transaction's own changes.
 * A test starts from nothing but its user, its org, profiles and permission sets, because Apex tests do not see the org's data.
 */
export class RowOverlay {
  readonly #changes = new Map<string, Change>();

  /** `seed` is what `@TestSetup` left behind. */
  constructor(seed: RowChange[] = []) {
    for (const { operation, object, row } of seed) {
      if (operation === 'delete') this.delete(object, row);
      else this.write(object, row, operation === 'insert' ? null : {});
    }
  }

  rows(tx: Transaction, object: string): Row[] {
    const rows: Row[] = [];
    const aborted = abortedIds(tx);
    for (const row of [...this.#base(tx, object), ...pendingRows(tx, object)]) {
      if (aborted.has(String(row.Id))) continue;
      const change = this.#changes.get(String(row.Id));
      if (!change) rows.push(row);
      else if (change.row) rows.push(change.row);
    }
    for (const change of this.#changes.values()) {
      if (change.inserted && change.row && change.object === object) rows.push(change.row);
    }
    return rows;
  }

  /** `before` is the row that is updated, null for an insert. */
  write(object: string, row: Row, before: Row | null): void {
    const known = this.#changes.get(String(row.Id));
    if (known) known.row = row;
    else this.#changes.set(String(row.Id), { object, inserted: before === null, before: before ?? {}, row });
  }

  delete(object: string, row: Row): void {
    const id = String(row.Id);
    if (this.#changes.get(id)?.inserted) this.#changes.delete(id);
    else this.#changes.set(id, { object, inserted: false, before: row, row: null });
  }

  /** Net effect, one entry a row, in order of first touch: an insert carries the whole row, an update what it changed. */
  changes(): RowChange[] {
    return [...this.#changes].map(([id, { object, inserted, before, row }]) => {
      if (row === null) return { operation: 'delete', object, row: { Id: id } };
      if (inserted) return { operation: 'insert', object, row };
      const changed = Object.entries(row).filter(([name, value]) => value !== before[name]);
      return { operation: 'update', object, row: { Id: id, ...Object.fromEntries(changed) } };
    });
  }

  #base(tx: Transaction, object: string): Row[] {
    if (!tx.test) return tx.host.rows(object);
    const key = object.toLowerCase();
    if (key === 'user') return tx.host.rows(object).filter((row) => row.Id === tx.host.identity().userId);
    if (key === 'userpermissionaccess') return [permissionsOf(runningUser(tx))];
    return VISIBLE_IN_TESTS.has(key) ? tx.host.rows(object) : [];
  }
}

/** The one row of UserPermissionAccess: what the running user holds. */
function permissionsOf({ userId, userPermissions }: Identity): Row {
  return { Id: userId, ...Object.fromEntries(userPermissions.map((name) => [`Permissions${name}`, true])) };
}
