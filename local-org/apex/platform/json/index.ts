import type { NativeType, Transaction } from '../../contract';
import { ApexType } from '../../runtime/apex-type';
import { apexException } from '../../runtime/values';
import { Deserializer, untyped } from './deserialize';
import { parseJson } from './parse';
import { serializeJson } from './serialize';

function deserialize(tx: Transaction, text: string | null, type: ApexType | null, strict: boolean): unknown {
  if (type === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
  return new Deserializer(tx, { accepts: () => true, strict }).read(type.name, parseJson(text));
}

/**
 * `System.JSON`.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm
 */
export const jsonType: NativeType = {
  name: 'System.JSON',
  statics: {
    'serialize(object)': (tx: Transaction, value: unknown) =>
      serializeJson(tx, value, { suppressNulls: false, pretty: false }),
    'serialize(object,boolean)': (tx: Transaction, value: unknown, suppressNulls: boolean) =>
      serializeJson(tx, value, { suppressNulls, pretty: false }),
    'serializepretty(object)': (tx: Transaction, value: unknown) =>
      serializeJson(tx, value, { suppressNulls: false, pretty: true }),
    'serializepretty(object,boolean)': (tx: Transaction, value: unknown, suppressNulls: boolean) =>
      serializeJson(tx, value, { suppressNulls, pretty: true }),
    'deserialize(string,type)': (tx: Transaction, text: string | null, type: ApexType | null) =>
      deserialize(tx, text, type, false),
    'deserializestrict(string,type)': (tx: Transaction, text: string | null, type: ApexType | null) =>
      deserialize(tx, text, type, true),
    'deserializeuntyped(string)': (_: Transaction, text: string | null) => untyped(parseJson(text))
  }
};
