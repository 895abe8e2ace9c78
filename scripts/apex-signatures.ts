/**
 * Builds `local-org/apex/signatures/platform-v65.json`: the Apex platform's types and members at API 65.0, as the type stubs
 * of the apex-dev-tools project record them. Run after changing the selection below:
 * `node -r ts-node/register scripts/apex-signatures.ts`. Needs no Java.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { PlatformSignatures, SObjectSignature, TypeSignature } from '../local-org/apex/compiler/signatures';
import { readClassFile, type JavaClass } from './java-class-file';

const ROOT = 'com/nawforce/runforce/';

/** Namespaces of the platform that the package may touch; of the large ConnectApi only what deals with credentials. */
const NAMESPACES = new Set([
  'System',
  'Schema',
  'dom',
  'Auth',
  'Database',
  'Metadata',
  'ApexPages',
  'Site',
  'ConnectApi',
  'Messaging'
]);
const CONNECT_API =
  /Credential|ExternalAuth|IdentityProvider|Principal|CalloutStatus|NetworkConnection|^ConnectApi|AuthProvider/;
/** Of the large Messaging only the notification that the package sends. */
const MESSAGING = /^CustomNotification$/;
const INTERNAL = new Set(['Object$', 'SObjectType$', 'SObjectFields$', 'DescribeSObjectResult$', 'SObjectTypeFields$']);

/** Platform objects the package queries or names. Add a name, run the script, commit the JSON. */
const SOBJECTS = [
  'ApexClass',
  'AsyncApexJob',
  'AuthProvider',
  'CronJobDetail',
  'CronTrigger',
  'CustomNotificationType',
  'Domain',
  'Group',
  'NamedCredential',
  'Organization',
  'PermissionSet',
  'PermissionSetAssignment',
  'Profile',
  'SetupAuditTrail',
  'SetupEntityAccess',
  'User',
  'UserPermissionAccess',
  'CustomPermission'
];

function javaLib(): string {
  return path.join(path.dirname(require.resolve('@salesforce/code-analyzer-pmd-engine')), '..', 'dist', 'java-lib');
}

function readJar(pattern: RegExp, wanted: (name: string) => boolean): Map<string, JavaClass> {
  const jar = readdirSync(javaLib()).find((file) => pattern.test(file));
  if (!jar) throw new Error(`No type stubs matching ${pattern} in @salesforce/code-analyzer-pmd-engine`);
  const entries = unzipSync(new Uint8Array(readFileSync(path.join(javaLib(), jar))), {
    filter: (file) => file.name.startsWith(ROOT) && file.name.endsWith('.class') && wanted(simpleName(file.name))
  });
  return new Map(Object.entries(entries).map(([name, bytes]) => [simpleName(name), readClassFile(bytes)]));
}

/** `System/List` out of `com/nawforce/runforce/System/List.class`. */
function simpleName(entry: string): string {
  return entry.slice(ROOT.length).replace(/\.class$/, '');
}

/** Apex spelling of a Java internal name: `Dom.XmlNode`, `System.List`. */
function apexName(internal: string): string {
  if (internal === 'java/lang/Object') return 'Object';
  if (internal === 'java/lang/String') return 'System.String';
  if (!internal.startsWith(ROOT)) throw new Error(`Type outside the stubs: ${internal}`);
  const name = internal.slice(ROOT.length);
  if (name === 'Internal/Object$' || name === 'Internal/Any$') return 'Object';
  const [namespace, simple] = name.split('/');
  const own = simple.replace(/\$$/, '').replace('$', '.');
  if (namespace === 'SObjects' || namespace === 'SObjectStubs') return own;
  return `${namespace === 'dom' ? 'Dom' : namespace}.${own}`;
}

/** Reads types out of a Java signature; `System.` is dropped, arrays become lists. */
class SignatureReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Names of the type variables declared at the start: `<K:Ljava/lang/Object;V:…>`. */
  typeVariables(): string[] {
    const names: string[] = [];
    if (this.text[this.at] !== '<') return names;
    this.at++;
    while (this.text[this.at] !== '>') {
      const colon = this.text.indexOf(':', this.at);
      names.push(this.text.slice(this.at, colon));
      this.at = colon;
      while (this.text[this.at] === ':') {
        this.at++;
        if (this.text[this.at] !== ':') this.type();
      }
    }
    this.at++;
    return names;
  }

  /** Parameter types and return type of a method signature. */
  method(): { parameters: string[]; result: string } {
    this.typeVariables();
    if (this.text[this.at++] !== '(') throw new Error(`Not a method signature: ${this.text}`);
    const parameters: string[] = [];
    while (this.text[this.at] !== ')') parameters.push(this.type());
    this.at++;
    return { parameters, result: this.type() };
  }

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  type(): string {
    const kind = this.text[this.at++];
    if (kind === 'V') return 'void';
    if (kind === 'I') return 'Integer';
    if (kind === 'Z') return 'Boolean';
    if (kind === '[') return `List<${this.type()}>`;
    if (kind === '*') return 'Object';
    if (kind === '+' || kind === '-') return this.type();
    if (kind === 'T') {
      const end = this.text.indexOf(';', this.at);
      const name = this.text.slice(this.at, end);
      this.at = end + 1;
      return name;
    }
    if (kind !== 'L') throw new Error(`Unknown type in signature ${this.text}`);
    const end = this.text.slice(this.at).search(/[;<]/) + this.at;
    const name = apexName(this.text.slice(this.at, end)).replace(/^System\./, '');
    this.at = end;
    const args: string[] = [];
    if (this.text[this.at] === '<') {
      this.at++;
      while (this.text[this.at] !== '>') args.push(this.type());
      this.at++;
    }
    this.at++;
    const generic = args.length > 0 && !/^Internal\.|^Schema\.SObjectType$/.test(name);
    return generic ? `${name}<${args.join(',')}>` : name;
  }
}

function typeSignature(java: JavaClass): TypeSignature {
  const isEnum = java.superName === 'java/lang/Enum';
  const type: TypeSignature = { kind: isEnum ? 'enum' : java.isInterface ? 'interface' : 'class' };
  if (isEnum) {
    type.constants = java.fields.filter((field) => field.isPublic && field.isStatic).map((field) => field.name);
    return type;
  }
  if (java.signature) {
    const reader = new SignatureReader(java.signature);
    const variables = reader.typeVariables();
    if (variables.length) type.variables = variables;
    const superType = reader.type();
    if (superType !== 'Object') type.extends = superType;
    const interfaces: string[] = [];
    while (!reader.atEnd()) interfaces.push(reader.type());
    if (interfaces.length) type.implements = interfaces;
  } else {
    if (java.superName && java.superName !== 'java/lang/Object')
      type.extends = apexName(java.superName).replace(/^System\./, '');
    if (java.interfaces.length)
      type.implements = java.interfaces.map((name) => apexName(name).replace(/^System\./, ''));
  }
  for (const field of java.fields.filter((member) => member.isPublic)) {
    (type.fields ??= []).push([
      field.name.replace(/\$$/, ''),
      new SignatureReader(field.signature).type(),
      field.isStatic ? 1 : 0
    ]);
  }
  for (const method of java.methods.filter((member) => member.isPublic)) {
    const { parameters, result } = new SignatureReader(method.signature).method();
    if (method.name === '<init>') (type.constructors ??= []).push(parameters);
    else if (method.name !== '<clinit>') {
      (type.methods ??= []).push([method.name.replace(/\$$/, ''), result, method.isStatic ? 1 : 0, ...parameters]);
    }
  }
  return type;
}

function sobjectSignature(java: JavaClass): SObjectSignature {
  const fields: Record<string, string> = {};
  for (const field of java.fields) {
    if (field.isStatic || !field.isPublic) continue;
    const type = new SignatureReader(field.signature).type();
    if (!type.startsWith('List<')) fields[field.name] = type;
  }
  return { fields };
}

function build(): PlatformSignatures {
  const standard = readJar(/^standard-types-65.*\.jar$/, (name) => {
    const [namespace, simple] = name.split('/');
    if (namespace === 'Internal') return INTERNAL.has(simple);
    return (
      NAMESPACES.has(namespace) &&
      (namespace !== 'ConnectApi' || CONNECT_API.test(simple)) &&
      (namespace !== 'Messaging' || MESSAGING.test(simple))
    );
  });
  const objects = new Set(SOBJECTS);
  const sobjects = readJar(/^sobject-types-65.*\.jar$/, (name) => objects.has(name.split('/')[1]));
  const stubbed = readJar(
    /^standard-types-65.*\.jar$/,
    (name) => name.startsWith('SObjectStubs/') && objects.has(name.split('/')[1])
  );
  const result: PlatformSignatures = {
    provenance:
      'Extracted from standard-types 65.0.0 and sobject-types 65.0.0 by the apex-dev-tools project ' +
      '(https://github.com/apex-dev-tools/standard-types, BSD-3-Clause), as distributed in ' +
      '@salesforce/code-analyzer-pmd-engine 0.46.0. Names and signatures only.',
    apiVersion: '65.0',
    types: {},
    sobjects: {}
  };
  for (const [, java] of [...standard].sort(([a], [b]) => a.localeCompare(b))) {
    result.types[apexName(java.name)] = typeSignature(java);
  }
  for (const name of [...objects].sort()) {
    const java = sobjects.get(`SObjects/${name}`) ?? stubbed.get(`SObjectStubs/${name}`);
    if (!java) throw new Error(`No stub for sObject ${name}`);
    result.sobjects[name] = sobjectSignature(java);
  }
  return result;
}

const target = path.join(__dirname, '..', 'local-org', 'apex', 'signatures', 'platform-v65.json');
const signatures = build();
const lines = (table: Record<string, unknown>): string =>
  Object.entries(table)
    .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
writeFileSync(
  target,
  `{\n  "provenance": ${JSON.stringify(signatures.provenance)},\n  "apiVersion": "65.0",\n` +
    `  "types": {\n${lines(signatures.types)}\n  },\n  "sobjects": {\n${lines(signatures.sobjects)}\n  }\n}\n`
);
console.log(
  `${Object.keys(signatures.types).length} types, ${Object.keys(signatures.sobjects).length} sObjects written`
);
