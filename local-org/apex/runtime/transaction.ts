import type {
  ApexClassInfo,
  ApexProject,
  HostConnection,
  LimitCounters,
  MemberKey,
  TestState,
  Transaction,
  TransactionDatabase
} from '../contract';
import { apexException, ApexException, NotImplementedLocally, nullPointer, type SObject } from './values';

/** What a transaction asks about compiled classes. */
export interface ClassDirectory {
  infoOf(value: object): ApexClassInfo | null;
  named(name: string): ApexClassInfo | null;
  create(info: ApexClassInfo): unknown;
  allocate(info: ApexClassInfo): unknown;
}

export interface TransactionOptions {
  host: HostConnection;
  db: TransactionDatabase;
  context: Transaction['context'];
  /** Set for test methods. */
  test?: TestState;
}

/** A running transaction: the state of static variables and of platform classes, thrown away at its end. */
export class ApexTransaction implements Transaction {
  readonly test: TestState | null;
  readonly host: HostConnection;
  readonly db: TransactionDatabase;
  readonly limits: LimitCounters = { queries: 0, queryRows: 0, dmlStatements: 0, dmlRows: 0, callouts: 0 };
  readonly project: ApexProject;
  readonly state = new Map<string, unknown>();
  readonly context: Transaction['context'];
  /** Static variables by class. */
  readonly statics = new Map<string, Record<string, unknown>>();
  readonly runAsStack: unknown[] = [];
  private readonly classes: ClassDirectory;

  constructor(project: ApexProject, classes: ClassDirectory, options: TransactionOptions) {
    this.project = project;
    this.classes = classes;
    this.host = options.host;
    this.db = options.db;
    this.context = options.context;
    this.test = options.test ?? null;
  }

  /**
   * Puts the user of System.runAs in force. A user that was not inserted is inserted; each runAs counts as a DML statement.
   *
   * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_runas.htm
   */
  startRunAs(test: TestState, user: SObject): void {
    if (!user.values.get('id')) this.db.dml(this, 'insert', user, 'system');
    else this.limits.dmlStatements++;
    this.runAsStack.push(test.runAs);
    test.runAs = user;
  }

  exception(typeName: string, message: string, cause?: unknown): Error {
    return apexException(typeName, message, cause instanceof ApexException ? cause : null);
  }

  invoke(target: unknown, key: MemberKey, args: unknown[]): unknown {
    if (target === null) throw nullPointer();
    const member = (target as Record<string, unknown>)[key];
    if (typeof member !== 'function')
      throw new NotImplementedLocally(`${key} on ${(target as object).constructor?.name}`);
    return member.apply(target, args);
  }

  classOf(value: unknown): ApexClassInfo | null {
    return typeof value === 'object' && value !== null ? this.classes.infoOf(value) : null;
  }

  classNamed(name: string): ApexClassInfo | null {
    return this.classes.named(name);
  }

  newInstance(info: ApexClassInfo): unknown {
    return this.classes.create(info);
  }

  allocate(info: ApexClassInfo): unknown {
    return this.classes.allocate(info);
  }
}
