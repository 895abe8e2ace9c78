import express from 'express';
import type { RequestHandler } from 'express';
import { createServer, request as send } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApexRuntime } from '../apex/contract';
import { findScenario } from '../scenarios';
import type { ScenarioContext } from '../scenarios';
import { createOrg } from './index';
import type { Egress, Org, Origins, PackageMetadata } from './index';
import type { OrgSeed } from './seed';
import type { Component, ComponentType } from './store';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a token request said, as the tiny provider of the tests saw it. */
export interface TokenRequest {
  authorization: string | undefined;
  form: URLSearchParams;
}

/** The emulated org on a free port with its three sites, a tiny OAuth provider and API beside it, and a browser that keeps cookies and follows nothing by itself. */
export class TestOrg {
  org!: Org;
  origins!: Origins;
  /** Milliseconds since the epoch; tests move it. */
  now = Date.UTC(2026, 10, 24, 9);
  packageMetadata: PackageMetadata = {
    permissionSets: [{ name: 'Relink_Admin', label: 'Relink Admin' }],
    remoteSites: [{ url: 'https://authz.constantcontact.com', active: true }],
    notificationTypes: [{ name: 'Relink_Connection_Broken', label: 'Connection broken' }]
  };
  renderPage: ApexRuntime['renderPage'] = ({ page, sessionId }) =>
    Promise.resolve({ status: 200, headers: { 'content-type': 'text/plain' }, body: `${page} ${sessionId}` });
  runJob: ApexRuntime['runJob'] = () => Promise.resolve({ ok: true });
  /** Where a real host goes in these tests: to the tiny provider, unless a test has something better. */
  egress: Egress = (host) => (host.endsWith('acme-erp.example') ? null : `http://provider.localhost:${this.port}`);
  /** What answers for a host that is none of the org's sites, or null for the tiny provider. */
  neighbour: (host: string) => RequestHandler | null = () => null;
  /** Requests to the provider's token endpoint, in order. */
  readonly tokenRequests: TokenRequest[] = [];
  /** Authorization headers that the provider's API saw, in order. */
  readonly apiCalls: (string | undefined)[] = [];
  /** What the token endpoint answers next; status 0: nothing at all. */
  tokenAnswer: { status: number; body: string } = { status: 200, body: '{}' };
  /** The access token that the API takes. */
  goodToken = 'access-1';
  private readonly server: Server;
  private readonly cookies = new Map<string, string>();

  private constructor() {
    const app = express();
    app.use((incoming, outgoing, next) => {
      const origin = `http://${incoming.headers.host ?? ''}`;
      const site = (['lightning', 'my', 'vf'] as const).find((name) => this.origins[name] === origin);
      const handler = site ? this.org.routers[site] : this.neighbour(incoming.hostname);
      if (handler) {
        void handler(incoming, outgoing, next);
      } else {
        next();
      }
    });
    app.use('/token', express.text({ type: () => true }), (incoming, outgoing) => {
      this.tokenRequests.push({
        authorization: incoming.headers.authorization,
        form: new URLSearchParams(incoming.body as string)
      });
      if (this.tokenAnswer.status !== 0) {
        outgoing.status(this.tokenAnswer.status).send(this.tokenAnswer.body);
      }
    });
    app.use('/api', (incoming, outgoing) => {
      this.apiCalls.push(incoming.headers.authorization);
      const good = incoming.headers.authorization === `Bearer ${this.goodToken}`;
      outgoing.status(good ? 200 : 401).json({ path: incoming.url });
    });
    this.server = createServer(app);
  }

  static async start(scenario = 'outdated'): Promise<TestOrg> {
    const test = new TestOrg();
    await new Promise<void>((resolve) => test.server.listen(0, '127.0.0.1', resolve));
    const site = (name: string): string => `http://relink.${name}.localhost:${test.port}`;
    test.origins = { lightning: site('lightning'), my: site('my'), vf: site('vf') };
    test.reset(scenario);
    return test;
  }

  /** Starts again from a scenario on the same port, with changes of the org's seed. */
  reset(scenario = 'outdated', changes: Partial<OrgSeed> = {}): void {
    this.org?.jobs.close();
    this.cookies.clear();
    this.tokenRequests.length = 0;
    this.apiCalls.length = 0;
    this.tokenAnswer = { status: 200, body: '{}' };
    this.goodToken = 'access-1';
    this.org = createOrg({
      seed: { ...findScenario(scenario).build(this.context).org, ...changes },
      origins: this.origins,
      clock: { now: () => this.now },
      egress: (host) => this.egress(host),
      packageMetadata: () => this.packageMetadata,
      renderPage: (call) => this.renderPage(call),
      runJob: (call) => this.runJob(call)
    });
  }

  /** The Auth. Provider of Constant Contact. */
  get provider(): Component {
    return this.component('AuthProvider', 'ConstantContact');
  }

  /** The Named Credential of Constant Contact. */
  get credential(): Component {
    return this.component('NamedCredential', 'Constant_Contact');
  }

  /** Points provider and credential at the tiny provider. */
  repoint(changes: Record<string, string | boolean> = {}): void {
    const urls = { authorizeUrl: 'https://idp.example/authorize', tokenUrl: 'https://idp.example/token' };
    Object.assign(this.provider.values, urls, changes);
    this.credential.values.endpoint = 'https://idp.example/api';
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get callbackUrl(): string {
    return this.context.callbackUrl('ConstantContact');
  }

  /** What a scenario is built from in this run. */
  get context(): ScenarioContext {
    return { now: this.now, callbackUrl: (suffix) => `${this.origins.my}/services/authcallback/${suffix}` };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Opens an address of any site. */
  get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.exchange('GET', url, headers, null);
  }

  /** Sends a body, form fields or JSON by its kind. */
  post(url: string, body: URLSearchParams | object, headers: Record<string, string> = {}): Promise<Answer> {
    const isForm = body instanceof URLSearchParams;
    const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
    return this.exchange(
      'POST',
      url,
      { 'content-type': type, ...headers },
      isForm ? body.toString() : JSON.stringify(body)
    );
  }

  /** Opens a page and submits its form as a browser would, with some fields changed; null takes a checkbox's tick away. */
  async submit(url: string, changes: Record<string, string | null>): Promise<Answer> {
    const fields = formFields((await this.get(url)).body);
    for (const [name, value] of Object.entries(changes)) {
      fields.delete(name);
      if (value !== null) {
        fields.set(name, value);
      }
    }
    return this.post(url, fields);
  }

  private component(type: ComponentType, fullName: string): Component {
    const found = this.org.store.find(type, fullName);
    if (!found) {
      throw new Error(`The scenario has no ${type} ${fullName}.`);
    }
    return found;
  }

  private exchange(method: string, url: string, headers: Record<string, string>, body: string | null): Promise<Answer> {
    const { host, pathname, search } = new URL(url);
    return new Promise((resolve, reject) => {
      const outgoing = send(
        {
          host: '127.0.0.1',
          port: this.port,
          method,
          path: pathname + search,
          headers: { host, cookie: this.cookies.get(host) ?? '', ...headers }
        },
        (incoming: IncomingMessage) => {
          const cookie = incoming.headers['set-cookie']?.[0];
          if (cookie) {
            this.cookies.set(host, cookie.split(';')[0]);
          }
          let text = '';
          incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text })
          );
        }
      );
      outgoing.on('error', reject).end(body ?? undefined);
    });
  }
}

/** The fields of a page's form as a browser would send them: hidden ones, texts, ticked boxes, chosen options. */
export function formFields(body: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [tag] of body.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    if (attribute('type') !== 'checkbox' || /\bchecked\b/.test(tag)) {
      fields.set(attribute('name') ?? '', attribute('value') ?? '');
    }
  }
  for (const [, name, options] of body.matchAll(/<select[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    fields.set(name, /value="([^"]*)"\s+selected/.exec(options)?.[1] ?? '');
  }
  return fields;
}
