import type { Element } from '@xmldom/xmldom';
import { SoapFault } from './soap-fault';
import {
  METADATA_NAMESPACE,
  XSI_NAMESPACE,
  elementText,
  elements,
  isNil,
  isOfApi,
  qualified,
  readBoolean
} from './soap-request';
import { metadataType } from './types';
import type { MetadataField, MetadataType } from './types';
import type { MetadataValue, MetadataValues } from './values';

/** A component as an update sends it. */
export interface ComponentUpdate {
  type: MetadataType;
  fullName: string;
  values: MetadataValues;
}

/**
 * Reads one `<metadata xsi:type="…">` element strictly by the WSDL: unknown, repeated and ill-typed fields are refused.
 * The order of the fields is free, as practice shows it to be.
 *
 * @throws SoapFault naming what does not fit
 */
export function readComponent(element: Element): ComponentUpdate {
  const type = componentType(element);
  const { fullName, ...values } = readStruct(element, type);
  return { type, fullName: typeof fullName === 'string' ? fullName : '', values };
}

/** Resolves an xsi:type, whose prefix must stand for the metadata namespace. */
function componentType(element: Element): MetadataType {
  const written = element.getAttributeNS(XSI_NAMESPACE, 'type');
  if (!written) {
    throw SoapFault.client(`Element ${qualified(element)} has no xsi:type.`);
  }
  const [prefix, name] = written.includes(':') ? written.split(':') : ['', written];
  const namespace = element.lookupNamespaceURI(prefix) ?? '';
  if (prefix ? namespace !== METADATA_NAMESPACE : namespace !== METADATA_NAMESPACE && namespace !== '') {
    throw SoapFault.client(`xsi:type ${written} is not in the namespace ${METADATA_NAMESPACE}.`);
  }
  const type = metadataType(name);
  if (!type?.isComponent) {
    throw SoapFault.api('INVALID_TYPE', 'This type of metadata is not available for this organization');
  }
  return type;
}

function readStruct(element: Element, type: MetadataType): MetadataValues {
  const values: MetadataValues = {};
  const seen = new Set<string>();
  for (const child of elements(element)) {
    const field = isOfApi(child) ? type.fields.get(child.localName as string) : undefined;
    if (!field) {
      throw SoapFault.client(`Element ${qualified(child)} invalid at this location in type ${type.name}`);
    }
    if (seen.has(field.name) && !field.many) {
      throw SoapFault.client(`Element ${qualified(child)} is duplicated at this location in type ${type.name}`);
    }
    seen.add(field.name);
    if (isNil(child)) {
      continue;
    }
    const value = readValue(child, field);
    if (field.many) {
      const list = (values[field.name] ??= []) as MetadataValue[];
      list.push(value);
    } else {
      values[field.name] = value;
    }
  }
  return values;
}

function readValue(element: Element, field: MetadataField): MetadataValue {
  if (field.kind === 'struct') {
    const type = metadataType(field.typeName);
    if (!type) {
      throw new Error(`The type package declares no ${field.typeName}.`);
    }
    const record = readStruct(element, type);
    const missing = [...type.fields.values()].find((part) => part.required && !(part.name in record));
    if (missing) {
      throw SoapFault.client(`Required field is missing: ${missing.name} in type ${type.name}`);
    }
    return record;
  }
  const value = elementText(element);
  switch (field.kind) {
    case 'boolean':
      return readBoolean(value);
    case 'number': {
      const number = Number(value);
      if (value === '' || !Number.isFinite(number)) {
        throw SoapFault.client(`'${value}' is not a valid value for the type xsd:int`);
      }
      return number;
    }
    case 'enum':
      if (!field.values.includes(value)) {
        throw SoapFault.client(`'${value}' is not a valid value for the enum '${field.typeName}'`);
      }
      return value;
    default:
      return value;
  }
}
