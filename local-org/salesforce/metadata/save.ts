import type { OrgUser, SetupStore } from '../store';
import { MOST_COMPONENTS, heldType, limit, parts } from './call-parts';
import type { MetadataCall } from './call-parts';
import { readComponent } from './component-reader';
import type { ComponentUpdate } from './component-reader';
import { prepareCreation } from './create';
import { prepareDeletion } from './delete';
import type { PreparedSave } from './prepared-save';
import { SoapFault } from './soap-fault';
import { saveReply } from './soap-reply';
import type { SaveResult } from './soap-reply';
import { elementText } from './soap-request';
import type { SoapRequest } from './soap-request';
import { prepareUpdate } from './update';

/** Adds components. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_createMetadata.htm */
export function createMetadata(store: SetupStore, request: SoapRequest, user: OrgUser): MetadataCall {
  const sent = readComponents(request);
  return save('createMetadata', request, sent.types, () => {
    const names = new Set<string>();
    return sent.components.map((component) => {
      const prepared = prepareCreation(store, component, user, names);
      names.add(component.fullName.toLowerCase());
      return prepared;
    });
  });
}

/** Changes components. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_updateMetadata.htm */
export function updateMetadata(store: SetupStore, request: SoapRequest, user: OrgUser): MetadataCall {
  const sent = readComponents(request);
  return save('updateMetadata', request, sent.types, () =>
    sent.components.map((component) => prepareUpdate(store, component, user))
  );
}

/** Takes components away. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deleteMetadata.htm */
export function deleteMetadata(store: SetupStore, request: SoapRequest, user: OrgUser): MetadataCall {
  const named = parts(request.call, ['type', 'fullNames']);
  const type = named.find((part) => part.localName === 'type');
  if (!type) {
    throw SoapFault.client('Required field is missing: type in deleteMetadata');
  }
  const held = heldType(elementText(type));
  const names = named.filter((part) => part !== type).map(elementText);
  limit(names.length, MOST_COMPONENTS);
  return save('deleteMetadata', request, [held], () => names.map((name) => prepareDeletion(store, held, name, user)));
}

function readComponents({ call, operation }: SoapRequest): { types: string[]; components: ComponentUpdate[] } {
  const components = parts(call, ['metadata']).map(readComponent);
  limit(components.length, MOST_COMPONENTS);
  components.forEach((component) => heldType(component.type.name));
  const types = [...new Set(components.map((component) => component.type.name))];
  if (types.length > 1) {
    const verb = operation.replace('Metadata', 's');
    throw SoapFault.api('INVALID_TYPE', `One call ${verb} components of one type, not of ${types.join(' and ')}`);
  }
  return { types, components };
}

function save(
  operation: MetadataCall['operation'],
  { allOrNone }: SoapRequest,
  types: string[],
  prepare: () => PreparedSave[]
): MetadataCall {
  return {
    operation,
    types,
    run(refusal) {
      const prepared = prepare();
      const results = prepared.map(({ fullName, errors }): SaveResult => {
        const all = refusal ? [{ ...refusal, fields: [] }] : errors;
        return { fullName, success: all.length === 0, errors: all };
      });
      if (allOrNone && results.some((result) => !result.success)) {
        return saveReply(operation, results.map(rolledBack));
      }
      prepared.filter((_, index) => results[index].success).forEach((component) => component.apply());
      return saveReply(operation, results);
    }
  };
}

/** What AllOrNoneHeader makes of a component that was good while another was not. */
function rolledBack(result: SaveResult): SaveResult {
  const error = {
    statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
    fields: []
  };
  return result.success ? { ...result, success: false, errors: [error] } : result;
}
