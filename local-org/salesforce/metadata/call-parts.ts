import type { Element } from '@xmldom/xmldom';
import { COMPONENT_TYPES } from '../store';
import type { ComponentType } from '../store';
import type { MetadataFault } from '../switches';
import { SoapFault } from './soap-fault';
import { elements, isOfApi, qualified } from './soap-request';
import { metadataType } from './types';

/** Most components of one call. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_readMetadata.htm */
export const MOST_COMPONENTS = 10;

/** A checked call: which operation on which types, and how to carry it out. */
export interface MetadataCall {
  operation: MetadataFault['operation'];
  types: string[];
  /** Does the work and yields the answer's XML. `refusal`: what to refuse every component of a save with. */
  run(refusal?: { statusCode: string; message: string }): string;
}

/** The parts of a call's element. @throws SoapFault for one that is not allowed there */
export function parts(element: Element, allowed: string[]): Element[] {
  const found = elements(element);
  const stranger = found.find((part) => !isOfApi(part) || !allowed.includes(part.localName as string));
  if (stranger) {
    throw SoapFault.client(`Element ${qualified(stranger)} invalid at this location in ${element.localName}`);
  }
  return found;
}

/** A component type that the org holds. @throws SoapFault for a type unknown to the WSDL, or one that the local org leaves out */
export function heldType(name: string): ComponentType {
  if (!metadataType(name)?.isComponent) {
    throw SoapFault.api('INVALID_TYPE', 'This type of metadata is not available for this organization');
  }
  const type = COMPONENT_TYPES.find((held) => held === name);
  if (!type) {
    throw SoapFault.api('INVALID_TYPE', `The local org does not hold components of type ${name}`);
  }
  return type;
}

/** @throws SoapFault for more than the API takes in one call */
export function limit(count: number, most: number): void {
  if (count > most) {
    throw SoapFault.api(
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${most} records into this call`
    );
  }
}
