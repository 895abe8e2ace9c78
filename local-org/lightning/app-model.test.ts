import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placedBundles, readAppModel } from './app-model';
import { metadata, temporaryPackage } from './test-package';

const page = (component: string): string =>
  metadata(
    'FlexiPage',
    `<flexiPageRegions><itemInstances><componentInstance>
      <componentInstanceProperties><name>caption</name><value>Hello</value></componentInstanceProperties>
      <componentName>${component}</componentName></componentInstance></itemInstances><name>main</name></flexiPageRegions>`
  );

const FILES: Record<string, string> = {
  'applications/Garden.app-meta.xml': metadata(
    'CustomApplication',
    '<label>Garden</label><tabs>Beds</tabs><tabs>Seed__c</tabs><utilityBar>Bar</utilityBar>'
  ),
  'tabs/Beds.tab-meta.xml': metadata('CustomTab', '<flexiPage>Beds_Page</flexiPage><label>All beds</label>'),
  'tabs/Seed__c.tab-meta.xml': metadata('CustomTab', '<customObject>true</customObject>'),
  'flexipages/Beds_Page.flexipage-meta.xml': page('c:bedList'),
  'flexipages/Bar.flexipage-meta.xml': metadata(
    'FlexiPage',
    `<flexiPageRegions><itemInstances><componentInstance>
      <componentInstanceProperties><name>label</name><type>decorator</type><value>Rain</value></componentInstanceProperties>
      <componentInstanceProperties><name>icon</name><type>decorator</type><value>rain</value></componentInstanceProperties>
      <componentInstanceProperties><name>height</name><type>decorator</type><value>200</value></componentInstanceProperties>
      <componentName>rainGauge</componentName></componentInstance></itemInstances><name>utilityItems</name></flexiPageRegions>`
  ),
  'objects/Seed__c/Seed__c.object-meta.xml': metadata(
    'CustomObject',
    '<label>Seed</label><pluralLabel>Seeds</pluralLabel><nameField><label>Seed Number</label></nameField>'
  ),
  'objects/Seed__c/fields/Kind__c.field-meta.xml': metadata(
    'CustomField',
    '<fullName>Kind__c</fullName><label>Kind of seed</label>'
  ),
  'objects/Seed__c/listViews/All.listView-meta.xml': metadata(
    'ListView',
    '<fullName>All</fullName><label>All seeds</label><columns>NAME</columns><columns>Kind__c</columns><columns>CREATED_DATE</columns>'
  )
};

function read(changes: Record<string, string> = {}): ReturnType<typeof readAppModel> {
  const source = temporaryPackage({ ...FILES, ...changes });
  try {
    return readAppModel(source.folder);
  } finally {
    source.remove();
  }
}

test('the app, its tabs and the components of its pages come from the metadata', () => {
  const model = read();
  assert.equal(model.label, 'Garden', 'label of the app');
  assert.deepEqual(
    model.tabs.map((tab) => [tab.name, tab.label]),
    [
      ['Beds', 'All beds'],
      ['Seed__c', 'Seeds']
    ],
    'a page tab has its own label, an object tab the plural label of its object'
  );
  assert.deepEqual(
    model.tabs[0]?.content,
    {
      kind: 'page',
      regions: [{ name: 'main', components: [{ bundle: 'bedList', properties: { caption: 'Hello' } }] }]
    },
    'components stand in their region with their properties'
  );
  assert.deepEqual(placedBundles(model), ['bedList', 'rainGauge'], 'every placed bundle once');
});

test('a utility item has the label, icon and size of its decorators, and none of them as a property', () => {
  assert.deepEqual(
    read().utilityItems,
    [{ bundle: 'rainGauge', properties: {}, label: 'Rain', icon: 'utility:rain', width: 340, height: 200 }],
    'width is the default of 340 pixels'
  );
});

test('columns of a list view carry the labels of the fields', () => {
  assert.deepEqual(
    read().listViews[0]?.columns,
    [
      { field: 'Name', label: 'Seed Number' },
      { field: 'Kind__c', label: 'Kind of seed' },
      { field: 'CreatedDate', label: 'Created Date' }
    ],
    'name field, custom field, standard field'
  );
});

test('a part of the metadata that the local org does not show is refused with its file', () => {
  assert.throws(
    () => read({ 'flexipages/Beds_Page.flexipage-meta.xml': page('flexipage:richText') }),
    /Beds_Page\.flexipage-meta\.xml.*flexipage:richText/,
    'a component of the platform on a page'
  );
  assert.throws(
    () => read({ 'applications/Second.app-meta.xml': metadata('CustomApplication', '<label>Two</label>') }),
    /exactly one Lightning app; the package has 2/,
    'a second app'
  );
  assert.throws(
    () =>
      read({ 'applications/Garden.app-meta.xml': metadata('CustomApplication', '<label>G</label><tabs>Gone</tabs>') }),
    /tab Gone/,
    'a tab without a file'
  );
});
