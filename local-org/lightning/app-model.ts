import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DOMParser, type Element } from '@xmldom/xmldom';

/** A Lightning component on a page or in the utility bar, with the property values of its flexipage. */
export interface PlacedComponent {
  /** Name of the LWC bundle, without namespace. */
  bundle: string;
  properties: Record<string, string>;
}

export interface PageRegion {
  name: string;
  components: PlacedComponent[];
}

/** A navigation item: a tab that shows a Lightning page, or the list view of an object. */
export interface AppTab {
  /** API name, as in `/lightning/n/<name>` and in `standard__navItemPage`. */
  name: string;
  label: string;
  content: { kind: 'page'; regions: PageRegion[] } | { kind: 'object'; object: string };
}

export interface UtilityItem extends PlacedComponent {
  label: string;
  /** Icon name with category: `utility:connected_apps`. */
  icon: string;
  /** Pixels. */
  width: number;
  height: number;
}

/** What the page shell shows: one Lightning app of the package. */
export interface AppModel {
  name: string;
  label: string;
  tabs: AppTab[];
  utilityItems: UtilityItem[];
  listViews: ListView[];
}

/** A list view of a custom object. */
export interface ListView {
  object: string;
  /** API name, as in `filterName`. */
  name: string;
  label: string;
  /** Plural label of the object. */
  objectLabel: string;
  columns: { field: string; label: string }[];
}

/** Labels of the standard fields that a list view of a custom object can name, by their list view name. */
const STANDARD_COLUMNS: Record<string, { field: string; label: string }> = {
  CREATED_DATE: { field: 'CreatedDate', label: 'Created Date' },
  CREATEDBY_USER: { field: 'CreatedBy.Name', label: 'Created By' },
  'CREATEDBY_USER.ALIAS': { field: 'CreatedBy.Alias', label: 'Created By Alias' },
  LAST_UPDATE: { field: 'LastModifiedDate', label: 'Last Modified Date' }
};

/**
 * Reads the package's Lightning app with its tabs, pages, utility bar and list views from source format metadata.
 * @param sourceFolder `force-app/main/default`
 * @throws Error naming the file and the part of it that the local org does not show
 */
export function readAppModel(sourceFolder: string): AppModel {
  const apps = metadataFiles(join(sourceFolder, 'applications'), '.app-meta.xml');
  const [file] = apps;
  if (file === undefined || apps.length > 1) {
    throw new Error(`the local org shows exactly one Lightning app; the package has ${apps.length}`);
  }
  const app = readXml(file);
  const utilityBar = text(app, 'utilityBar');
  return {
    name: basename(file, '.app-meta.xml'),
    label: required(app, 'label', file),
    tabs: texts(app, 'tabs').map((name) => readTab(sourceFolder, name)),
    utilityItems: utilityBar === null ? [] : readUtilityBar(sourceFolder, utilityBar),
    listViews: readListViews(join(sourceFolder, 'objects'))
  };
}

/** Names of all bundles that the app places, without duplicates. */
export function placedBundles(model: AppModel): string[] {
  const onPages = model.tabs.flatMap((tab) =>
    tab.content.kind === 'page' ? tab.content.regions.flatMap((region) => region.components) : []
  );
  return [...new Set([...onPages, ...model.utilityItems].map((component) => component.bundle))].sort();
}

function readTab(sourceFolder: string, name: string): AppTab {
  const file = join(sourceFolder, 'tabs', `${name}.tab-meta.xml`);
  if (!existsSync(file)) {
    throw new Error(`the app names the tab ${name}, which the package does not have`);
  }
  const tab = readXml(file);
  if (text(tab, 'customObject') === 'true') {
    return { name, label: objectLabels(sourceFolder, name).plural, content: { kind: 'object', object: name } };
  }
  const label = required(tab, 'label', file);
  const bundle = text(tab, 'lwcComponent');
  if (bundle !== null) {
    const regions = [{ name: 'main', components: [{ bundle, properties: {} }] }];
    return { name, label, content: { kind: 'page', regions } };
  }
  const page = required(tab, 'flexiPage', file);
  return { name, label, content: { kind: 'page', regions: readRegions(sourceFolder, page) } };
}

function readRegions(sourceFolder: string, page: string): PageRegion[] {
  const file = join(sourceFolder, 'flexipages', `${page}.flexipage-meta.xml`);
  return children(readXml(file), 'flexiPageRegions').map((region) => ({
    name: required(region, 'name', file),
    components: componentInstances(region, file).map((instance) => placed(instance, file, 'plain'))
  }));
}

function readUtilityBar(sourceFolder: string, page: string): UtilityItem[] {
  const file = join(sourceFolder, 'flexipages', `${page}.flexipage-meta.xml`);
  return children(readXml(file), 'flexiPageRegions')
    .flatMap((region) => componentInstances(region, file))
    .map((instance) => {
      const decorator = placed(instance, file, 'decorator').properties;
      const component = placed(instance, file, 'plain');
      const icon = decorator.icon ?? 'fallback';
      return {
        ...component,
        label: decorator.label ?? component.bundle,
        icon: icon.includes(':') ? icon : `utility:${icon}`,
        width: Number(decorator.width ?? 340),
        height: Number(decorator.height ?? 480)
      };
    });
}

function componentInstances(region: Element, file: string): Element[] {
  return children(region, 'itemInstances').map((item) => {
    const [instance] = children(item, 'componentInstance');
    if (!instance) {
      throw new Error(`${file}: only components can stand on a page of the local org`);
    }
    return instance;
  });
}

function placed(instance: Element, file: string, kind: 'plain' | 'decorator'): PlacedComponent {
  const name = required(instance, 'componentName', file);
  const bundle = /^(?:c:)?([a-z]\w*)$/.exec(name)?.[1];
  if (bundle === undefined) {
    throw new Error(`${file}: the component ${name} is not of this package`);
  }
  const properties = children(instance, 'componentInstanceProperties')
    .filter((property) => (text(property, 'type') === 'decorator') === (kind === 'decorator'))
    .map((property) => [required(property, 'name', file), text(property, 'value') ?? '']);
  return { bundle, properties: Object.fromEntries(properties) as Record<string, string> };
}

function readListViews(objects: string): ListView[] {
  if (!existsSync(objects)) {
    return [];
  }
  return readdirSync(objects).flatMap((object) =>
    metadataFiles(join(objects, object, 'listViews'), '.listView-meta.xml').map((file) => {
      const view = readXml(file);
      return {
        object,
        name: required(view, 'fullName', file),
        label: required(view, 'label', file),
        objectLabel: objectLabels(join(objects, '..'), object).plural,
        columns: texts(view, 'columns').map((column) => listColumn(objects, object, column, file))
      };
    })
  );
}

function listColumn(
  objects: string,
  object: string,
  column: string,
  listView: string
): { field: string; label: string } {
  if (column === 'NAME') {
    const [nameField] = children(readXml(join(objects, object, `${object}.object-meta.xml`)), 'nameField');
    return { field: 'Name', label: (nameField && text(nameField, 'label')) ?? 'Name' };
  }
  const standard = STANDARD_COLUMNS[column];
  if (standard) {
    return standard;
  }
  const file = join(objects, object, 'fields', `${column}.field-meta.xml`);
  if (!existsSync(file)) {
    throw new Error(`${listView}: the local org does not know the column ${column}`);
  }
  return { field: column, label: required(readXml(file), 'label', file) };
}

function objectLabels(sourceFolder: string, object: string): { singular: string; plural: string } {
  const file = join(sourceFolder, 'objects', object, `${object}.object-meta.xml`);
  const xml = readXml(file);
  return { singular: required(xml, 'label', file), plural: required(xml, 'pluralLabel', file) };
}

function metadataFiles(folder: string, ending: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => join(folder, file));
}

function readXml(file: string): Element {
  const parser = new DOMParser({
    onError: (_level, message) => {
      throw new Error(`${file}: ${message}`);
    }
  });
  const root = parser.parseFromString(readFileSync(file, 'utf8'), 'text/xml').documentElement;
  if (!root) {
    throw new Error(`${file}: empty`);
  }
  return root;
}

function children(parent: Element, name: string): Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeName === name);
}

function texts(parent: Element, name: string): string[] {
  return children(parent, name).map((element) => (element.textContent ?? '').trim());
}

function text(parent: Element, name: string): string | null {
  return texts(parent, name)[0] ?? null;
}

function required(parent: Element, name: string, file: string): string {
  const value = text(parent, name);
  if (value === null || value === '') {
    throw new Error(`${file}: ${parent.nodeName} lacks ${name}`);
  }
  return value;
}
