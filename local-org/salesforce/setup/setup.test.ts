import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Component } from '../store';
import { TestOrg } from '../test-org';

let site: TestOrg;

before(async () => {
  site = await TestOrg.start();
});

after(() => site.close());

beforeEach(() => site.reset());

describe('Setup', () => {
  const edit = (component: Component): string =>
    `${site.origins.lightning}/lightning/setup/${component.type === 'AuthProvider' ? 'AuthProviders' : 'NamedCredential'}/page?address=%2F${component.id}%2Fe`;

  it('saves key and secret in the edit form whatever the Metadata API does, and never shows the secret', async () => {
    site.org.store.switches.secretWrite = 'ignored';
    const saved = await site.submit(edit(site.provider), { consumerKey: 'new-key', consumerSecret: 'pasted-secret' });
    assert.equal(saved.status, 303, 'saved');
    assert.deepEqual(
      [site.provider.values.consumerKey, site.provider.consumerSecret],
      ['new-key', 'pasted-secret'],
      'stored'
    );
    assert.equal(site.provider.values.sendClientCredentialsInHeader, true, 'what was not touched stays');
    const detail = await site.get(saved.headers.location ?? '');
    assert.ok(detail.body.includes(site.callbackUrl), 'the detail page shows the callback URL');
    assert.ok(!detail.body.includes('pasted-secret'), 'and not the secret');
    await site.submit(edit(site.provider), { consumerKey: 'newer-key' });
    assert.equal(site.provider.consumerSecret, 'pasted-secret', 'a blank secret keeps the stored one');
  });

  it('starts the authentication flow when a credential is saved', async () => {
    site.repoint();
    const saved = await site.submit(edit(site.credential), { oauthScope: 'account_read contact_data offline_access' });
    const asked = new URL(saved.headers.location ?? '');
    assert.equal(
      asked.searchParams.get('scope'),
      'account_read contact_data offline_access',
      'the new scope is asked for'
    );
    const plain = await site.submit(edit(site.credential), { startFlow: null });
    assert.match(plain.headers.location ?? '', /NamedCredential\/page/, 'without the tick it only saves');
  });

  it('lists the scheduled jobs, and deletes one', async () => {
    const page = `${site.origins.lightning}/lightning/setup/ScheduledJobs/home`;
    const [first] = site.org.jobs.triggers;
    assert.match(
      (await site.get(page)).body,
      /Constant Contact contact sync.*ConstantContactSync.*Alex Moreau/s,
      'a job'
    );
    await site.submit(page, { delete: first.id });
    assert.doesNotMatch((await site.get(page)).body, /Constant Contact contact sync/, 'it is gone');
    assert.equal(site.org.host.rows('CronTrigger').length, 1, 'for Apex too');
  });

  it('refuses wrong values beside the form, forms from elsewhere and users without permission', async () => {
    const wrong = await site.submit(edit(site.provider), { tokenUrl: 'http://plain.example', friendlyName: '<b>"' });
    assert.match(wrong.body, /role="alert".*tokenUrl: the URL must be valid/s, 'the error is shown');
    assert.ok(wrong.body.includes('value="&#60;b&#62;&#34;"'), 'what was typed comes back escaped');
    const forged = await site.post(edit(site.provider), new URLSearchParams({ consumerKey: 'forged' }));
    assert.equal(forged.status, 403, 'no confirmation token, no change');
    site.reset('permission-missing');
    const refused = await site.get(edit(site.provider));
    assert.match(refused.body, /Insufficient Privileges.*ManageAuthProviders/s, 'the missing permission is named');
  });

  it('assigns a permission set, so that the next call already counts it', async () => {
    site.reset('no-permission');
    const { host, sessions, store } = site.org;
    const sets = (): string[] => host.identity(sessions.issue(store.runningUser.id, 'lightning').id).permissionSets;
    assert.deepEqual([sets(), host.rows('PermissionSetAssignment').length], [[], 0], 'not assigned');
    const assign = { permissionSet: 'Relink_Admin', user: store.runningUser.id, assign: '1' };
    await site.submit(`${site.origins.lightning}/lightning/setup/PermSets/home`, assign);
    assert.deepEqual([sets(), host.rows('PermissionSetAssignment').length], [['Relink_Admin'], 1], 'assigned');
  });

  it('leads classic addresses to Setup, and says of other nodes that they are not there', async () => {
    const classic = await site.get(`${site.origins.my}/${site.provider.id.slice(0, 15)}/e`);
    assert.equal(classic.headers.location, edit(site.provider), 'the edit form');
    const other = await site.get(`${site.origins.lightning}/lightning/setup/ManageUsers/home`);
    assert.deepEqual([other.status, /Not part of the local org/.test(other.body)], [404, true], 'an honest page');
  });
});
