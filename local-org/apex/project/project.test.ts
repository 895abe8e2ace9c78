import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { CLASS_META } from '../testing/fixture';
import { readProject } from '.';

const folder = mkdtempSync(path.join(tmpdir(), 'apex-project-'));
after(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  const target = path.join(folder, 'force-app/main/default', file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  if (file.endsWith('.cls')) writeFileSync(`${target}-meta.xml`, CLASS_META);
}

const xml = (root: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${body}</${root}>`;

const field = (name: string, type: string, more = ''): void =>
  write(
    `objects/Run__c/fields/${name}.field-meta.xml`,
    xml('CustomField', `<fullName>${name}</fullName><label>${name}</label><type>${type}</type>${more}`)
  );

writeFileSync(path.join(folder, 'sfdx-project.json'), '{"packageDirectories":[{"path":"force-app"}]}');
write(
  'objects/Run__c/Run__c.object-meta.xml',
  xml(
    'CustomObject',
    '<label>Run</label><nameField><label>No</label><type>AutoNumber</type><displayFormat>R-{000}</displayFormat></nameField>'
  )
);
field(
  'Kind__c',
  'Picklist',
  '<required>true</required><valueSet><restricted>true</restricted><valueSetDefinition><value><fullName>A</fullName><default>true</default></value></valueSetDefinition></valueSet>'
);
field('Note__c', 'Text', '<length>80</length>');
field('Done__c', 'Checkbox', '<defaultValue>false</defaultValue>');
write('objects/Profile__mdt/Profile__mdt.object-meta.xml', xml('CustomObject', '<label>Profile</label>'));
write(
  'objects/Profile__mdt/fields/Host__c.field-meta.xml',
  xml('CustomField', '<fullName>Host__c</fullName><label>Host</label><type>Text</type><length>80</length>')
);
write(
  'customMetadata/Profile.First.md-meta.xml',
  xml(
    'CustomMetadata',
    '<label>The first</label><values><field>Host__c</field><value xsi:type="xsd:string">api.example</value></values>'
  )
);
write(
  'labels/CustomLabels.labels-meta.xml',
  xml('CustomLabels', '<labels><fullName>Title</fullName><value>A &amp; B</value></labels>')
);
write(
  'permissionsets/Admin.permissionset-meta.xml',
  xml(
    'PermissionSet',
    `<label>Admin</label><classAccesses><apexClass>Controller</apexClass><enabled>true</enabled></classAccesses>
     <classAccesses><apexClass>Other</apexClass><enabled>false</enabled></classAccesses>
     <customPermissions><name>Use</name><enabled>true</enabled></customPermissions>
     <objectPermissions><object>Run__c</object><allowRead>true</allowRead><viewAllRecords>true</viewAllRecords></objectPermissions>
     <fieldPermissions><field>Run__c.Note__c</field><readable>true</readable><editable>false</editable></fieldPermissions>`
  )
);
write('customPermissions/Use.customPermission-meta.xml', xml('CustomPermission', '<label>Use</label>'));
write(
  'remoteSiteSettings/Api.remoteSite-meta.xml',
  xml('RemoteSiteSetting', '<url>https://api.example</url><isActive>true</isActive>')
);
write('pages/Session.page', '<apex:page/>');
write('classes/deep/Controller.cls', 'public class Controller {}');

/** The problems of the project as it stands, as lines. */
function problem(): string {
  return readProject(folder)
    .problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
    .join('\n');
}

describe('The project reader', () => {
  const { project, sources, classFiles, pageFiles } = readProject(folder);

  it('reads custom objects with system fields, labels, lengths, picklists and defaults', () => {
    const run = project.objects.get('run__c');
    assert.equal(run?.kind, 'record', 'a custom object holds records');
    assert.equal(run?.fields.get('name')?.autoNumber, 'R-{000}', 'auto number of the name');
    assert.equal(run?.fields.get('createdbyid')?.relationshipName, 'CreatedBy', 'system relationship');
    assert.deepEqual(run?.fields.get('kind__c')?.picklist, ['A'], 'picklist values');
    assert.equal(run?.fields.get('kind__c')?.defaultValue, 'A', 'default of the picklist');
    assert.equal(run?.fields.get('note__c')?.length, 80, 'length');
    assert.equal(run?.fields.get('done__c')?.defaultValue, false, 'default of the checkbox');
  });

  it('reads custom metadata records with their standard fields', () => {
    const [record] = project.customMetadata.get('profile__mdt') ?? [];
    assert.equal(record.DeveloperName, 'First', 'developer name from the file name');
    assert.equal(record.MasterLabel, 'The first', 'label');
    assert.equal(record.Host__c, 'api.example', 'custom field');
  });

  it('reads labels, pages, permissions and remote sites', () => {
    assert.equal(project.labels.get('Title'), 'A & B', 'entities are resolved');
    assert.ok(project.pages.has('Session'), 'page name');
    assert.ok(pageFiles.get('Session')?.endsWith('Session.page'), 'page file');
    assert.ok(project.customPermissions.has('Use'), 'custom permission');
    assert.deepEqual(project.remoteSites, [{ url: 'https://api.example', active: true }], 'remote site');
    const admin = project.permissionSets.get('Admin');
    assert.deepEqual([...(admin?.classes ?? [])], ['Controller'], 'only enabled classes');
    assert.equal(admin?.objects.get('run__c')?.viewAll, true, 'object rights');
    assert.deepEqual(admin?.fields.get('run__c.note__c'), { read: true, edit: false }, 'field rights');
  });

  it('finds classes in any folder and knows the platform’s setup objects', () => {
    assert.deepEqual(
      sources.map(({ file }) => file),
      ['Controller.cls'],
      'class files by base name'
    );
    assert.ok(classFiles.get('Controller.cls')?.includes('deep'), 'path of the class file');
    const provider = project.objects.get('authprovider');
    assert.equal(provider?.keyPrefix, '0SO', 'key prefix');
    assert.equal(provider?.fields.get('executionuserid')?.referenceTo, 'User', 'relationship from the type stubs');
  });

  it('reads hierarchy custom settings: rows belong to a SetupOwnerId; other kinds are refused', () => {
    const setting = (kind: string): void =>
      write(
        'objects/Settings__c/Settings__c.object-meta.xml',
        xml('CustomObject', `<label>Settings</label><customSettingsType>${kind}</customSettingsType>`)
      );
    setting('Hierarchy');
    const schema = readProject(folder).project.objects.get('settings__c');
    assert.equal(schema?.settings, 'hierarchy', 'kind');
    assert.ok(schema?.fields.has('setupownerid') && !schema.fields.has('ownerid'), 'owner');
    setting('List');
    assert.match(problem(), /Settings__c\.object-meta\.xml:1:1 .*List are not supported/, 'refused by name');
    rmSync(path.join(folder, 'force-app/main/default/objects/Settings__c'), { recursive: true });
  });

  it('refuses a field type it does not know, by file and name', () => {
    field('Where__c', 'Location');
    assert.match(problem(), /Where__c\.field-meta\.xml:1:1 .*Location is not supported/, 'named');
    rmSync(path.join(folder, 'force-app/main/default/objects/Run__c/fields/Where__c.field-meta.xml'));
  });
});
