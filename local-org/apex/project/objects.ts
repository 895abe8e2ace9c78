import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { FieldSchema, ObjectSchema } from '../contract';
import { type MetadataElement, readMetadata } from './metadata-file';
import { SourceProblem } from './source-file';

const FIELD_TYPES: Record<string, FieldSchema['type']> = {
  Text: 'string',
  Email: 'string',
  Phone: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Html: 'textarea',
  Picklist: 'picklist',
  Checkbox: 'boolean',
  DateTime: 'datetime',
  Date: 'date',
  Number: 'double',
  Currency: 'double',
  Percent: 'double',
  Url: 'url',
  Lookup: 'reference',
  MasterDetail: 'reference'
};

const SYSTEM = { createable: false, updateable: false, required: false };

function add(schema: ObjectSchema, field: FieldSchema): void {
  schema.fields.set(field.name.toLowerCase(), field);
}

/** Schema of a custom object or custom metadata type from its source folder. `index` numbers the project's objects for key prefixes. */
export function readObject(folder: string, index: number): ObjectSchema {
  const name = path.basename(folder);
  const file = path.join(folder, `${name}.object-meta.xml`);
  const definition = readMetadata(file);
  const isMetadataType = name.endsWith('__mdt');
  const schema: ObjectSchema = {
    name,
    label: definition.text('label') ?? name,
    keyPrefix: `${isMetadataType ? 'm' : 'a'}${index.toString(36).padStart(2, '0')}`,
    kind: isMetadataType ? 'setup' : 'record',
    fields: new Map()
  };
  add(schema, { name: 'Id', type: 'id', ...SYSTEM });
  if (isMetadataType) {
    for (const field of ['DeveloperName', 'MasterLabel', 'Label', 'Language', 'NamespacePrefix', 'QualifiedApiName']) {
      add(schema, { name: field, type: 'string', ...SYSTEM });
    }
  } else addRecordFields(schema, definition, readSettings(schema, definition, file));
  const fields = path.join(folder, 'fields');
  for (const file of existsSync(fields) ? readdirSync(fields).sort() : []) {
    if (file.endsWith('.field-meta.xml')) add(schema, readField(path.join(fields, file)));
  }
  return schema;
}

/** Marks a custom setting; list custom settings are refused. */
function readSettings(schema: ObjectSchema, definition: MetadataElement, file: string): boolean {
  const kind = definition.text('customSettingsType');
  if (kind === null) return false;
  if (kind !== 'Hierarchy')
    throw new SourceProblem(
      file,
      1,
      1,
      `${schema.name}: custom settings of type ${kind} are not supported by the local org`
    );
  schema.settings = 'hierarchy';
  return true;
}

function addRecordFields(schema: ObjectSchema, definition: MetadataElement, isSetting: boolean): void {
  const nameField = definition.child('nameField');
  const isAutoNumber = nameField?.text('type') === 'AutoNumber';
  add(schema, {
    name: 'Name',
    label: nameField?.text('label') ?? 'Name',
    type: 'string',
    length: 80,
    createable: !isAutoNumber,
    updateable: !isAutoNumber,
    required: false,
    ...(isAutoNumber ? { autoNumber: nameField?.text('displayFormat') ?? '{0}' } : {})
  });
  const owner = { type: 'reference', createable: true } as const;
  if (isSetting) {
    add(schema, { ...owner, name: 'SetupOwnerId', label: 'Location ID', updateable: false, required: true });
  } else {
    const user = { referenceTo: 'User', relationshipName: 'Owner' };
    add(schema, { ...owner, ...user, name: 'OwnerId', label: 'Owner ID', updateable: true, required: false });
  }
  for (const who of ['CreatedBy', 'LastModifiedBy']) {
    add(schema, { name: `${who}Id`, type: 'reference', referenceTo: 'User', relationshipName: who, ...SYSTEM });
  }
  for (const when of ['CreatedDate', 'LastModifiedDate', 'SystemModstamp']) {
    add(schema, { name: when, type: 'datetime', ...SYSTEM });
  }
  add(schema, { name: 'IsDeleted', type: 'boolean', defaultValue: false, ...SYSTEM });
}

function readField(file: string): FieldSchema {
  const xml = readMetadata(file);
  const name = xml.text('fullName') ?? '';
  const written = xml.text('type') ?? '';
  const type = FIELD_TYPES[written];
  if (!type) throw new SourceProblem(file, 1, 1, `The field type ${written} is not supported by the local org`);
  const field: FieldSchema = {
    name,
    label: xml.text('label') ?? name,
    type,
    createable: true,
    updateable: true,
    required: xml.flag('required')
  };
  const length = xml.text('length');
  if (length) field.length = Number(length);
  else if (written === 'TextArea' || written === 'Url') field.length = 255;
  const target = xml.text('referenceTo');
  if (target) {
    field.referenceTo = target;
    field.relationshipName = name.replace(/__c$/, '__r');
  }
  if (type === 'boolean') field.defaultValue = xml.text('defaultValue') === 'true';
  const values = xml.child('valueSet');
  if (values) {
    const list = values.child('valueSetDefinition')?.children('value') ?? [];
    field.picklist = list.map((value) => value.text('fullName') ?? '');
    field.restricted = values.flag('restricted');
    const preset = list.find((value) => value.flag('default'));
    if (preset) field.defaultValue = preset.text('fullName');
  }
  return field;
}
