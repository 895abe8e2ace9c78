import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldSchema, ObjectSchema, Row } from '../contract';
import { ApexException } from '../runtime/values';
import { compile, emptyProject, refusals, transactionOf } from '../testing/fixture';

const ORG = '00D000000000001EAA';
const USER = '005000000000001AAA';
const PROFILE = '00e000000000001AAA';

const field = (name: string, type: FieldSchema['type'], extra: Partial<FieldSchema> = {}): [string, FieldSchema] => [
  name.toLowerCase(),
  { name, type, createable: true, updateable: true, required: false, ...extra }
];

const settings: ObjectSchema = {
  name: 'Settings__c',
  label: 'Settings',
  keyPrefix: 'a00',
  kind: 'record',
  settings: 'hierarchy',
  fields: new Map([
    field('Id', 'id', { createable: false, updateable: false }),
    field('SetupOwnerId', 'reference', { updateable: false, required: true }),
    field('Off__c', 'boolean', { defaultValue: false }),
    field('Text__c', 'string', { length: 20 }),
    field('Other__c', 'string', { length: 20 })
  ])
};
const project = emptyProject({ objects: new Map([['settings__c', settings]]) });

/** Runs statements of a class that is declared `with sharing`; gives the value and the rows left. */
function outcome(body: string): { value: unknown; rows: Row[] } {
  const program = compile([`public with sharing class Snippet { public static Object run() { ${body} } }`], project);
  assert.deepEqual(program.problems, [], 'compiles');
  const tx = transactionOf(program, project);
  const value = program.execute(tx, 'Snippet', 'run');
  return { value, rows: tx.db.changes().map(({ row }) => row) };
}

const insert = (owner: string, values: string): string =>
  `insert as system new Settings__c(SetupOwnerId = '${owner}', ${values});`;

describe('Hierarchy custom settings', () => {
  it('have a record for the organization to fill and upsert, though no row is stored', () => {
    const { rows } = outcome(`
      Settings__c setting = Settings__c.getOrgDefaults();
      Assert.isNull(setting.Id, 'nothing stored');
      setting.Text__c = 'a';
      upsert as system setting;
      setting.Text__c = 'b';
      upsert as system setting;
      return null;`);
    assert.equal(rows.length, 1, 'one row');
    assert.deepEqual([rows[0].SetupOwnerId, rows[0].Text__c], [ORG, 'b'], 'of the organization, with the last value');
  });

  it('merge field by field: user, then profile, then organization; the lowest row decides a checkbox', () => {
    const { value } = outcome(`
      ${insert(ORG, "Text__c = 'org', Other__c = 'org', Off__c = true")}
      ${insert(PROFILE, "Text__c = 'profile', Off__c = true")}
      ${insert(USER, 'Off__c = false')}
      Settings__c mine = Settings__c.getInstance();
      return mine.Text__c + ' ' + mine.Other__c + ' ' + mine.Off__c;`);
    assert.equal(value, 'profile org false', 'each from where it is set');
  });

  it('give the row of one owner without merging, or null', () => {
    const { value } = outcome(`
      ${insert(ORG, "Text__c = 'org'")}
      return Settings__c.getValues(UserInfo.getOrganizationId()).Text__c + Settings__c.getValues(UserInfo.getUserId());`);
    assert.equal(value, 'orgnull', 'the organization has one, the user none');
  });

  it('cost no query, are read by SOQL too, and have no sharing', () => {
    const { value } = outcome(`
      ${insert(ORG, "Text__c = 'org'")}
      Settings__c.getOrgDefaults();
      Integer before = Limits.getQueries();
      return before + [SELECT Text__c FROM Settings__c WHERE SetupOwnerId = '${ORG}' WITH SYSTEM_MODE].Text__c;`);
    assert.equal(value, '0org', 'no query counted, and the row found');
  });

  it('hold one row for each owner', () => {
    assert.throws(
      () => outcome(`${insert(ORG, 'Off__c = true')} ${insert(ORG, 'Off__c = false')} return null;`),
      (error) => error instanceof ApexException && /DUPLICATE_VALUE, .*SetupOwnerId/.test(error.message),
      'the second is refused'
    );
  });

  it('ask for an owner when a row is inserted', () => {
    assert.throws(
      () => outcome(`insert as system new Settings__c(Off__c = true); return null;`),
      (error) => error instanceof ApexException && /REQUIRED_FIELD_MISSING.*SetupOwnerId/.test(error.message),
      'it is named'
    );
  });

  it('have no members of custom metadata types', () => {
    assert.deepEqual(
      refusals('return Settings__c.getAll();', '', project),
      ['Settings__c.getAll is not supported by the local Apex compiler'],
      'refused by name'
    );
  });
});
