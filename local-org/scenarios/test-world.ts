import type { Connection } from '@jsforce/jsforce-node';
import type { Row } from '../apex/contract';
import { createConstantContact } from '../constant-contact';
import type { ConstantContact } from '../constant-contact';
import { connect, startSite } from '../salesforce/metadata/test-client';
import { formFields } from '../salesforce/test-org';
import type { Answer, TestOrg } from '../salesforce/test-org';
import { findScenario } from './index';
import { CREDENTIAL, NEW_URLS, PROVIDER } from './northwind';

const PORTAL = 'v3.developer.constantcontact.com';

/** Org and Constant Contact of a scenario side by side, with the surfaces that a scenario shows itself through. */
export class TestWorld {
  readonly site: TestOrg;
  constantContact!: ConstantContact;

  private constructor(site: TestOrg) {
    this.site = site;
  }

  static async start(): Promise<TestWorld> {
    const site = await startSite();
    const world = new TestWorld(site);
    site.egress = (host) => world.origin(host);
    site.neighbour = (host) => world.constantContact.handle(host.replace(/\.localhost$/, ''));
    return world;
  }

  /** Starts again from a scenario. */
  begin(name: string): void {
    this.site.reset(name);
    this.constantContact = createConstantContact({
      seed: findScenario(name).build(this.site.context).constantContact,
      clock: { now: () => this.site.now },
      localOrigin: (host) => this.origin(host)
    });
    this.constantContact.state.limiter.limits.tokenCallsPerSecond = Infinity;
  }

  /** The Metadata API, in an API session of the admin. */
  get soap(): Connection['metadata'] {
    return connect(this.site).metadata;
  }

  /** Rows of an object as Apex sees them. */
  rows(object: string): Row[] {
    return this.site.org.host.rows(object);
  }

  /** The row of the provider or the credential of Constant Contact. */
  row(object: 'AuthProvider' | 'NamedCredential'): Row | null {
    const name = object === 'AuthProvider' ? PROVIDER : CREDENTIAL;
    return this.rows(object).find(({ DeveloperName }) => DeveloperName === name) ?? null;
  }

  /** Status and body of a callout of Apex, or the text of its exception. */
  async send(endpoint: string, kind: 'http' | 'page' = 'http', method = 'GET'): Promise<string> {
    const { host, sessions, store } = this.site.org;
    const identity = host.identity(sessions.issue(store.runningUser.id, 'lightning').id);
    const reply = await host.send({ method, endpoint, kind, headers: {}, body: null, timeoutMs: 5000 }, identity);
    return reply.ok ? `${reply.status} ${reply.body}` : reply.message;
  }

  /** What a call of the account summary through the credential yields. */
  callAccount(): Promise<string> {
    return this.send(`callout:${CREDENTIAL}/account/summary`);
  }

  /** Writes the provider back with some changes, as an update by the Metadata API; yields the status code of the first error, or `ok`. */
  async updateProvider(changes: Record<string, string>): Promise<string> {
    const read = await this.soap.read('AuthProvider', PROVIDER);
    const result = await this.soap.update('AuthProvider', { ...read, fullName: PROVIDER, ...changes });
    return result.success ? 'ok' : result.errors[0].statusCode;
  }

  /** Address of a component's edit form in Setup. */
  editUrl(type: 'AuthProvider' | 'NamedCredential'): string {
    const node = type === 'AuthProvider' ? 'AuthProviders' : 'NamedCredential';
    return `${this.site.origins.lightning}/lightning/setup/${node}/page?address=%2F${this.row(type)?.Id}%2Fe`;
  }

  /** The portal's list of applications, as the user of an account sees it, the usual one unless told otherwise. */
  async portal(userName?: string): Promise<string> {
    const address = `${this.origin(PORTAL)}/applications`;
    await this.logIn(address, userName);
    return (await this.site.get(address)).body;
  }

  /** Does what the article asks for, in the portal and in Setup, up to the consent page, whose address it yields. */
  async repair(redirectUris = [this.site.callbackUrl]): Promise<string> {
    const { applications } = this.constantContact.state;
    const { apiKey } = applications.copy(applications.list()[0].apiKey);
    const consumerSecret = applications.generateSecret(apiKey);
    applications.save(apiKey, redirectUris, 'longLived');
    await this.site.submit(this.editUrl('AuthProvider'), { consumerKey: apiKey, consumerSecret, ...NEW_URLS });
    const saved = await this.site.submit(this.editUrl('NamedCredential'), {
      oauthScope: 'account_read contact_data offline_access'
    });
    return saved.headers.location ?? '';
  }

  /** Logs in at the consent page and decides; yields the address that Constant Contact sends the browser to. */
  async decide(consent: string, decision: 'allow' | 'deny', userName?: string): Promise<string> {
    await this.logIn(consent, userName);
    const form = formFields((await this.site.get(consent)).body);
    form.set('decision', decision);
    return (await this.site.post(consent, form)).headers.location ?? '';
  }

  /** Follows a redirect within the org, to its page or to the redirect that leads out of it. */
  async follow(address: string): Promise<Answer> {
    const answer = await this.site.get(address);
    const next = answer.headers.location;
    return next?.startsWith('/_nc_external/') ? this.site.get(this.site.origins.my + next) : answer;
  }

  async logIn(page: string, userName = this.constantContact.state.account.userName): Promise<void> {
    const form = formFields((await this.site.get(page)).body);
    form.set('userName', userName);
    form.set('password', this.constantContact.state.accountOf(userName).password);
    await this.site.post(`${new URL(page).origin}/login`, form);
  }

  origin(host: string): string {
    return `http://${host}.localhost:${this.site.port}`;
  }
}
