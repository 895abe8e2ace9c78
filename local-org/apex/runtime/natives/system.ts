import type { NativeType, Transaction } from '../../contract';
import { ApexType } from '../apex-type';
import { equal, same } from '../arithmetic';
import { keyOf } from '../collections';
import { stackTraceString } from '../exceptions';
import { valueOfText } from '../text';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexException,
  apexException,
  ApexId,
  ApexList,
  ApexMap,
  EnumValue,
  SObject
} from '../values';
import { given, notNullText } from './support';

type Tx = Transaction;

/** Equality of asserts: like `==`, but Strings with case. */
function assertEqual(expected: unknown, actual: unknown): boolean {
  if (typeof expected === 'string' && typeof actual === 'string') return expected === actual;
  return equal(expected, actual);
}

function failure(text: string, message: unknown): Error {
  const shown = message === null || message === undefined ? '' : `: ${valueOfText(message)}`;
  return apexException('System.AssertException', `Assertion Failed${shown}${text ? `: ${text}` : ''}`);
}

function checkEqual(_tx: Tx, expected: unknown, actual: unknown, message: unknown = null): void {
  if (!assertEqual(expected, actual))
    throw failure(`Expected: ${valueOfText(expected)}, Actual: ${valueOfText(actual)}`, message);
}

function checkNotEqual(_tx: Tx, expected: unknown, actual: unknown, message: unknown = null): void {
  if (assertEqual(expected, actual)) throw failure(`Same value: ${valueOfText(expected)}`, message);
}

function checkTrue(_tx: Tx, condition: boolean | null, message: unknown = null): void {
  if (condition !== true) throw failure('', message);
}

/** Counts an assertion of a test, whatever becomes of it. */
function counted<A extends unknown[]>(check: (tx: Tx, ...args: A) => void) {
  return (tx: Tx, ...args: A): void => {
    if (tx.test) tx.test.assertions++;
    check(tx, ...args);
  };
}

const assertEquals = counted(checkEqual);
const assertNotEquals = counted(checkNotEqual);
const assertTrue = counted(checkTrue);
const assertFalse = counted((tx: Tx, condition: boolean | null, message: string | null = null) =>
  checkTrue(tx, condition === null ? null : !condition, message)
);
const assertNull = counted((tx: Tx, value: unknown, message: string | null = null) =>
  checkEqual(tx, null, value, message)
);
const assertNotNull = counted((tx: Tx, value: unknown, message: string | null = null) =>
  checkNotEqual(tx, null, value, message)
);
const assertInstance = counted((tx: Tx, value: unknown, type: ApexType | null, message: string | null = null) =>
  checkTrue(tx, isInstance(tx, value, type), message)
);
const fail = counted((_tx: Tx, message: string | null = null) => {
  throw failure('', message);
});

const system: NativeType = {
  name: 'System.System',
  statics: {
    'assert(boolean)': assertTrue,
    'assert(boolean,object)': assertTrue,
    'assertequals(object,object)': assertEquals,
    'assertequals(object,object,object)': assertEquals,
    'assertnotequals(object,object)': assertNotEquals,
    'assertnotequals(object,object,object)': assertNotEquals,
    // Values in debug statements may be secrets, so nothing is printed here.
    'debug(object)': () => undefined,
    'debug(object,object)': () => undefined,
    'now()': (tx: Tx) => new ApexDatetime(tx.host.now()),
    'today()': (tx: Tx) => new ApexDate(Math.floor(tx.host.now() / 86_400_000)),
    'currenttimemillis()': (tx: Tx) => BigInt(tx.host.now()),
    'equals(object,object)': (_tx: Tx, a: unknown, b: unknown) => equal(a, b)
  }
};

function isInstance(tx: Tx, value: unknown, type: ApexType | null): boolean {
  const name = given(type).name;
  if (value === null) return false;
  for (let info = tx.classOf(value); info; info = info.superclass) {
    if (info.name.toLowerCase() === name.toLowerCase()) return true;
    if (info.interfaces.some((item) => item.toLowerCase() === name.toLowerCase())) return true;
  }
  if (value instanceof ApexException) {
    const own = value.typeName.toLowerCase().replace(/^system\./, '');
    return own === name.toLowerCase() || name.toLowerCase() === 'exception';
  }
  return false;
}

const assert: NativeType = {
  name: 'System.Assert',
  statics: {
    'areequal(object,object)': assertEquals,
    'areequal(object,object,string)': assertEquals,
    'arenotequal(object,object)': assertNotEquals,
    'arenotequal(object,object,string)': assertNotEquals,
    'istrue(boolean)': assertTrue,
    'istrue(boolean,string)': assertTrue,
    'isfalse(boolean)': assertFalse,
    'isfalse(boolean,string)': assertFalse,
    'isnull(object)': assertNull,
    'isnull(object,string)': assertNull,
    'isnotnull(object)': assertNotNull,
    'isnotnull(object,string)': assertNotNull,
    'fail()': fail,
    'fail(string)': fail,
    'isinstanceoftype(object,type)': assertInstance,
    'isinstanceoftype(object,type,string)': assertInstance
  }
};

function testState(tx: Tx) {
  if (!tx.test) throw apexException('System.TypeException', 'Test methods can be called only from test context');
  return tx.test;
}

const test: NativeType = {
  name: 'System.Test',
  statics: {
    'isrunningtest()': (tx: Tx) => tx.test !== null,
    'setmock(type,object)': (tx: Tx, type: ApexType | null, mock: unknown) => {
      testState(tx).mocks.set(
        given(type)
          .name.toLowerCase()
          .replace(/^system\./, ''),
        given(mock)
      );
    }
  }
};

const type: NativeType = {
  name: 'System.Type',
  instanceClass: ApexType as unknown as new () => object,
  instance: {
    'getname()': (_tx: Tx, self: ApexType) => self.name,
    'tostring()': (_tx: Tx, self: ApexType) => self.name,
    'equals(object)': (_tx: Tx, self: ApexType, other: unknown) => self === other,
    'newinstance()': (tx: Tx, self: ApexType) => {
      const info = tx.classNamed(self.name);
      if (!info) throw apexException('System.TypeException', `Type cannot be constructed: ${self.name}`);
      return tx.newInstance(info);
    }
  },
  statics: {
    'forname(string)': (tx: Tx, name: string | null) => {
      const info = tx.classNamed(notNullText(name));
      return info ? ApexType.named(info.name) : null;
    }
  }
};

const object: NativeType = {
  name: 'System.Object',
  instance: {
    'tostring()': (_tx: Tx, self: unknown) => valueOfText(self),
    'equals(object)': (_tx: Tx, self: unknown, other: unknown) =>
      typeof self === 'string' ? self === other : equal(self, other) || same(self, other),
    'hashcode()': (_tx: Tx, self: unknown) => {
      let hash = 0;
      for (const c of keyOf(self)) hash = (Math.imul(hash, 31) + (c.codePointAt(0) ?? 0)) | 0;
      return hash;
    }
  }
};

function failureAt(self: ApexException, index: number | null) {
  const found = self.dmlFailures[given(index)];
  if (!found) throw apexException('System.ListException', `List index out of bounds: ${index}`);
  return found;
}

const exception: NativeType = {
  name: 'System.Exception',
  instanceClass: ApexException,
  instance: {
    'getmessage()': (_tx: Tx, self: ApexException) =>
      self.apexMessage ??
      (self.apexCause ? `${self.apexCause.typeName}: ${self.apexCause.apexMessage ?? ''}` : 'Script-thrown exception'),
    'setmessage(string)': (_tx: Tx, self: ApexException, message: string | null) => {
      self.apexMessage = message;
    },
    'getcause()': (_tx: Tx, self: ApexException) => self.apexCause,
    'initcause(exception)': (_tx: Tx, self: ApexException, cause: ApexException | null) => {
      if (self.apexCause) throw apexException('System.IllegalStateException', 'Cause already set');
      self.apexCause = cause;
    },
    'getstacktracestring()': (_tx: Tx, self: ApexException) => stackTraceString(self),
    'getlinenumber()': (_tx: Tx, self: ApexException) => self.frames[0]?.line ?? 0,
    'gettypename()': (_tx: Tx, self: ApexException) => self.typeName,
    'tostring()': (_tx: Tx, self: ApexException) => valueOfText(self),
    'getnumdml()': (_tx: Tx, self: ApexException) => self.dmlFailures.length,
    'getdmlmessage(integer)': (_tx: Tx, self: ApexException, index: number | null) => failureAt(self, index).message,
    'getdmlindex(integer)': (_tx: Tx, self: ApexException, index: number | null) => failureAt(self, index).index,
    'getdmlid(integer)': (_tx: Tx, self: ApexException, index: number | null) => failureAt(self, index).id,
    'getdmlstatuscode(integer)': (_tx: Tx, self: ApexException, index: number | null) => failureAt(self, index).status,
    'getdmlfieldnames(integer)': (_tx: Tx, self: ApexException, index: number | null) =>
      new ApexList<unknown>(failureAt(self, index).fields, 'String')
  }
};

const blob: NativeType = {
  name: 'System.Blob',
  instanceClass: ApexBlob,
  instance: {
    'size()': (_tx: Tx, self: ApexBlob) => self.bytes.length,
    'tostring()': (_tx: Tx, self: ApexBlob) => {
      const text = self.bytes.toString('utf8');
      if (!Buffer.from(text, 'utf8').equals(self.bytes)) {
        throw apexException('System.StringException', 'BLOB is not a valid UTF-8 string');
      }
      return text;
    }
  },
  statics: { 'valueof(string)': (_tx: Tx, text: string | null) => new ApexBlob(Buffer.from(notNullText(text), 'utf8')) }
};

const id: NativeType = {
  name: 'System.Id',
  instanceClass: ApexId as unknown as new () => object,
  instance: {
    'to15()': (_tx: Tx, self: ApexId) => self.value.slice(0, 15),
    'equals(string)': (_tx: Tx, self: ApexId, other: string | null) => equal(self, other)
  },
  statics: { 'valueof(string)': (_tx: Tx, text: string | null) => ApexId.of(notNullText(text)) }
};

function checkedField(self: SObject, name: string): string {
  const field = self.field(name);
  if (!field) throw apexException('System.SObjectException', `Invalid field ${name} for ${self.schema.name}`);
  return field.name;
}

const sobject: NativeType = {
  name: 'System.SObject',
  instanceClass: SObject,
  instance: {
    'get(string)': (_tx: Tx, self: SObject, name: string | null) => self.get(checkedField(self, notNullText(name))),
    'put(string,object)': (_tx: Tx, self: SObject, name: string | null, value: unknown) => {
      const field = checkedField(self, notNullText(name));
      const before = self.values.get(field.toLowerCase()) ?? null;
      self.put(field, value);
      return before;
    },
    'isset(string)': (_tx: Tx, self: SObject, name: string | null) => self.isSet(checkedField(self, notNullText(name))),
    'getpopulatedfieldsasmap()': (_tx: Tx, self: SObject) =>
      new ApexMap<unknown, unknown>(
        [...self.values].map(([name, value]) => [self.field(name)?.name ?? name, value]),
        'String',
        'Object'
      ),
    'clone()': (_tx: Tx, self: SObject) =>
      new SObject(
        self.schema,
        [...self.values].filter(([name]) => name !== 'id')
      )
  }
};

const enumeration: NativeType = { name: 'System.Enum', instanceClass: EnumValue };

export const systemTypes: NativeType[] = [
  system,
  assert,
  test,
  type,
  object,
  exception,
  blob,
  id,
  sobject,
  enumeration
];
