import type { Row, RowChange } from '../../apex/contract';

/** Rows of the package's own objects, by object and id. In memory, for one run. */
export class RecordStore {
  private readonly objects = new Map<string, Map<string, Row>>();

  /** Rows of one custom object in the order of their insertion, as copies. */
  rows(object: string): Row[] {
    return [...(this.objects.get(object.toLowerCase())?.values() ?? [])].map((row) => ({ ...row }));
  }

  /**
   * Carries out the changes of one transaction: all, or none when one is impossible.
   *
   * @throws Error for an object that is not a custom object, an insert over a row and an update or delete of none
   */
  commit(changes: RowChange[]): void {
    const staged = new Map<string, Map<string, Row>>();
    for (const { operation, object, row } of changes) {
      const name = object.toLowerCase();
      const id = row.Id;
      if (!name.endsWith('__c')) {
        throw new Error(`The local org keeps no records of ${object}.`);
      }
      if (typeof id !== 'string') {
        throw new Error(`A ${operation} of ${object} came without an id.`);
      }
      const rows = staged.get(name) ?? new Map(this.objects.get(name));
      staged.set(name, rows);
      const present = rows.get(id);
      if ((operation === 'insert') === (present !== undefined)) {
        throw new Error(`Cannot ${operation} ${object} ${id}: it ${present ? 'exists' : 'does not exist'}.`);
      }
      if (operation === 'delete') {
        rows.delete(id);
      } else {
        rows.set(id, { ...present, ...row });
      }
    }
    staged.forEach((rows, name) => this.objects.set(name, rows));
  }
}
