import express from 'express';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConstantContact } from './index';
import type { ConstantContact, ConstantContactOptions, ConstantContactSeed } from './index';

/** Redirect URL that the seeded valid application has registered. */
export const CALLBACK = 'http://relink.my.localhost:4600/services/authcallback/ConstantContact';

export const SEED: ConstantContactSeed = {
  account: {
    organizationName: 'Acme Advisors',
    contactEmail: 'dana@acme.example',
    userName: 'dana@acme.example',
    password: 'a long pass phrase'
  },
  applications: [
    {
      name: 'CRM link',
      apiKey: 'old-key',
      secret: 'old-secret',
      status: 'outdated',
      redirectUris: [CALLBACK],
      refreshTokenType: 'longLived'
    },
    {
      name: 'CRM link 2',
      apiKey: 'new-key',
      secret: 'new-secret',
      status: 'valid',
      redirectUris: [CALLBACK],
      refreshTokenType: 'longLived'
    },
    {
      name: 'Rotator',
      apiKey: 'rotating-key',
      secret: 'rotating-secret',
      status: 'valid',
      redirectUris: ['https://*.apps.example/callback'],
      refreshTokenType: 'rotating'
    },
    {
      name: 'Gone',
      apiKey: 'gone-key',
      secret: 'gone-secret',
      status: 'deactivated',
      redirectUris: [CALLBACK],
      refreshTokenType: 'longLived'
    }
  ],
  tokens: [
    { applicationKey: 'old-key', accessToken: 'old-token', scopes: ['account_read'], expiresAt: 10_000 },
    { applicationKey: 'gone-key', accessToken: 'gone-token', scopes: ['account_read'], expiresAt: 10_000 },
    { applicationKey: 'new-key', accessToken: 'contacts-token', scopes: ['contact_data'], expiresAt: 1e12 }
  ]
};

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** Constant Contact on a free port, its clock, and a browser that keeps cookies and follows nothing by itself. */
export class TestSite {
  readonly constantContact: ConstantContact;
  /** Milliseconds since the epoch; tests move it. */
  now = 1000;
  readonly #server: http.Server;
  #cookie = '';

  private constructor(options: Partial<ConstantContactOptions>) {
    this.constantContact = createConstantContact({
      seed: SEED,
      clock: { now: () => this.now },
      localOrigin: (host) => `http://${host}.localhost:${this.port}`,
      ...options
    });
    const app = express();
    app.use((request, response, next) =>
      this.constantContact.handle(request.hostname.replace('.localhost', ''))(request, response, next)
    );
    this.#server = http.createServer(app);
  }

  static async start(options: Partial<ConstantContactOptions> = {}): Promise<TestSite> {
    const site = new TestSite(options);
    await new Promise<void>((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get(host: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send('GET', host, path, headers, null);
  }

  post(
    host: string,
    path: string,
    fields: Record<string, string | string[]>,
    headers: Record<string, string> = {}
  ): Promise<Answer> {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      [value].flat().forEach((entry) => form.append(name, entry));
    }
    return this.#send(
      'POST',
      host,
      path,
      { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      form.toString()
    );
  }

  /** Opens a page and submits its form with the hidden fields it holds. */
  async submit(
    host: string,
    page: string,
    action: string,
    fields: Record<string, string | string[]> = {}
  ): Promise<Answer> {
    const csrf = /name="csrf" value="([^"]+)"/.exec((await this.get(host, page)).body)?.[1] ?? '';
    return this.post(host, action, { csrf, ...fields });
  }

  async logIn(host: string): Promise<Answer> {
    const page = host.startsWith('authz') ? authorizePath() : '/applications';
    return this.submit(host, page, '/login', {
      returnTo: page,
      userName: SEED.account.userName,
      password: SEED.account.password
    });
  }

  #send(
    method: string,
    host: string,
    path: string,
    headers: Record<string, string>,
    body: string | null
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          host: '127.0.0.1',
          port: this.port,
          method,
          path,
          headers: { host: `${host}.localhost:${this.port}`, cookie: this.#cookie, ...headers }
        },
        (response) => {
          const cookie = response.headers['set-cookie']?.[0];
          this.#cookie = cookie?.split(';')[0] ?? this.#cookie;
          let text = '';
          response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
          );
        }
      );
      request.on('error', reject).end(body ?? undefined);
    });
  }
}

/** Path of an authorization request, with the usual parameters unless told otherwise. `null` leaves one out. */
export function authorizePath(changes: Record<string, string | null> = {}): string {
  const parameters: Record<string, string | null> = {
    response_type: 'code',
    client_id: 'new-key',
    redirect_uri: CALLBACK,
    scope: 'account_read contact_data offline_access',
    state: 'state-1',
    ...changes
  };
  const kept = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null);
  return `/oauth2/default/v1/authorize?${new URLSearchParams(kept)}`;
}

/** Value of an Authorization header. */
export function basic(key: string, secret: string): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
}
