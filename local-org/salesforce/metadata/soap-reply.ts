import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import type { SoapFault } from './soap-fault';
import { METADATA_NAMESPACE, SOAP_NAMESPACE, XSI_NAMESPACE } from './soap-request';
import type { MetadataValue, MetadataValues } from './values';

/** One error of a SaveResult. */
export interface SaveError {
  statusCode: string;
  message: string;
  fields: string[];
}

/** Result of one component of a save: SaveResult, DeleteResult. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_createmetadata_result.htm */
export interface SaveResult {
  fullName: string;
  success: boolean;
  errors: SaveError[];
}

/** One record of a ReadResult; null where there is no component of that name. */
export type ReadRecord = { type: string; fullName: string; values: MetadataValues } | null;

/** Answer of listMetadata: one `result` per component, its parts in the order given. */
export function listReply(files: Record<string, string>[]): string {
  return reply('listMetadata', (response) => {
    for (const file of files) {
      const result = response.ele('result');
      for (const [name, value] of Object.entries(file)) {
        result.ele(name).txt(written(value));
      }
    }
  });
}

/** Answer of readMetadata. A missing component is an empty record. */
export function readReply(records: ReadRecord[]): string {
  return reply('readMetadata', (response) => {
    const result = response.ele('result');
    for (const record of records) {
      if (!record) {
        result.ele('records').att(XSI_NAMESPACE, 'xsi:nil', 'true');
        continue;
      }
      const element = result.ele('records').att(XSI_NAMESPACE, 'xsi:type', record.type);
      element.ele('fullName').txt(written(record.fullName));
      writeFields(element, record.values);
    }
  });
}

/** Answer of createMetadata, updateMetadata and deleteMetadata. */
export function saveReply(operation: string, results: SaveResult[]): string {
  return reply(operation, (response) => {
    for (const { fullName, success, errors } of results) {
      const result = response.ele('result');
      for (const error of errors) {
        const element = result.ele('errors');
        error.fields.forEach((field) => element.ele('fields').txt(written(field)));
        element.ele('message').txt(written(error.message));
        element.ele('statusCode').txt(written(error.statusCode));
      }
      result.ele('fullName').txt(written(fullName));
      result.ele('success').txt(written(String(success)));
    }
  });
}

/** A fault's envelope. */
export function faultReply(fault: SoapFault): string {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const envelope = document.ele(SOAP_NAMESPACE, 'soapenv:Envelope', {
    'xmlns:soapenv': SOAP_NAMESPACE,
    'xmlns:sf': METADATA_NAMESPACE
  });
  const element = envelope.ele(SOAP_NAMESPACE, 'soapenv:Body').ele(SOAP_NAMESPACE, 'soapenv:Fault');
  element.ele('', 'faultcode').txt(written(fault.faultCode));
  element.ele('', 'faultstring').txt(written(fault.message));
  return document.end();
}

function reply(operation: string, fill: (response: XMLBuilder) => void): string {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const envelope = document.ele(SOAP_NAMESPACE, 'soapenv:Envelope', {
    'xmlns:soapenv': SOAP_NAMESPACE,
    xmlns: METADATA_NAMESPACE,
    'xmlns:xsi': XSI_NAMESPACE
  });
  fill(envelope.ele(SOAP_NAMESPACE, 'soapenv:Body').ele(METADATA_NAMESPACE, `${operation}Response`));
  return document.end();
}

function writeFields(parent: XMLBuilder, values: MetadataValues): void {
  for (const name of Object.keys(values).sort()) {
    const value = values[name];
    for (const item of Array.isArray(value) ? value : [value]) {
      writeValue(parent.ele(name), item);
    }
  }
}

function writeValue(element: XMLBuilder, value: MetadataValue): void {
  if (typeof value === 'object') {
    writeFields(element, value as MetadataValues);
  } else {
    element.txt(written(String(value)));
  }
}

/** Text for the builder, which takes what looks escaped for escaped, and which writes a carriage return as one that a parser drops. */
function written(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('\r', '&#13;');
}
