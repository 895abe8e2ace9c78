import { platformSignatures, type TypeSignature } from '../compiler/signatures';
import type { Json, NativeType, Transaction } from '../contract';
import { ApexList, ApexMap, EnumValue, apexException, platformEnum } from '../runtime/values';
import { parseTypeName, typeNameText, type TypeName } from './type-name';

/** An input or output class of ConnectApi: its fields by name, lower-cased. */
abstract class ConnectRecord {
  readonly values = new Map<string, unknown>();
}

const CONNECT_API = 'ConnectApi.';

/** Classes with JavaScript behind them, by qualified name. */
const classes = new Map<string, new () => ConnectRecord>();

/** Methods that are implemented, and whether they write. */
const METHODS: Record<string, 'reads' | 'definition' | 'credentials' | 'refreshes'> = {
  getNamedCredential: 'reads',
  getNamedCredentials: 'reads',
  getExternalCredential: 'reads',
  getExternalCredentials: 'reads',
  getCredential: 'reads',
  getOAuthCredentialAuthUrl: 'reads',
  getExternalAuthIdentityProvider: 'reads',
  getExternalAuthIdentityProviders: 'reads',
  getExternalAuthIdentityProviderCredentials: 'reads',
  createCredential: 'refreshes',
  updateExternalAuthIdentityProvider: 'definition',
  updateExternalAuthIdentityProviderCredentials: 'credentials'
};

/** Error codes of exceptions that the methods threw. */
const errorCodes = new WeakMap<object, string>();

function connectException(code: string, message: string): Error {
  const exception = apexException('ConnectApi.ConnectApiException', message);
  errorCodes.set(exception, code);
  return exception;
}

/**
 * Calls a method of `ConnectApi.NamedCredentials` in the org.
 *
 * @throws ConnectApi.ConnectApiException for what the org refuses, and System.UnsupportedOperationException in tests
 */
function call(tx: Transaction, method: string, result: string, args: unknown[]): unknown {
  if (tx.test) {
    throw apexException(
      'System.UnsupportedOperationException',
      'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).'
    );
  }
  const kind = METHODS[method];
  if (kind === 'definition' || kind === 'credentials') {
    separateWrites(tx, kind);
  }
  const reply = tx.host.connect(method, args.map(toJson));
  if (!reply.ok) {
    throw connectException(reply.code, reply.message);
  }
  if (reply.isWork) {
    tx.db.noteWork(tx);
  }
  return toApex(parseTypeName(result), reply.value);
}

/**
 * "Create metadata and credentials in two transactions":
 * https://developer.salesforce.com/docs/platform/named-credentials/guide/nc-create-oauth-cred.html
 */
function separateWrites(tx: Transaction, kind: 'definition' | 'credentials'): void {
  const before = tx.state.get('ConnectApi.NamedCredentials') as string | undefined;
  if (before !== undefined && before !== kind) {
    throw connectException(
      'MIXED_DML_OPERATION',
      'Definition and credentials of an identity provider are written in separate transactions.'
    );
  }
  tx.state.set('ConnectApi.NamedCredentials', kind);
}

function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (value instanceof EnumValue) return value.name;
  if (value instanceof ApexList) return value.items.map(toJson);
  if (value instanceof ApexMap)
    return Object.fromEntries(value.entries().map(([key, item]) => [String(key), toJson(item)]));
  if (value instanceof ConnectRecord) {
    const { fields = [] } = signatureOf(value);
    return Object.fromEntries(fields.map(([name]) => [name, toJson(value.values.get(name.toLowerCase()) ?? null)]));
  }
  throw new Error('Not a value that ConnectApi takes.');
}

function signatureOf(value: ConnectRecord): TypeSignature {
  const name = [...classes].find(([, known]) => value instanceof known)?.[0] ?? '';
  return platformSignatures().types[name];
}

function toApex(type: TypeName, json: Json | undefined): unknown {
  if (json === null || json === undefined) return null;
  if (Array.isArray(json)) {
    return new ApexList<unknown>(
      json.map((item) => toApex(type.of[0], item)),
      typeNameText(type.of[0])
    );
  }
  const signature = platformSignatures().types[type.name];
  if (signature?.kind === 'enum') {
    const constant = typeof json === 'string' ? json : '';
    const index = signature.constants?.indexOf(constant) ?? -1;
    if (index < 0) throw new Error(`${type.name} has no ${constant}.`);
    return platformEnum(type.name, constant, index);
  }
  if (typeof json !== 'object') return json;
  if (type.name === 'Map') {
    return new ApexMap<unknown, unknown>(
      Object.entries(json).map(([key, item]) => [key, toApex(type.of[1], item)]),
      'String',
      typeNameText(type.of[1])
    );
  }
  const made = classes.get(type.name);
  if (!made) throw new Error(`The local org has no ${type.name}.`);
  const record = new made();
  for (const [name, fieldType] of signature.fields ?? []) {
    record.values.set(name.toLowerCase(), toApex(parseTypeName(fieldType), json[name]));
  }
  return record;
}

/** Input and output classes: every one in the signature table that has fields. */
function recordTypes(): NativeType[] {
  return Object.entries(platformSignatures().types)
    .filter(([name, { kind, fields }]) => name.startsWith(CONNECT_API) && kind === 'class' && fields)
    .map(([name, { fields = [] }]): NativeType => {
      const made = class extends ConnectRecord {};
      classes.set(name, made);
      const instance: NonNullable<NativeType['instance']> = {};
      for (const [field] of fields) {
        const key = field.toLowerCase();
        instance[`get ${key}`] = (_: Transaction, self: ConnectRecord) => self.values.get(key) ?? null;
        instance[`set ${key}`] = (_: Transaction, self: ConnectRecord, value: unknown) =>
          void self.values.set(key, value);
      }
      return { name, instanceClass: made, constructors: { '()': () => new made() }, instance };
    });
}

/** `ConnectApi.NamedCredentials`: the methods that the package uses; the others are refused when they are compiled. */
function namedCredentials(): NativeType {
  const name = `${CONNECT_API}NamedCredentials`;
  const statics = (platformSignatures().types[name].methods ?? [])
    .filter(([method]) => Object.hasOwn(METHODS, method))
    // A credential of OAuth is created by an authorization; what is left is to refresh it.
    .filter(([method, , , ...parameters]) => method !== 'createCredential' || parameters.length === 2)
    .map(([method, result, , ...parameters]) => [
      `${method}(${parameters.join(',')})`.toLowerCase(),
      (tx: Transaction, ...args: unknown[]) => call(tx, method, result, args)
    ]);
  return { name, statics: Object.fromEntries(statics) as NativeType['statics'] };
}

export const connectApiTypes: NativeType[] = [
  ...recordTypes(),
  namedCredentials(),
  {
    name: 'ConnectApi.ConnectApiException',
    instance: { 'geterrorcode()': (_: Transaction, self: object) => errorCodes.get(self) ?? null }
  }
];
