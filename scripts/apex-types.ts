import { ApexParserFactory, ThrowingErrorListener } from '@apexdevtools/apex-parser';
import { parseClassFile } from '../local-org/apex/compiler/parse';
import type {
  ClassBodyDeclarationContext,
  ClassDeclarationContext,
  ModifierContext,
  TypeRefContext
} from '@apexdevtools/apex-parser';

/** Source of one Apex class. `file` is named in errors. */
export interface ApexSource {
  file: string;
  text: string;
}

interface Member {
  name: string;
  type: string;
  doc: string;
}

interface DataClass {
  name: string;
  base: string | null;
  fields: Member[];
}

interface RemoteMethod {
  className: string;
  name: string;
  parameters: Member[];
  result: string;
  doc: string;
}

interface Model {
  classes: Map<string, DataClass>;
  methods: RemoteMethod[];
}

const SCALARS: Record<string, string> = {
  string: 'string',
  id: 'string',
  datetime: 'string',
  date: 'string',
  time: 'string',
  boolean: 'boolean',
  integer: 'number',
  long: 'number',
  decimal: 'number',
  double: 'number',
  object: 'unknown',
  void: 'void'
};

/**
 * TypeScript declarations for `@AuraEnabled` Apex.
 *
 * Each static method becomes a module `@salesforce/apex/Class.method` whose default export is an `ApexMethod`.
 * Each class that a method takes or returns, directly or not, becomes an interface in the ambient namespace `RelinkApex`,
 * under its simple name. A field is optional where its ApexDoc says that it may be null (contains the word "null"), because Lightning leaves
 * out members without a value; fields of classes used only as parameters follow the same rule. A text field whose ApexDoc begins with the list of
 * its values (`` `a`, `b` or `c` ``) gets their union as its type.
 *
 * @throws Error naming the file for Apex that does not parse, for two data classes of one name, and for a type that Lightning cannot carry.
 */
export function apexDeclarations(sources: ApexSource[]): string {
  const model: Model = { classes: new Map(), methods: [] };
  for (const source of sources) {
    readSource(source, model);
  }
  const used = new Map<string, DataClass>();
  const modules = model.methods.map((method) => methodModule(method, model, used));
  // Interfaces may refer to further classes: printing one can add to `used`, which the iteration then reaches.
  const interfaces: string[] = [];
  for (const dataClass of used.values()) {
    interfaces.push(interfaceText(dataClass, model, used));
  }
  interfaces.sort();
  return [`declare namespace RelinkApex {\n${interfaces.join('\n')}}\n`, ...modules].join('\n');
}

function readSource(source: ApexSource, model: Model): void {
  try {
    const { parser } = ApexParserFactory.createLexerAndParser(source.text, ThrowingErrorListener.INSTANCE);
    const declaration = parser.compilationUnit().typeDeclaration().classDeclaration();
    if (declaration) {
      readClass(declaration, source, model);
    }
  } catch (cause) {
    const [problem] = parseClassFile(source.file, source.text).problems;
    const place = problem ? `${source.file}:${problem.line}:${problem.column}` : source.file;
    throw new Error(`${place}: ${problem?.message ?? (cause instanceof Error ? cause.message : String(cause))}`, {
      cause
    });
  }
}

function readClass(declaration: ClassDeclarationContext, source: ApexSource, model: Model): void {
  const name = declaration.id().getText();
  const dataClass: DataClass = { name, base: declaration.typeRef()?.getText() ?? null, fields: [] };
  for (const body of declaration.classBody().classBodyDeclaration_list()) {
    readMember(body, name, dataClass, source, model);
  }
  if (dataClass.fields.length === 0 && dataClass.base === null) {
    return;
  }
  const key = name.toLowerCase();
  if (model.classes.has(key)) {
    throw new Error(`two classes with @AuraEnabled members are called ${name}; TypeScript names are flat`);
  }
  model.classes.set(key, dataClass);
}

function readMember(
  body: ClassBodyDeclarationContext,
  className: string,
  dataClass: DataClass,
  source: ApexSource,
  model: Model
): void {
  const member = body.memberDeclaration();
  if (!member) {
    return;
  }
  const inner = member.classDeclaration();
  if (inner) {
    readClass(inner, source, model);
    return;
  }
  const modifiers = body.modifier_list();
  if (!modifiers.some(isAuraEnabled)) {
    return;
  }
  const doc = docBefore(source.text, body.start.start);
  const method = member.methodDeclaration();
  if (method && modifiers.some((modifier) => modifier.STATIC())) {
    const parameters = method.formalParameters().formalParameterList()?.formalParameter_list() ?? [];
    model.methods.push({
      className,
      name: method.id().getText(),
      parameters: parameters.map((one) => ({ name: one.id().getText(), type: typeText(one.typeRef()), doc: '' })),
      result: method.VOID() ? 'void' : typeText(method.typeRef()),
      doc
    });
    return;
  }
  const property = member.propertyDeclaration();
  if (property) {
    dataClass.fields.push({ name: property.id().getText(), type: typeText(property.typeRef()), doc });
    return;
  }
  const field = member.fieldDeclaration();
  if (field) {
    const type = typeText(field.typeRef());
    for (const declarator of field.variableDeclarators().variableDeclarator_list()) {
      dataClass.fields.push({ name: declarator.id().getText(), type, doc });
    }
  }
}

function isAuraEnabled(modifier: ModifierContext): boolean {
  return modifier.annotation()?.id().getText().toLowerCase() === 'auraenabled';
}

function typeText(type: TypeRefContext): string {
  return type.getText();
}

/** Text of the ApexDoc comment that ends where `offset` begins, or ''. */
function docBefore(text: string, offset: number): string {
  const match = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(text.slice(0, offset));
  return match?.[1] ? match[1].replace(/^\s*\*? ?/gm, '').trim() : '';
}

function methodModule(method: RemoteMethod, model: Model, used: Map<string, DataClass>): string {
  const convert = (type: string): string => tsType(type, `${method.className}.${method.name}`, model, used);
  const parameters = method.parameters.map((one) => `${one.name}: ${convert(one.type)}`);
  const params = parameters.length > 0 ? `{ ${parameters.join('; ')} }` : 'Record<string, never>';
  return [
    `declare module '@salesforce/apex/${method.className}.${method.name}' {`,
    ...docLines(method.doc, '  '),
    `  const method: ApexMethod<${params}, ${convert(method.result)}>;`,
    '  export default method;',
    '}',
    ''
  ].join('\n');
}

function interfaceText(dataClass: DataClass, model: Model, used: Map<string, DataClass>): string {
  const base = dataClass.base === null ? null : model.classes.get(simpleName(dataClass.base).toLowerCase());
  if (base) {
    used.set(base.name, base);
  }
  const typeOf = (field: Member): string =>
    valueUnion(field) ?? tsType(field.type, `${dataClass.name}.${field.name}`, model, used);
  const fields = dataClass.fields.flatMap((field) => [
    ...docLines(field.doc, '    '),
    `    ${field.name}${/\bnull\b/i.test(field.doc) ? '?' : ''}: ${typeOf(field)};`
  ]);
  return [`  interface ${dataClass.name}${base ? ` extends ${base.name}` : ''} {`, ...fields, '  }', ''].join('\n');
}

/** `'a' | 'b'` for a text field that documents its values as a list, else null. */
function valueUnion({ type, doc }: Member): string | null {
  const list = /^`\w+`(?:, `\w+`)*,? or `\w+`(?=[.;:]|$)/.exec(doc)?.[0];
  const values = type.toLowerCase() === 'string' ? list?.match(/\w+(?=`)/g) : null;
  return values ? values.map((value) => `'${value}'`).join(' | ') : null;
}

function tsType(apexType: string, where: string, model: Model, used: Map<string, DataClass>): string {
  if (apexType.endsWith('[]')) {
    return `${tsType(apexType.slice(0, -2), where, model, used)}[]`;
  }
  const generic = /^(list|set|map)<(.*)>$/i.exec(apexType);
  if (generic) {
    const [, kind = '', inner = ''] = generic;
    if (kind.toLowerCase() !== 'map') {
      return `${tsType(inner, where, model, used)}[]`;
    }
    const value = /^(?:string|id),(.*)$/i.exec(inner)?.[1];
    if (value === undefined) {
      throw new Error(`${where}: a map that goes to Lightning needs String keys, not ${apexType}`);
    }
    return `Record<string, ${tsType(value, where, model, used)}>`;
  }
  const simple = simpleName(apexType);
  const scalar = SCALARS[simple.toLowerCase()];
  if (scalar !== undefined) {
    return scalar;
  }
  const dataClass = model.classes.get(simple.toLowerCase());
  if (!dataClass) {
    throw new Error(`${where}: ${apexType} has no @AuraEnabled members that Lightning could carry`);
  }
  used.set(dataClass.name, dataClass);
  return `RelinkApex.${dataClass.name}`;
}

function simpleName(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

function docLines(doc: string, indent: string): string[] {
  if (doc === '') {
    return [];
  }
  const lines = doc.split('\n');
  return lines.length === 1
    ? [`${indent}/** ${doc} */`]
    : [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}
