import type { Component, Org } from '../../local-org/salesforce';
import { authenticatorOf, parameter as valueOf, withParameter } from '../../local-org/salesforce/external-credentials';
import { text } from '../../local-org/salesforce/metadata/values';

type Store = Org['store'];
/** Constant Contact's addresses of today. */
export const PRESENT = {
  authorizeUrl: 'https://authz.constantcontact.com/oauth2/default/v1/authorize',
  tokenUrl: 'https://authz.constantcontact.com/oauth2/default/v1/token'
};

type Parameter = Record<string, unknown>;

/** The parts of a connection that Relink changes, as the org holds them. */
export interface Parts {
  /** The Auth. Provider, or the external auth identity provider; fields by the names of the former. */
  provider: { of: Component; read(name: string): string; write(name: string, value: string): void };
  /** The component that holds the scope, and the way to it. */
  scope: { of: Component; read(): string; write(value: string): void };
}

/** Of the connection through the credential Constant_Contact, legacy or secured endpoint. @throws Error when a part is not there */
export function partsOf(store: Store): Parts {
  const credential = there(store.find('NamedCredential', 'Constant_Contact'));
  const { values } = credential;
  if (values.namedCredentialType !== 'SecuredEndpoint') {
    return {
      provider: authProvider(there(store.find('AuthProvider', text(values, 'authProvider') ?? ''))),
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
    provider: authenticator(there(authenticatorOf(store, external))),
    scope: {
      of: external,
      read: () => scopeOf(parameters()).parameterValue as string,
      write: (value) => void (scopeOf(parameters()).parameterValue = value)
    }
  };
}

function authenticator(of: Component): Parts['provider'] {
  return of.type === 'AuthProvider' ? authProvider(of) : identityProvider(of);
}

function authProvider(of: Component): Parts['provider'] {
  return {
    of,
    read: (name) => text(of.values, name) ?? '',
    write: (name, value) => void (of.values[name] = value)
  };
}

function identityProvider(of: Component): Parts['provider'] {
  const type = 'ExternalAuthIdentityProvider';
  const parameterOf = (name: string): string => name[0].toUpperCase() + name.slice(1);
  return {
    of,
    read: (name) => (name === 'consumerKey' ? of.clientId : valueOf(of.values, type, parameterOf(name))) ?? '',
    write(name, parameterValue) {
      if (name === 'consumerKey') {
        of.clientId = parameterValue;
        return;
      }
      const [parameterName, parameterType] = [parameterOf(name), parameterOf(name)];
      of.values = withParameter(of.values, type, { parameterName, parameterType, parameterValue });
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
