import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRoute, urlOf } from './routes';
import { localAddress } from './twin-hosts';

const at = (path: string): URL => new URL(path, 'http://relink.lightning.localhost:4600');

test('an address of the app is a tab, a list view, or unknown', () => {
  assert.deepEqual(parseRoute(at('/'), 'First'), { kind: 'tab', name: 'First', state: {} }, 'the first tab is home');
  assert.deepEqual(
    parseRoute(at('/lightning/n/Other?c__step=5'), 'First'),
    { kind: 'tab', name: 'Other', state: { c__step: '5' } },
    'the query is the state of the page'
  );
  assert.deepEqual(
    parseRoute(at('/lightning/o/Run__c/list?filterName=All'), 'First'),
    { kind: 'list', object: 'Run__c', view: 'All' },
    'a list view'
  );
  assert.deepEqual(
    parseRoute(at('/lightning/r/001/view'), 'First'),
    { kind: 'unknown', path: '/lightning/r/001/view' },
    'record pages do not exist here'
  );
});

test('page references become addresses, and kinds that the local org does not have are refused by name', () => {
  const navItem = {
    type: 'standard__navItemPage',
    attributes: { apiName: 'Other' },
    state: { c__step: '5', c__none: undefined }
  };
  assert.equal(urlOf(navItem), '/lightning/n/Other?c__step=5', 'state without a value is left out');
  const list = {
    type: 'standard__objectPage',
    attributes: { objectApiName: 'Run__c', actionName: 'list' },
    state: { filterName: 'All' }
  };
  assert.equal(urlOf(list), '/lightning/o/Run__c/list?filterName=All', 'a list view');
  assert.throws(
    () => urlOf({ type: 'standard__recordPage', attributes: { recordId: '001' } }),
    /standard__recordPage are not part of the local org/,
    'a record page'
  );
  assert.throws(
    () => urlOf({ type: 'standard__objectPage', attributes: { objectApiName: 'Run__c', actionName: 'new' } }),
    /action new/,
    'a form for a new record'
  );
  assert.throws(() => urlOf({ type: 'standard__navItemPage' }), /needs the attribute apiName/, 'a missing attribute');
});

test('an address of a real host leads to its local twin, others stay', () => {
  const twins = { 'api.example.com': 'http://api.example.com.localhost:4600' };
  const base = 'http://relink.lightning.localhost:4600/';
  assert.equal(
    localAddress('https://api.example.com/a?b=c#d', twins, base),
    'http://api.example.com.localhost:4600/a?b=c#d',
    'path, query and fragment stay'
  );
  assert.equal(localAddress('/lightning/n/X', twins, base), '/lightning/n/X', 'an address of the org');
  assert.equal(localAddress('https://example.com/', twins, base), 'https://example.com/', 'a host without a twin');
});
