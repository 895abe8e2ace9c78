import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normalizeId, to18 } from './ids';
import { readPackageMetadata } from './package-metadata';
import { TestOrg } from './test-org';

let site: TestOrg;

before(async () => {
  site = await TestOrg.start();
});

after(() => site.close());

beforeEach(() => site.reset());

describe('the org as Apex sees it', () => {
  it('has setup rows with the stored secret, or null where the org hides it', () => {
    const row = (): Record<string, unknown> =>
      site.org.host.rows('authprovider').find(({ DeveloperName }) => DeveloperName === 'ConstantContact') ?? {};
    assert.equal(row().ConsumerSecret, site.provider.consumerSecret, 'readable');
    site.org.store.switches.secretReadable = false;
    assert.equal(row().ConsumerSecret, null, 'hidden');
    const [link] = site.org.host
      .rows('NamedCredential')
      .filter(({ DeveloperName }) => DeveloperName === 'Constant_Contact');
    assert.equal(link.AuthProviderId, row().Id, 'the credential points at its provider');
    assert.equal(
      site.org.host.rows('UserPermissionAccess')[0].PermissionsManageAuthProviders,
      true,
      'the permissions of the user'
    );
    assert.throws(
      () => site.org.host.rows('Account'),
      /no object Account/,
      'an object that is not there is refused by name'
    );
  });

  it('commits a transaction whole or not at all', () => {
    const { host, sessions, store } = site.org;
    const identity = host.identity(sessions.issue(store.runningUser.id, 'lightning').id);
    const row = { Id: 'a00000000000001AAA', Name: 'RUN-00001' };
    const insert = { operation: 'insert' as const, object: 'Relink_Run__c', row };
    host.commit([insert], identity);
    const update = { operation: 'update' as const, object: 'Relink_Run__c', row: { Id: row.Id, Outcome__c: 'Done' } };
    assert.throws(() => host.commit([update, insert], identity), /it exists/, 'the second change is impossible');
    assert.deepEqual(host.rows('Relink_Run__c'), [row], 'the first one was not kept');
    host.commit([update], identity);
    assert.deepEqual(host.rows('relink_run__c'), [{ ...row, Outcome__c: 'Done' }], 'alone it is');
  });
});

describe('ids', () => {
  it('have 18 characters of which the last three tell upper from lower case', () => {
    assert.equal(to18('00D80000000cDIz'), '00D80000000cDIzEAM', 'the checksum of a known id');
    assert.notEqual(to18('00D80000000CDIz'), '00D80000000CDIzEAM', 'another case, another checksum');
    assert.equal(normalizeId('00D80000000cDIzEAM'), '00D80000000cDIzEAM', 'long stays long');
    assert.equal(normalizeId('0SO/../x'), null, 'anything else is no id');
  });
});

describe('the metadata of the package', () => {
  it('yields permission sets and remote sites from the source folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'package-'));
    const write = (path: string, name: string, xml: string): void => {
      mkdirSync(join(folder, path));
      writeFileSync(join(folder, path, name), xml);
    };
    write(
      'permissionsets',
      'A.permissionset-meta.xml',
      '<PermissionSet><label>Admin &amp; more</label></PermissionSet>'
    );
    write(
      'remoteSiteSettings',
      'B.remoteSite-meta.xml',
      '<RemoteSiteSetting><isActive>true</isActive><url>https://b.example</url></RemoteSiteSetting>'
    );
    assert.deepEqual(
      readPackageMetadata(folder),
      {
        permissionSets: [{ name: 'A', label: 'Admin & more' }],
        remoteSites: [{ url: 'https://b.example', active: true }],
        notificationTypes: []
      },
      'names from the files, the rest from their content'
    );
    rmSync(folder, { recursive: true });
  });
});
