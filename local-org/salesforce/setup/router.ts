import express, { Router } from 'express';
import type { Request, Response } from 'express';
import { normalizeId } from '../ids';
import type { Component } from '../store';
import { editAuthProvider, listAuthProviders, saveAuthProvider, viewAuthProvider } from './auth-provider-pages';
import { Visit } from './context';
import type { SetupContext } from './context';
import { html } from './html';
import {
  editNamedCredential,
  listNamedCredentials,
  saveNamedCredential,
  viewNamedCredential
} from './named-credential-pages';
import { listPermissionSets, savePermissionSet } from './permission-set-pages';

interface Pages {
  type: Component['type'];
  list(visit: Visit): void;
  view(visit: Visit, component: Component): void;
  edit(visit: Visit, component: Component): void;
  save(visit: Visit, component: Component): void;
}

const NODES: Record<string, Pages> = {
  AuthProviders: {
    type: 'AuthProvider',
    list: listAuthProviders,
    view: viewAuthProvider,
    edit: editAuthProvider,
    save: saveAuthProvider
  },
  NamedCredential: {
    type: 'NamedCredential',
    list: listNamedCredentials,
    view: viewNamedCredential,
    edit: editNamedCredential,
    save: saveNamedCredential
  }
};

/**
 * `/lightning/setup/…`: lists, detail pages and edit forms of Auth. Providers and Named Credentials, and the assignments of permission sets.
 * Addresses as Lightning Experience has them: `…/AuthProviders/page?address=%2F{id}%2Fe`.
 */
export function setupRouter(context: SetupContext): Router {
  const router = Router();
  router.use('/lightning/setup', express.urlencoded({ extended: false, limit: '64kb' }));
  router.all('/lightning/setup/PermSets/home', (request, response) => {
    const visit = new Visit(context, request, response);
    if (!visit.may('ViewSetup')) {
      return;
    }
    if (request.method === 'POST') {
      if (visit.may('CustomizeApplication') && visit.isConfirmed()) {
        savePermissionSet(visit);
      }
    } else {
      listPermissionSets(visit);
    }
  });
  router.get('/lightning/setup/:node/home', (request, response, next) => {
    const pages = NODES[request.params.node];
    if (!pages) {
      next();
      return;
    }
    const visit = new Visit(context, request, response);
    if (visit.may('ViewSetup')) {
      pages.list(visit);
    }
  });
  router.all('/lightning/setup/:node/page', (request, response, next) => {
    const pages = NODES[request.params.node];
    const target = pages && findTarget(context, request, pages.type);
    if (!target) {
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
    pages.view(visit, component);
    return;
  }
  if (
    !(pages.type === 'AuthProvider'
      ? visit.may('CustomizeApplication', 'ManageAuthProviders')
      : visit.may('CustomizeApplication'))
  ) {
    return;
  }
  if (visit.request.method !== 'POST') {
    pages.edit(visit, component);
  } else if (visit.isConfirmed()) {
    pages.save(visit, component);
  }
}

/** `address=/0SO…` or `/0SO…/e`, perhaps with a query of its own. */
function findTarget(
  context: SetupContext,
  request: Request,
  type: Component['type']
): { component: Component; isEdit: boolean } | null {
  const address = typeof request.query.address === 'string' ? request.query.address : '';
  const match = /^\/([a-zA-Z0-9]{15,18})(\/e)?(\?.*)?$/.exec(address);
  const component = match && context.store.byId(normalizeId(match[1]) ?? '');
  return component?.type === type ? { component, isEdit: match?.[2] !== undefined } : null;
}

function notHere(context: SetupContext, request: Request, response: Response): void {
  new Visit(context, request, response).show(
    'Not part of the local org',
    html`<p>
      In an org this address leads to a page of Setup. The local org has Auth. Providers, Named Credentials and
      Permission Sets only.
    </p>`,
    404
  );
}
