import type { NativeType, Row, Transaction } from '../contract';
import { ApexDatetime, ApexId, NotImplementedLocally } from '../runtime/values';
import { runningUser } from './running-user';

/** `System.TimeZone`, by its IANA name. */
export class ApexTimeZone {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  /** Milliseconds to add to GMT at that instant. */
  offset(instant: ApexDatetime): number {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: this.id, timeZoneName: 'longOffset' }).formatToParts(
      instant.time
    );
    const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
    if (!match) return 0;
    return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
  }
}

/** A field of the running user's row. */
function userField(tx: Transaction, field: string): Row[string] {
  const { userId } = runningUser(tx);
  const row = tx.db.rows(tx, 'User').find(({ Id }) => Id === userId);
  if (!row || row[field] === undefined) throw new NotImplementedLocally(`The running user's ${field}`);
  return row[field];
}

/** Whether a permission set in force grants a custom permission; names ignore case, an unknown permission is not granted. */
export function holdsCustomPermission(tx: Transaction, name: string | null): boolean {
  const wanted = name?.toLowerCase();
  return runningUser(tx).permissionSets.some((set) =>
    [...(tx.project.permissionSets.get(set)?.customPermissions ?? [])].some(
      (granted) => granted.toLowerCase() === wanted
    )
  );
}

export const userTypes: NativeType[] = [
  {
    name: 'System.UserInfo',
    statics: {
      'getuserid()': (tx: Transaction) => ApexId.of(runningUser(tx).userId).value,
      'getname()': (tx: Transaction) => runningUser(tx).fullName,
      'getusername()': (tx: Transaction) => runningUser(tx).userName,
      'getuseremail()': (tx: Transaction) => userField(tx, 'Email'),
      'getorganizationid()': (tx: Transaction) => ApexId.of(runningUser(tx).orgId).value,
      'getorganizationname()': (tx: Transaction) => runningUser(tx).orgName,
      'getprofileid()': (tx: Transaction) => userField(tx, 'ProfileId'),
      'getsessionid()': (tx: Transaction) => runningUser(tx).sessionId,
      'getlocale()': (tx: Transaction) => runningUser(tx).locale,
      'gettimezone()': (tx: Transaction) => new ApexTimeZone(runningUser(tx).timeZone)
    }
  },
  {
    name: 'System.TimeZone',
    instanceClass: ApexTimeZone,
    instance: {
      'getid()': (_: Transaction, self: ApexTimeZone) => self.id,
      'getoffset(datetime)': (_: Transaction, self: ApexTimeZone, instant: ApexDatetime) => self.offset(instant),
      'tostring()': (_: Transaction, self: ApexTimeZone) => self.id
    },
    statics: { 'gettimezone(string)': (_: Transaction, id: string) => new ApexTimeZone(id) }
  },
  {
    name: 'System.FeatureManagement',
    statics: { 'checkpermission(string)': (tx: Transaction, name: string | null) => holdsCustomPermission(tx, name) }
  }
];
