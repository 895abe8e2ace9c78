import type { SaveError } from './metadata/soap-reply';
import type { MetadataValues } from './metadata/values';
import type { Component, ComponentType } from './store';

/**
 * Fields of a managed package's component that only its developer changes. For named credentials documented: label, endpoint and type
 * ("Components Available in Managed Packages"). For Auth. Providers unproven without an org: the name and the type.
 */
const DEVELOPER_OWNED: Record<ComponentType, readonly string[]> = {
  AuthProvider: ['friendlyName', 'providerType'],
  ExternalAuthIdentityProvider: [],
  ExternalCredential: [],
  NamedCredential: ['endpoint', 'label', 'namedCredentialType']
};

/** Why a field of a component cannot be changed, or null when it can. */
export function fixedBecause({ type, namespace }: Component, field: string): string | null {
  return namespace !== null && DEVELOPER_OWNED[type].includes(field) ? `Belongs to the package ${namespace}.` : null;
}

/** What is wrong with new values of a component that came with a managed package; nothing for the org's own components. */
export function packagedErrors({ type, namespace, values }: Component, sent: MetadataValues): SaveError[] {
  if (namespace === null) {
    return [];
  }
  return DEVELOPER_OWNED[type]
    .filter((field) => field in sent && sent[field] !== values[field])
    .map((field) => ({
      statusCode: 'CANNOT_MODIFY_MANAGED_OBJECT',
      message: `Cannot modify managed object: ${field} belongs to the package ${namespace}`,
      fields: [field]
    }));
}
