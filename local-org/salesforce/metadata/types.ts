import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** One field of a metadata type, as the Metadata WSDL declares it. */
export interface MetadataField {
  name: string;
  required: boolean;
  many: boolean;
  kind: 'string' | 'boolean' | 'number' | 'enum' | 'struct';
  /** Name of the enum or of the nested type. */
  typeName: string;
  /** Values of an enum. */
  values: readonly string[];
}

/** A type of the Metadata WSDL. */
export interface MetadataType {
  name: string;
  /** True for a component type (it extends `Metadata`), false for a nested one. */
  isComponent: boolean;
  fields: ReadonlyMap<string, MetadataField>;
}

/**
 * Component types in the type package that came after API 65.0.
 * The package is generated from a newer WSDL: https://github.com/forcedotcom/wsdl
 */
const AFTER_V65 = new Set(['UIBundle']);

let declarations: Map<string, ts.TypeAliasDeclaration> | null = null;
const known = new Map<string, MetadataType>();

/** A type by its exact name, or null when the WSDL of API 65.0 has none. Read from `@salesforce/types`, which Salesforce generates from the WSDL. */
export function metadataType(name: string): MetadataType | null {
  if (AFTER_V65.has(name)) {
    return null;
  }
  let type = known.get(name);
  if (!type) {
    const declaration = readDeclarations().get(name);
    const read = declaration && readType(declaration);
    if (!read) {
      return null;
    }
    known.set(name, read);
    type = read;
  }
  return type;
}

function readDeclarations(): Map<string, ts.TypeAliasDeclaration> {
  if (!declarations) {
    const file = join(dirname(require.resolve('@salesforce/types/metadata')), 'metadata.d.ts');
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
    declarations = new Map(
      source.statements.filter(ts.isTypeAliasDeclaration).map((declaration) => [declaration.name.text, declaration])
    );
  }
  return declarations;
}

function readType(declaration: ts.TypeAliasDeclaration): MetadataType | null {
  const fields = new Map<string, MetadataField>();
  let isComponent = false;
  const parts = ts.isIntersectionTypeNode(declaration.type) ? declaration.type.types : [declaration.type];
  for (const part of parts) {
    if (ts.isTypeReferenceNode(part)) {
      const base = metadataType(part.typeName.getText());
      base?.fields.forEach((field, name) => fields.set(name, field));
      isComponent ||= base !== null && (base.isComponent || base.name === 'Metadata');
    } else if (ts.isTypeLiteralNode(part)) {
      for (const member of part.members.filter(ts.isPropertySignature)) {
        const field = readField(member);
        fields.set(field.name, field);
      }
    } else {
      return null;
    }
  }
  return { name: declaration.name.text, isComponent, fields };
}

function readField(member: ts.PropertySignature): MetadataField {
  const declared = member.type as ts.TypeNode;
  const many = ts.isArrayTypeNode(declared);
  const typeName = (many ? declared.elementType : declared).getText();
  const values = enumValues(typeName);
  const kind =
    typeName === 'string' || typeName === 'boolean' || typeName === 'number' ? typeName : values ? 'enum' : 'struct';
  return {
    name: member.name.getText(),
    // A list is written without `?` but may be empty.
    required: !member.questionToken && !many,
    many,
    kind,
    typeName,
    values: values ?? []
  };
}

function enumValues(name: string): string[] | null {
  const type = readDeclarations().get(name)?.type;
  const members = type && (ts.isUnionTypeNode(type) ? type.types : [type]);
  if (!members?.every((member) => ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal))) {
    return null;
  }
  return members.map((member) => ((member as ts.LiteralTypeNode).literal as ts.StringLiteral).text);
}
