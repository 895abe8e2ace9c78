import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { EXTERNAL_CREDENTIAL, IDENTITY_PROVIDER, PRINCIPAL } from '../../scenarios/secured';
import { NEW_URLS, OLD_KEY } from '../../scenarios/northwind';
import { TestRuntime } from './test-runtime';

const CLASSES = {
  Credentials: `public class Credentials {
  @AuraEnabled
  public static String describe(String name) {
    ConnectApi.ExternalCredential found = ConnectApi.NamedCredentials.getExternalCredential(name);
    ConnectApi.ExternalCredentialPrincipal principal = found.principals[0];
    List<String> parts = new List<String>{
      found.developerName,
      found.authenticationProtocol.name(),
      String.valueOf(found.authenticationStatus),
      principal.principalName,
      principal.principalType == ConnectApi.CredentialPrincipalType.NamedPrincipal ? 'named' : 'other',
      principal.principalAccess.isEmpty() ? 'nobody' : principal.principalAccess[0].developerName,
      found.relatedNamedCredentials[0].developerName
    };
    for (ConnectApi.ExternalCredentialParameter parameter : found.parameters) {
      parts.add(parameter.parameterName + '=' + parameter.parameterValue);
    }
    return String.join(parts, ' ');
  }
  @AuraEnabled
  public static String endpoint(String name) {
    ConnectApi.NamedCredential found = ConnectApi.NamedCredentials.getNamedCredential(name);
    return found.type.name() + ' ' + found.calloutUrl + ' ' + found.calloutStatus + ' ' + found.externalCredentials[0].developerName;
  }
  @AuraEnabled
  public static String status(String credential, String principal) {
    return ConnectApi.NamedCredentials.getCredential(credential, principal, ConnectApi.CredentialPrincipalType.NamedPrincipal)
      .authenticationStatus.name();
  }
  @AuraEnabled
  public static String authorize(String credential, String principal, String returnUrl) {
    ConnectApi.OAuthCredentialAuthUrlInput input = new ConnectApi.OAuthCredentialAuthUrlInput();
    input.externalCredential = credential;
    input.principalName = principal;
    input.principalType = ConnectApi.CredentialPrincipalType.NamedPrincipal;
    input.returnUrl = returnUrl;
    return ConnectApi.NamedCredentials.getOAuthCredentialAuthUrl(input).authenticationUrl;
  }
  @AuraEnabled
  public static String refresh(String credential, String principal, Boolean callFirst, Boolean callAfter) {
    String answers = callFirst ? callOut() : '';
    ConnectApi.CredentialInput input = new ConnectApi.CredentialInput();
    input.externalCredential = credential;
    input.principalName = principal;
    input.principalType = ConnectApi.CredentialPrincipalType.NamedPrincipal;
    input.authenticationProtocol = ConnectApi.CredentialAuthenticationProtocol.OAuth;
    input.credentials = new Map<String, ConnectApi.CredentialValueInput>();
    answers += ConnectApi.NamedCredentials.createCredential(input, ConnectApi.CreateCredentialAction.Refresh).authenticationStatus.name();
    return answers + (callAfter ? callOut() : '');
  }
  static String callOut() {
    HttpRequest request = new HttpRequest();
    request.setEndpoint('callout:Constant_Contact/account/summary');
    request.setMethod('GET');
    return String.valueOf(new Http().send(request).getStatusCode());
  }
  @AuraEnabled
  public static String call() {
    return callOut();
  }
  @AuraEnabled
  public static String provider(String name) {
    ConnectApi.ExternalAuthIdentityProvider found = ConnectApi.NamedCredentials.getExternalAuthIdentityProvider(name);
    String parts = found.authorizeUrl + ' ' + found.callbackUrl + ' ' + found.clientAuthentication;
    for (ConnectApi.ExternalAuthIdentityProviderCredential credential : ConnectApi.NamedCredentials.getExternalAuthIdentityProviderCredentials(name).credentials) {
      parts += ' ' + credential.credentialName + '=' + credential.credentialValue;
    }
    return parts;
  }
  @AuraEnabled
  public static void define(String name, String authorizeUrl, String tokenUrl, Boolean both) {
    ConnectApi.ExternalAuthIdentityProvider found = ConnectApi.NamedCredentials.getExternalAuthIdentityProvider(name);
    ConnectApi.ExternalAuthIdentityProviderInput input = new ConnectApi.ExternalAuthIdentityProviderInput();
    input.fullName = name;
    input.label = found.label;
    input.authenticationFlow = found.authenticationFlow;
    input.authenticationProtocol = found.authenticationProtocol;
    input.clientAuthentication = found.clientAuthentication;
    input.authorizeUrl = authorizeUrl;
    input.tokenUrl = tokenUrl;
    ConnectApi.NamedCredentials.updateExternalAuthIdentityProvider(name, input);
    if (both) {
      replace(name, 'a', 'b');
    }
  }
  @AuraEnabled
  public static void replace(String name, String clientId, String clientSecret) {
    ConnectApi.ExternalAuthIdentityProviderCredentialsInput input = new ConnectApi.ExternalAuthIdentityProviderCredentialsInput();
    input.credentials = new List<ConnectApi.ExternalAuthIdentityProviderCredentialInput>();
    for (List<String> pair : new List<List<String>>{ new List<String>{ 'clientId', clientId }, new List<String>{ 'clientSecret', clientSecret } }) {
      ConnectApi.ExternalAuthIdentityProviderCredentialInput credential = new ConnectApi.ExternalAuthIdentityProviderCredentialInput();
      credential.credentialName = pair[0];
      credential.credentialValue = pair[1];
      input.credentials.add(credential);
    }
    ConnectApi.NamedCredentials.updateExternalAuthIdentityProviderCredentials(name, input);
  }
  @AuraEnabled
  public static String missing() {
    try {
      ConnectApi.NamedCredentials.getExternalCredential('Nobody');
    } catch (ConnectApi.ConnectApiException e) {
      return e.getErrorCode() + ' ' + e.getMessage();
    }
    return null;
  }
  @AuraEnabled
  public static Boolean granted(String credential) {
    Id principal = ConnectApi.NamedCredentials.getExternalCredential(credential).principals[0].id;
    return [SELECT COUNT() FROM SetupEntityAccess WHERE SetupEntityId = :principal AND Parent.Name = 'Constant_Contact_Users' WITH SYSTEM_MODE] == 1;
  }
}`
};

describe('ConnectApi.NamedCredentials', () => {
  let site: TestRuntime;

  before(async () => {
    site = await TestRuntime.start(CLASSES);
  });

  after(() => site.close());

  beforeEach(() => site.reset('secured-endpoint'));

  const call = <T = string>(method: string, params: Record<string, unknown> = {}): Promise<T> =>
    site.call('Credentials', method, params);
  const refusal = (method: string, params: Record<string, unknown>): Promise<string> =>
    site.refusal('Credentials', method, params);

  it('shows an external credential, its principal with who may use it, and the endpoints that use it', async () => {
    assert.equal(
      await call('describe', { name: EXTERNAL_CREDENTIAL }),
      `${EXTERNAL_CREDENTIAL} OAuth Configured ${PRINCIPAL} named Constant_Contact_Users Constant_Contact Scope=account_read contact_data AuthProvider=ConstantContact`,
      'all of it'
    );
    assert.equal(
      await call('endpoint', { name: 'Constant_Contact' }),
      `SecuredEndpoint https://api.cc.email/v3 Enabled ${EXTERNAL_CREDENTIAL}`,
      'from the other side'
    );
    assert.equal(await call('granted', { credential: EXTERNAL_CREDENTIAL }), true, 'SOQL shows the grant');
    assert.match(await call('missing'), /^NOT_FOUND There is no ExternalCredential named Nobody/, 'a missing one');
  });

  it('authorizes a principal of an identity provider, whose client was replaced, and refreshes its token', async () => {
    site.reset('identity-provider');
    const { applications } = site.constantContact.state;
    const [outdated] = applications.list();
    const { apiKey } = applications.copy(outdated.apiKey);
    const clientSecret = applications.generateSecret(apiKey);
    const before = (await call('provider', { name: IDENTITY_PROVIDER })).split(' ');
    assert.deepEqual(
      before.slice(2),
      ['ClientSecretBasic', `clientId=${OLD_KEY}`, 'clientSecret=null'],
      'the old client'
    );
    applications.save(apiKey, [before[1]], 'longLived');
    const urls = { authorizeUrl: NEW_URLS.authorizeUrl, tokenUrl: NEW_URLS.tokenUrl };
    await call('define', { name: IDENTITY_PROVIDER, ...urls, both: false });
    await call('replace', { name: IDENTITY_PROVIDER, clientId: apiKey, clientSecret });
    assert.equal(
      site.org.store.find('ExternalAuthIdentityProvider', IDENTITY_PROVIDER)?.consumerSecret,
      clientSecret,
      'the secret is stored'
    );
    const principal = { credential: EXTERNAL_CREDENTIAL, principal: PRINCIPAL };
    assert.equal(await call('status', principal), 'NotConfigured', 'the old tokens are dropped');
    const address = await call('authorize', { ...principal, returnUrl: '/lightning/n/Relink?c__step=4' });
    const scoped = address.replace('contact_data', 'contact_data+offline_access');
    assert.equal(
      await site.allow(scoped),
      `${site.site.origins.lightning}/lightning/n/Relink?c__step=4`,
      'the browser ends where it was told to'
    );
    assert.equal(await call('status', principal), 'Configured', 'there are tokens');
    assert.equal(await call('call'), '200', 'which work');
    const refreshed = { ...principal, callFirst: true, callAfter: false };
    assert.equal(await call('refresh', refreshed), '200Configured', 'and are refreshed');
    assert.match(
      await refusal('refresh', { ...refreshed, callAfter: true }),
      /CalloutException: You have uncommitted work pending/,
      'no callout after it'
    );
    site.org.store.switches.connectWrites = 'free';
    assert.equal(
      await call('refresh', { ...refreshed, callAfter: true }),
      '200Configured200',
      'unless the switch says so'
    );
  });

  it('refuses what an org refuses', async () => {
    const principal = { credential: EXTERNAL_CREDENTIAL, principal: PRINCIPAL };
    assert.match(
      await refusal('authorize', { ...principal, returnUrl: 'https://evil.example/' }),
      /ConnectApiException: The return URL must be one of this org/,
      'another site'
    );
    assert.match(
      await refusal('refresh', { ...principal, callFirst: false, callAfter: false }),
      /ConnectApiException: Unable to fetch the OAuth token/,
      'dead tokens'
    );
    site.reset('identity-provider');
    const urls = { authorizeUrl: NEW_URLS.authorizeUrl, tokenUrl: NEW_URLS.tokenUrl };
    assert.match(
      await refusal('define', { name: IDENTITY_PROVIDER, ...urls, both: true }),
      /ConnectApiException: Definition and credentials/,
      'definition and credentials in one transaction'
    );
    assert.match(
      await refusal('replace', { name: IDENTITY_PROVIDER, clientId: 'a', clientSecret: '' }),
      /The credential clientSecret is missing/,
      'half a client'
    );
    site.org.store.runningUser.userPermissions = new Set(['AuthorApex', 'ViewSetup']);
    assert.match(
      await refusal('replace', { name: IDENTITY_PROVIDER, clientId: 'a', clientSecret: 'b' }),
      /Customize Application or Manage Named Credentials is needed/,
      'without the permission'
    );
    site.org.store.switches.clientIdReadable = false;
    assert.match(await call('provider', { name: IDENTITY_PROVIDER }), /clientId=null/, 'a hidden client id');
  });
});
