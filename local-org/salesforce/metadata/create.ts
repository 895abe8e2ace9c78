import { createProvider, providerErrors } from '../components';
import type { OrgUser, SetupStore } from '../store';
import type { ComponentUpdate } from './component-reader';
import { refused } from './prepared-save';
import type { PreparedSave } from './prepared-save';
import type { SaveError } from './soap-reply';
import { foreignErrors, missingSecret } from './update';
import { text } from './values';

/** Longest `DeveloperName`. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_authprovider.htm */
const NAME_LENGTH = 32;

/**
 * Checks a new component without adding it.
 *
 * @param others names that come before it in the same call, lower-cased
 */
export function prepareCreation(
  store: SetupStore,
  { type, fullName, values: sent }: ComponentUpdate,
  user: OrgUser,
  others: ReadonlySet<string>
): PreparedSave {
  if (type.name !== 'AuthProvider') {
    return refused(fullName, 'INVALID_TYPE', `The local org creates Auth. Providers only, not a ${type.name}`);
  }
  if (!fullName) {
    return refused(fullName, 'REQUIRED_FIELD_MISSING', 'Required field is missing: fullName', ['fullName']);
  }
  if (!user.userPermissions.has('ManageAuthProviders')) {
    return refused(fullName, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
  }
  const providerType = text(sent, 'providerType');
  if (providerType !== null && providerType !== 'OpenIdConnect') {
    const message = `The local org creates providers of the type OpenIdConnect only, not ${providerType}`;
    return refused(fullName, 'FIELD_INTEGRITY_EXCEPTION', message, ['providerType']);
  }
  const { consumerSecret, ...values } = sent;
  const secret = typeof consumerSecret === 'string' && consumerSecret !== '' ? consumerSecret : null;
  return {
    fullName,
    errors: [
      ...nameErrors(store, fullName, others),
      ...providerErrors(values, secret),
      // "Required when creating an OpenID Connect provider": meta_authproviders.
      ...(values.sendClientCredentialsInHeader === undefined ? [missing('sendClientCredentialsInHeader')] : []),
      ...(secret === null ? [missingSecret()] : []),
      ...foreignErrors(null, values)
    ],
    apply: () => void createProvider(store, fullName, values, secret, user.id)
  };
}

/**
 * The text of a used suffix is known from github.com/sfdx-mass-action-scheduler/sfdx-mass-action-scheduler; its status code is not known.
 * The rules of a name are documented with every DeveloperName.
 */
function nameErrors(store: SetupStore, fullName: string, others: ReadonlySet<string>): SaveError[] {
  const error = (statusCode: string, message: string): SaveError[] => [{ statusCode, message, fields: ['fullName'] }];
  if (fullName.length > NAME_LENGTH) {
    return error('STRING_TOO_LONG', `Value too long for field: DeveloperName maximum length is:${NAME_LENGTH}`);
  }
  if (!/^[a-z](_?[a-z0-9])*$/i.test(fullName)) {
    return error(
      'FIELD_INTEGRITY_EXCEPTION',
      'The URL Suffix can only contain underscores and alphanumeric characters. It must be unique, begin with a letter, not include spaces, not end with an underscore, and not contain two consecutive underscores.'
    );
  }
  return store.isUsedSuffix(fullName) || others.has(fullName.toLowerCase())
    ? error('DUPLICATE_VALUE', 'This URL Suffix already exists or has been previously used')
    : [];
}

function missing(field: string): SaveError {
  return { statusCode: 'REQUIRED_FIELD_MISSING', message: `Required field is missing: ${field}`, fields: [field] };
}
