/**
 * `lightning/platformUtilityBarApi` of the local org: a utility finds its own id, and changes how the bar shows it. Other members are left out.
 *
 * @see https://developer.salesforce.com/docs/service/api-console/guide/sforce-api-console-lwc-updateutility.html
 */

/** How the bar shows a utility; what is absent stays as it is. */
export interface UtilityAttributes {
  label?: string;
  /** Name of an SLDS utility icon without its category: `einstein`. */
  icon?: string;
  iconVariant?: 'success' | 'warning' | 'error';
  highlighted?: boolean;
}

type Change = (attributes: UtilityAttributes) => void;

const KNOWN = ['label', 'icon', 'iconVariant', 'highlighted'];
const changes = new Map<string, Change>();
let enclosing: string | null = null;

/** Called by the utility bar for each of its items. */
export function registerUtility(id: string, change: Change): void {
  changes.set(id, change);
}

/** Creates and inserts a utility's component; while it does, the component asks for its utility's id. */
export function insideUtility(id: string, insert: () => void): void {
  enclosing = id;
  try {
    insert();
  } finally {
    enclosing = null;
  }
}

/** Wire adapter with the id of the utility that the component is in; null outside of the bar. */
export class EnclosingUtilityId {
  private readonly id = enclosing;
  private readonly emit: (id: string | null) => void;

  constructor(emit: (id: string | null) => void) {
    this.emit = emit;
  }

  connect(): void {
    this.emit(this.id);
  }

  update(): void {
    this.emit(this.id);
  }

  disconnect(): void {
    // Nothing was registered.
  }
}

/** Changes how the bar shows a utility. Resolves to true; rejects for an unknown id or attribute. */
export function updateUtility(id: string, attributes: UtilityAttributes): Promise<boolean> {
  const change = changes.get(id);
  if (!change) {
    return Promise.reject(new Error(`There is no utility ${id}.`));
  }
  const unknown = Object.keys(attributes).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) {
    return Promise.reject(new Error(`A utility has no ${unknown}.`));
  }
  change(attributes);
  return Promise.resolve(true);
}
