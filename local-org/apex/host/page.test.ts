import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApexClassInfo, Transaction } from '../contract';
import { permissionSet, transaction, type FixtureOptions } from '../platform/fixture';
import { NotImplementedLocally } from '../runtime/values';
import { renderPage } from './page';

const PLAIN =
  'showHeader="false" sidebar="false" standardStylesheets="false" applyHtmlTag="false" applyBodyTag="false"';
const page = (body: string, attributes = 'controller="Gate" contentType="text/plain"'): string =>
  `<apex:page ${attributes} ${PLAIN}>${body}</apex:page>`;

/** A controller with the property `allowed` and the getter method `getGreeting`. */
function controller(allowed: boolean): ApexClassInfo {
  return {
    name: 'Gate',
    superclass: null,
    interfaces: [],
    sharing: 'with',
    isTest: false,
    fields: [
      {
        name: 'allowed',
        type: 'Boolean',
        isStatic: false,
        isTransient: false,
        auraEnabled: false,
        get: () => allowed,
        set: () => undefined
      }
    ],
    methods: [
      {
        name: 'getGreeting',
        key: 'getgreeting()',
        isStatic: false,
        auraEnabled: false,
        cacheable: false,
        isTest: false,
        isTestSetup: false,
        parameters: [],
        returnType: 'String'
      }
    ]
  };
}

function visualforce(allowed: boolean, options: FixtureOptions = {}): Transaction {
  const info = controller(allowed);
  const { tx } = transaction({
    context: 'visualforce',
    permissionSets: [permissionSet('Opens', { pages: new Set(['Session']) })],
    ...options
  });
  const instance = {};
  return {
    ...tx,
    classNamed: (name) => (name === 'Gate' ? info : null),
    classOf: (value) => (value === instance ? info : null),
    newInstance: () => instance,
    allocate: () => instance,
    invoke: () => 'a<b>&'
  };
}

const render = (body: string, allowed = true): ReturnType<typeof renderPage> =>
  renderPage(visualforce(allowed), new Map([['Session', body]]), 'session');

describe('Visualforce pages', () => {
  it('render the session id only where the controller allows it, not to be stored', () => {
    const source = page('\n  {!IF(allowed, $Api.Session_ID, "")}\n');
    const { status, headers, body } = render(source);
    assert.equal(status, 200, 'rendered');
    assert.equal(body.trim(), '00D000000000001!session', 'the session of the page');
    assert.equal(headers['Content-Type'], 'text/plain;charset=UTF-8', 'as text');
    assert.match(headers['Cache-Control'], /no-store/, 'never stored');
    assert.equal(render(source, false).body.trim(), '', 'nothing for anybody else');
  });

  it('evaluate NOT, AND, OR, literals and getter methods, escaped for HTML', () => {
    assert.equal(
      render(page("{!IF(AND(allowed, NOT(false)), 'it''s'  , 'no')}".replace("''", "\\'"))).body,
      'it&#39;s',
      'literals'
    );
    assert.equal(render(page('{!IF(OR(false, allowed), greeting, null)}')).body, 'a&lt;b&gt;&amp;', 'getter method');
  });

  it('are refused with 403 to users without access, open to those who may customise the application', () => {
    const sources = new Map([['Session', page('x')]]);
    const nobody = visualforce(true, { permissionSets: [] });
    assert.equal(renderPage(nobody, sources, 'Session').status, 403, 'no access');
    const admin = visualforce(true, { permissionSets: [], identity: { userPermissions: ['CustomizeApplication'] } });
    assert.equal(renderPage(admin, sources, 'Session').status, 200, 'Customize Application');
    assert.equal(renderPage(nobody, sources, 'Nope').status, 404, 'no such page');
  });

  for (const [what, source] of [
    ['the element <apex:outputText>', page('<apex:outputText value="x"/>')],
    ['the action {!go}, which the controller does not have', page('x', 'controller="Gate" action="{!go}"')],
    ['<apex:page action="go">', page('x', 'controller="Gate" action="go"')],
    ['<apex:page> without showHeader="false"', '<apex:page>x</apex:page>'],
    ['the function URLFOR()', page('{!URLFOR(allowed)}')],
    ['$User.Name in an expression', page('{!$User.Name}')],
    ['{!nope}, which Gate does not have', page('{!nope}')],
    ['the expression {!1 + 1}', page('{!1 + 1}')],
    ['the expression {!IF(allowed}', page('{!IF(allowed}')]
  ]) {
    it(`refuse ${what} by name`, () => {
      assert.throws(
        () => render(source),
        (error) => error instanceof NotImplementedLocally && error.message.toLowerCase().includes(what.toLowerCase()),
        what
      );
    });
  }
});
