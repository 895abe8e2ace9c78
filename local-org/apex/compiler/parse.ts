import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import type * as Cst from '@apexdevtools/apex-parser';
import type { CompileProblem } from '../contract';
import type { Annotation, ClassNode, MemberNode, MethodNode, Modifiers, Node, PropertyNode, TypeNode } from './ast';
import { convertBlock, convertDeclarators } from './parse-statement';

/** A construct of the language that this compiler does not translate; becomes a compile problem. */
export class Unsupported extends Error {
  readonly line: number;
  readonly column: number;

  constructor(at: Node, what: string) {
    super(`${what} is not supported by the local Apex compiler`);
    this.line = at.line;
    this.column = at.column;
  }
}

/** Start of a parse tree node, both counted from 1. */
export function at(context: { start: { line: number; column: number } }): Node {
  return { line: context.start.line, column: context.start.column + 1 };
}

class Collector extends ApexErrorListener {
  readonly problems: CompileProblem[] = [];
  private readonly file: string;

  constructor(file: string) {
    super();
    this.file = file;
  }

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.problems.push({ file: this.file, line, column: column + 1, message: readable(message) });
  }
}

/** What the parser says, without its list of all tokens that could have followed. */
function readable(message: string): string {
  const [, unknown] = /^token recognition error at: '([\s\S]*)'$/.exec(message) ?? [];
  if (unknown !== undefined) return `Unrecognized text: ${unknown.split('\n')[0]}`;
  const [, token] =
    /^(?:mismatched|extraneous) input '([\s\S]*)' expecting \{/.exec(message) ??
    /^missing \{[\s\S]*\} at '([\s\S]*)'$/.exec(message) ??
    [];
  if (token !== undefined) return token === '<EOF>' ? 'Unexpected end of the file' : `Unexpected token '${token}'`;
  return message.replace(/\s+/g, ' ');
}

/** Parses one class file into a syntax tree, or into problems. */
export function parseClassFile(file: string, source: string): { tree: ClassNode | null; problems: CompileProblem[] } {
  const collector = new Collector(file);
  const { parser } = ApexParserFactory.createLexerAndParser(source, collector);
  const unit = parser.compilationUnit();
  // What follows the first one is mostly its consequence.
  if (collector.problems.length > 0) return { tree: null, problems: collector.problems.slice(0, 1) };
  try {
    const declaration = unit.typeDeclaration();
    return { tree: convertType(declaration, modifiers(declaration.modifier_list())), problems: [] };
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    return { tree: null, problems: [{ file, line: error.line, column: error.column, message: error.message }] };
  }
}

export function convertTypeRef(context: Cst.TypeRefContext): TypeNode {
  const names = context.typeName_list();
  const last = names[names.length - 1];
  let type: TypeNode = {
    ...at(context),
    name: names.map((name) => (name.id() ?? name.LIST() ?? name.SET() ?? name.MAP()).getText()).join('.'),
    args: last.typeArguments() ? last.typeArguments().typeList().typeRef_list().map(convertTypeRef) : []
  };
  const dimensions = context.arraySubscripts()?.LBRACK_list().length ?? 0;
  for (let i = 0; i < dimensions; i++) type = { ...at(context), name: 'List', args: [type] };
  return type;
}

export function modifiers(list: Cst.ModifierContext[]): Modifiers {
  const result: Modifiers = { words: [], annotations: [] };
  for (const modifier of list) {
    const annotation = modifier.annotation();
    if (annotation) result.annotations.push(convertAnnotation(annotation));
    else result.words.push(modifier.getText().toLowerCase());
  }
  return result;
}

function convertAnnotation(context: Cst.AnnotationContext): Annotation {
  const values: Record<string, string> = {};
  for (const pair of context.elementValuePairs()?.elementValuePair_list() ?? []) {
    values[pair.id().getText().toLowerCase()] = pair.elementValue().getText();
  }
  if (context.elementValue()) values['value'] = context.elementValue().getText();
  return { ...at(context), name: context.id().getText().toLowerCase(), values };
}

interface TypeContext {
  classDeclaration(): Cst.ClassDeclarationContext | null;
  interfaceDeclaration(): Cst.InterfaceDeclarationContext | null;
  enumDeclaration(): Cst.EnumDeclarationContext | null;
}

function convertType(context: TypeContext, typeModifiers: Modifiers): ClassNode {
  const cls = context.classDeclaration();
  if (cls) {
    return {
      ...at(cls.id()),
      kind: 'class',
      name: cls.id().getText(),
      modifiers: typeModifiers,
      superclass: cls.typeRef() ? convertTypeRef(cls.typeRef()) : null,
      interfaces: cls.typeList()?.typeRef_list().map(convertTypeRef) ?? [],
      members: cls.classBody().classBodyDeclaration_list().flatMap(convertMember),
      constants: [],
      endLine: cls.stop?.line ?? cls.start.line
    };
  }
  const contract = context.interfaceDeclaration();
  if (contract) {
    return {
      ...at(contract.id()),
      kind: 'interface',
      name: contract.id().getText(),
      modifiers: typeModifiers,
      superclass: null,
      interfaces: contract.typeList()?.typeRef_list().map(convertTypeRef) ?? [],
      members: contract
        .interfaceBody()
        .interfaceMethodDeclaration_list()
        .map((method) => convertMethod(method, modifiers(method.modifier_list()))),
      constants: [],
      endLine: contract.stop?.line ?? contract.start.line
    };
  }
  const enumeration = context.enumDeclaration();
  if (!enumeration) throw new Error('A type declaration is neither class, interface nor enum');
  return {
    ...at(enumeration.id()),
    kind: 'enum',
    name: enumeration.id().getText(),
    modifiers: typeModifiers,
    superclass: null,
    interfaces: [],
    members: [],
    constants:
      enumeration
        .enumConstants()
        ?.id_list()
        .map((id) => id.getText()) ?? [],
    endLine: enumeration.stop?.line ?? enumeration.start.line
  };
}

function convertMember(context: Cst.ClassBodyDeclarationContext): MemberNode[] {
  if (context.block()) {
    return [
      { ...at(context), kind: 'initializer', isStatic: context.STATIC() !== null, body: convertBlock(context.block()) }
    ];
  }
  const member = context.memberDeclaration();
  if (!member) return [];
  const memberModifiers = modifiers(context.modifier_list());
  if (member.methodDeclaration()) return [convertMethod(member.methodDeclaration(), memberModifiers)];
  if (member.constructorDeclaration()) {
    const constructor = member.constructorDeclaration();
    return [
      {
        ...at(constructor),
        kind: 'constructor',
        name: constructor.qualifiedName().getText(),
        modifiers: memberModifiers,
        result: null,
        parameters: convertParameters(constructor.formalParameters()),
        body: convertBlock(constructor.block()),
        endLine: constructor.stop?.line ?? constructor.start.line
      }
    ];
  }
  if (member.fieldDeclaration()) {
    const field = member.fieldDeclaration();
    return [
      {
        ...at(field),
        kind: 'field',
        modifiers: memberModifiers,
        type: convertTypeRef(field.typeRef()),
        declarators: convertDeclarators(field.variableDeclarators())
      }
    ];
  }
  if (member.propertyDeclaration()) return [convertProperty(member.propertyDeclaration(), memberModifiers)];
  return [convertType(member, memberModifiers)];
}

interface MethodContext {
  start: { line: number; column: number };
  stop?: { line: number };
  id(): Cst.IdContext;
  typeRef(): Cst.TypeRefContext | null;
  formalParameters(): Cst.FormalParametersContext;
  block?(): Cst.BlockContext | null;
}

function convertMethod(context: MethodContext, methodModifiers: Modifiers): MethodNode {
  const result = context.typeRef();
  const body = context.block?.() ?? null;
  return {
    ...at(context.id()),
    kind: 'method',
    name: context.id().getText(),
    modifiers: methodModifiers,
    result: result ? convertTypeRef(result) : null,
    parameters: convertParameters(context.formalParameters()),
    body: body ? convertBlock(body) : null,
    endLine: context.stop?.line ?? context.start.line
  };
}

function convertParameters(context: Cst.FormalParametersContext): MethodNode['parameters'] {
  return (
    context
      .formalParameterList()
      ?.formalParameter_list()
      .map((parameter) => ({ type: convertTypeRef(parameter.typeRef()), name: parameter.id().getText() })) ?? []
  );
}

function convertProperty(context: Cst.PropertyDeclarationContext, propertyModifiers: Modifiers): PropertyNode {
  const property: PropertyNode = {
    ...at(context.id()),
    kind: 'property',
    modifiers: propertyModifiers,
    type: convertTypeRef(context.typeRef()),
    name: context.id().getText(),
    getter: null,
    setter: null,
    endLine: context.stop?.line ?? context.start.line
  };
  for (const block of context.propertyBlock_list()) {
    const words = modifiers(block.modifier_list()).words;
    const accessor = block.getter() ?? block.setter();
    const body = accessor.block() ? convertBlock(accessor.block()) : null;
    if (block.getter()) property.getter = { body, words };
    else property.setter = { body, words };
  }
  return property;
}
