import express, { Router } from 'express';
import type { Request, Response } from 'express';
import { normalizeId } from '../ids';
import type { Component } from '../store';
import { verificationUrl } from '../verification-router';
import { editAuthProvider, listAuthProviders, saveAuthProvider, viewAuthProvider } from './auth-provider-pages';
import { Visit, setupUrl } from './context';
import type { SetupContext } from './context';
import {
  authenticatePrincipal,
  editExternalCredential,
  saveExternalCredential,
  viewExternalCredential
} from './external-credential-pages';
import { html } from './html';
import { editIdentityProvider, saveIdentityProvider, viewIdentityProvider } from './identity-provider-pages';
import {
  editNamedCredential,
  listNamedCredentials,
  saveNamedCredential,
  viewNamedCredential
} from './named-credential-pages';
import { listPermissionSets, savePermissionSet } from './permission-set-pages';
import { deleteScheduledJob, listScheduledJobs } from './scheduled-job-pages';
import { listRemoteSites, saveRemoteSites } from './remote-site-pages';

interface Pages {
  view(visit: Visit, component: Component): void;
  edit(visit: Visit, component: Component): void;
  save(visit: Visit, component: Component): void;
  /** What a button of the detail page does. */
  act?(visit: Visit, component: Component): void;
}

/** A node of Setup: its list, and the pages of the component types below it. */
interface Node {
  list(visit: Visit): void;
  types: Partial<Record<Component['type'], Pages>>;
}

const NODES: Record<string, Node> = {
  AuthProviders: {
    list: listAuthProviders,
    types: { AuthProvider: { view: viewAuthProvider, edit: editAuthProvider, save: saveAuthProvider } }
  },
  NamedCredential: {
    list: listNamedCredentials,
    types: {
      NamedCredential: { view: viewNamedCredential, edit: editNamedCredential, save: saveNamedCredential },
      ExternalCredential: {
        view: viewExternalCredential,
        edit: editExternalCredential,
        save: saveExternalCredential,
        act: authenticatePrincipal
      },
      ExternalAuthIdentityProvider: {
        view: viewIdentityProvider,
        edit: editIdentityProvider,
        save: saveIdentityProvider
      }
    }
  }
};

/** Nodes that are one page, where each row has its button. */
const LISTS_WITH_FORMS: Record<string, Record<'list' | 'save', (visit: Visit) => void>> = {
  PermSets: { list: listPermissionSets, save: savePermissionSet },
  ScheduledJobs: { list: listScheduledJobs, save: deleteScheduledJob },
  SecurityRemoteProxy: { list: listRemoteSites, save: saveRemoteSites }
};

/**
 * `/lightning/setup/…`: lists, detail pages and edit forms of Auth. Providers, Named Credentials, external credentials and external auth identity providers, the assignments of permission sets, scheduled jobs, and
 * the remote sites.
 * Addresses as Lightning Experience has them: `…/AuthProviders/page?address=%2F{id}%2Fe`.
 */
export function setupRouter(context: SetupContext): Router {
  const router = Router();
  router.use('/lightning/setup', express.urlencoded({ extended: false, limit: '64kb' }));
  for (const [node, { list, save }] of Object.entries(LISTS_WITH_FORMS)) {
    router.all(`/lightning/setup/${node}/home`, (request, response) => {
      const visit = new Visit(context, request, response);
      if (!visit.may('ViewSetup')) {
        return;
      }
      if (request.method !== 'POST') {
        list(visit);
      } else if (visit.may('CustomizeApplication') && visit.isConfirmed()) {
        save(visit);
      }
    });
  }
  router.get('/lightning/setup/:node/home', (request, response, next) => {
    const node = NODES[request.params.node];
    if (!node) {
      next();
      return;
    }
    const visit = new Visit(context, request, response);
    if (visit.may('ViewSetup')) {
      node.list(visit);
    }
  });
  router.all('/lightning/setup/:node/page', (request, response, next) => {
    const target = findTarget(context, request);
    const pages = target && NODES[request.params.node]?.types[target.component.type];
    if (!pages) {
      next();
      return;
    }
    answer(new Visit(context, request, response), pages, target);
  });
  router.use('/lightning/setup', (request, response) => notHere(context, request, response));
  return router;
}

function answer(visit: Visit, pages: Pages, { component, isEdit }: { component: Component; isEdit: boolean }): void {
  if (!visit.may('ViewSetup')) {
    return;
  }
  if (!isEdit) {
    if (visit.request.method !== 'POST' || !pages.act) {
      pages.view(visit, component);
    } else if (visit.isConfirmed()) {
      pages.act(visit, component);
    }
    return;
  }
  const isProvider = component.type === 'AuthProvider';
  if (!(isProvider ? visit.may('CustomizeApplication', 'ManageAuthProviders') : visit.may('CustomizeApplication'))) {
    return;
  }
  const { store, origins } = visit.context;
  if (isProvider && store.switches.sessionPolicy === 'high-assurance' && visit.session.level === 'STANDARD') {
    visit.goTo(verificationUrl(visit.context, 'Manage Auth. Providers', setupUrl(origins, component, true)));
    return;
  }
  if (visit.request.method !== 'POST') {
    pages.edit(visit, component);
  } else if (visit.isConfirmed()) {
    pages.save(visit, component);
  }
}

/** `address=/0SO…` or `/0SO…/e`, perhaps with a query of its own. */
function findTarget(context: SetupContext, request: Request): { component: Component; isEdit: boolean } | null {
  const address = typeof request.query.address === 'string' ? request.query.address : '';
  const match = /^\/([a-zA-Z0-9]{15,18})(\/e)?(\?.*)?$/.exec(address);
  const component = match && context.store.byId(normalizeId(match[1]) ?? '');
  return component ? { component, isEdit: match?.[2] !== undefined } : null;
}

function notHere(context: SetupContext, request: Request, response: Response): void {
  new Visit(context, request, response).show(
    'Not part of the local org',
    html`<p>
      In an org this address leads to a page of Setup. The local org has Auth. Providers, Named Credentials, Permission
      Sets, Remote Site Settings and Scheduled Jobs only.
    </p>`,
    404
  );
}
