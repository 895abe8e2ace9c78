import type { Component, Org } from '../../local-org/salesforce';
import { text } from '../../local-org/salesforce/metadata/values';

type Store = Org['store'];
type Parameter = Record<string, unknown>;

/** The parts of a connection that Relink changes, as the org holds them. */
export interface Parts {
  provider: Component;
  /** The component that holds the scope, and the way to it. */
  scope: { of: Component; read(): string; write(value: string): void };
}

/** Of the connection through the credential Constant_Contact, legacy or secured endpoint. @throws Error when a part is not there */
export function partsOf(store: Store): Parts {
  const credential = there(store.find('NamedCredential', 'Constant_Contact'));
  const { values } = credential;
  if (values.namedCredentialType !== 'SecuredEndpoint') {
    return {
      provider: there(store.find('AuthProvider', text(values, 'authProvider') ?? '')),
      scope: {
        of: credential,
        read: () => text(values, 'oauthScope') ?? '',
        write: (value) => void (values.oauthScope = value)
      }
    };
  }
  const name = parameter(values.namedCredentialParameters, 'Authentication').externalCredential as string;
  const external = there(store.find('ExternalCredential', name));
  const parameters = (): unknown => external.values.externalCredentialParameters;
  return {
    provider: there(store.find('AuthProvider', parameter(parameters(), 'AuthProvider').authProvider as string)),
    scope: {
      of: external,
      read: () => scopeOf(parameters()).parameterValue as string,
      write: (value) => void (scopeOf(parameters()).parameterValue = value)
    }
  };
}

function scopeOf(parameters: unknown): Parameter {
  return there((parameters as Parameter[]).find(({ parameterName }) => parameterName === 'Scope') ?? null);
}

function parameter(parameters: unknown, type: string): Parameter {
  return there((parameters as Parameter[]).find(({ parameterType }) => parameterType === type) ?? null);
}

function there<T>(part: T | null): T {
  if (part === null) {
    throw new Error('A part of the connection is gone.');
  }
  return part;
}
