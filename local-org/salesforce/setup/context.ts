import type { Request, Response } from 'express';
import type { Jobs } from '../jobs';
import type { PackageMetadata } from '../package-metadata';
import type { PackagePermissionSet } from '../rows/setup-rows';
import type { Origins } from '../origins';
import type { Authorizations } from '../oauth/authorizations';
import type { UserPermission } from '../seed';
import type { Session, Sessions } from '../sessions';
import type { Component, OrgUser, SetupStore } from '../store';
import { Html, html, page } from './html';

/** What the Setup pages work with. */
export interface SetupContext {
  store: SetupStore;
  sessions: Sessions;
  authorizations: Authorizations;
  origins: Origins;
  jobs: Jobs;
  permissionSets: () => PackagePermissionSet[];
  remoteSites: () => PackageMetadata['remoteSites'];
}

/** One request for a Setup page: who asks, and how to answer. */
export class Visit {
  readonly context: SetupContext;
  readonly request: Request;
  readonly response: Response;
  readonly session: Session;
  readonly user: OrgUser;

  constructor(context: SetupContext, request: Request, response: Response) {
    this.context = context;
    this.request = request;
    this.response = response;
    this.session = context.sessions.ofBrowser(request, response);
    this.user = context.store.user(this.session.userId);
  }

  /** Answers with a page. */
  show(title: string, body: Html, status = 200): void {
    this.response
      .status(status)
      .set('Cache-Control', 'no-store')
      .set(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
      )
      .type('html')
      .send(page(title, body, this.context.origins.lightning));
  }

  /** Sends the browser on after a POST or from an old address. */
  goTo(url: string): void {
    this.response.set('Cache-Control', 'no-store').redirect(303, url);
  }

  /** Whether the user holds the permissions; answers "Insufficient Privileges" when not. */
  may(...permissions: UserPermission[]): boolean {
    const missing = permissions.filter((permission) => !this.user.userPermissions.has(permission));
    if (missing.length > 0) {
      this.show(
        'Insufficient Privileges',
        html`<p>
          You do not have the level of access necessary to perform the operation you requested. Missing:
          ${missing.join(', ')}.
        </p>`,
        403
      );
    }
    return missing.length === 0;
  }

  /** Whether a form was sent from a page of this session; answers with an error when not. */
  isConfirmed(): boolean {
    const confirmed = this.context.sessions.isConfirmed(this.session, this.fields()._CONFIRMATIONTOKEN);
    if (!confirmed) {
      this.show(
        'Try Again',
        html`<p>The page you submitted was invalid for your session. Open it again and save once more.</p>`,
        403
      );
    }
    return confirmed;
  }

  /** The fields of the form that was sent. */
  fields(): Record<string, string> {
    const body: unknown = this.request.body;
    const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  }

  get token(): string {
    return this.context.sessions.confirmationToken(this.session);
  }
}

const NODES: Record<Component['type'], string> = {
  AuthProvider: 'AuthProviders',
  ExternalAuthIdentityProvider: 'NamedCredential',
  ExternalCredential: 'NamedCredential',
  NamedCredential: 'NamedCredential'
};

/** Address of a component's Setup page, `edit` for the form. */
export function setupUrl(origins: Origins, component: Component, edit = false): string {
  const address = encodeURIComponent(`/${component.id}${edit ? '/e' : ''}`);
  return `${origins.lightning}/lightning/setup/${NODES[component.type]}/page?address=${address}`;
}

/** Address of a Setup node's list. */
export function listUrl(origins: Origins, type: Component['type']): string {
  return `${origins.lightning}/lightning/setup/${NODES[type]}/home`;
}
