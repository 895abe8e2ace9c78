import type { Problem } from '../outcome';
import { suggestion } from './elements';
import { componentsOf } from './source';
import type { Component, PackageSource } from './source';
import { child, children, content, descendants, problemAt, text } from './xml';
import type { Place } from './xml';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XSD = 'http://www.w3.org/2001/XMLSchema';

/** Fields that every custom object has, by their names in layouts and compact layouts. */
const STANDARD_FIELDS = ['Name', 'OwnerId', 'CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'];

/** The same in list views and search layouts. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_listview.htm */
const STANDARD_COLUMNS = [
  'NAME',
  'CREATED_DATE',
  'CREATEDBY_USER',
  'CREATEDBY_USER.ALIAS',
  'LAST_UPDATE',
  'UPDATEDBY_USER',
  'UPDATEDBY_USER.ALIAS',
  'OWNER.ALIAS',
  'OWNER.FIRST_NAME',
  'OWNER.LAST_NAME',
  'LAST_ACTIVITY'
];

/** What a value of custom metadata is written as, by the type of its field. */
const WRITTEN_AS: Record<string, { type: string; fits: RegExp }> = {
  Checkbox: { type: 'boolean', fits: /^(true|false)$/ },
  Date: { type: 'date', fits: /^\d{4}-\d\d-\d\d$/ },
  DateTime: { type: 'dateTime', fits: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/ },
  Number: { type: 'double', fits: /^-?\d+(\.\d+)?$/ },
  Percent: { type: 'double', fits: /^-?\d+(\.\d+)?$/ }
};

/** Objects, and what refers to their fields: layouts, list views, compact layouts, lookups, records of custom metadata. */
export function checkObjects(source: PackageSource): Problem[] {
  const ofType = (type: string): Component[] => [...componentsOf(source, type).values()];
  return [
    ...ofType('Layout').flatMap(({ place, fullName }) => {
      const [object = ''] = fullName.split('-');
      return [
        ...checkObject(source, place, object),
        ...descendants(place, 'layoutSections/layoutColumns/layoutItems/field').flatMap((field) =>
          checkField(source, field, object, STANDARD_FIELDS)
        )
      ];
    }),
    ...ofType('CompactLayout').flatMap(({ place, fullName }) =>
      children(place, 'fields').flatMap((field) => checkField(source, field, objectOf(fullName), STANDARD_FIELDS))
    ),
    ...ofType('ListView').flatMap(({ place, fullName }) =>
      [...children(place, 'columns'), ...descendants(place, 'filters/field')].flatMap((column) =>
        checkField(source, column, objectOf(fullName), STANDARD_COLUMNS)
      )
    ),
    ...ofType('CustomField').flatMap(({ place, fullName }) => [
      ...checkObject(source, place, objectOf(fullName)),
      ...children(place, 'referenceTo').flatMap((element) =>
        content(element).endsWith('__c') ? checkObject(source, element, content(element)) : []
      )
    ]),
    ...ofType('CustomObject').flatMap(({ place, fullName }) => {
      const assignment = child(place, 'compactLayoutAssignment');
      const name = assignment ? content(assignment) : 'SYSTEM';
      return assignment && name !== 'SYSTEM' && !componentsOf(source, 'CompactLayout').has(`${fullName}.${name}`)
        ? [problemAt(assignment, `${fullName} has no CompactLayout ${name}`)]
        : [];
    }),
    ...ofType('CustomMetadata').flatMap((record) => checkRecord(source, record))
  ];
}

function objectOf(fullName: string): string {
  return fullName.slice(0, fullName.indexOf('.'));
}

function checkObject(source: PackageSource, place: Place, object: string): Problem[] {
  const objects = componentsOf(source, 'CustomObject');
  return objects.has(object)
    ? []
    : [problemAt(place, `the package has no CustomObject ${object}${suggestion(object, objects.keys())}`)];
}

function checkField(source: PackageSource, place: Place, object: string, standard: string[]): Problem[] {
  const name = content(place);
  const known = fieldsOf(source, object);
  return known.has(name) || standard.includes(name)
    ? []
    : [problemAt(place, `${object} has no field ${name}${suggestion(name, [...known.keys(), ...standard])}`)];
}

function fieldsOf(source: PackageSource, object: string): Map<string, Place> {
  return new Map(
    [...componentsOf(source, 'CustomField').values()]
      .filter(({ fullName }) => objectOf(fullName) === object)
      .map(({ fullName, place }) => [fullName.slice(object.length + 1), place])
  );
}

function checkRecord(source: PackageSource, { fullName, place }: Component): Problem[] {
  const object = `${objectOf(fullName)}__mdt`;
  const fields = fieldsOf(source, object);
  const problems = checkObject(source, place, object);
  if (problems.length > 0) {
    return problems;
  }
  const given = new Set<string>();
  for (const entry of children(place, 'values')) {
    const name = child(entry, 'field');
    if (!name) continue;
    const field = fields.get(content(name));
    if (given.size === given.add(content(name)).size) {
      problems.push(problemAt(name, `gives ${content(name)} twice`));
    }
    if (!field) {
      problems.push(
        problemAt(name, `${object} has no field ${content(name)}${suggestion(content(name), fields.keys())}`)
      );
    } else {
      problems.push(...checkFieldValue(entry, field, content(name)));
    }
  }
  for (const [name, field] of fields) {
    const isNeeded = text(field, 'required') === 'true' && child(field, 'defaultValue') === null;
    if (isNeeded && !given.has(name)) {
      problems.push(problemAt(place, `lacks ${name}, which ${object} requires`));
    }
  }
  return problems;
}

function checkFieldValue(entry: Place, field: Place, name: string): Problem[] {
  const value = child(entry, 'value');
  if (!value) {
    return [problemAt(entry, `gives ${name} no <value>; a value left out on purpose is <value xsi:nil="true"/>`)];
  }
  const fieldType = text(field, 'type') ?? '';
  const isRequired = text(field, 'required') === 'true';
  if (value.element.getAttributeNS(XSI, 'nil') === 'true') {
    return isRequired ? [problemAt(value, `${name} is required and has no value`)] : [];
  }
  const expected = WRITTEN_AS[fieldType] ?? { type: 'string', fits: /[\s\S]*/ };
  const [prefix, type] = (value.element.getAttributeNS(XSI, 'type') ?? '').split(':');
  const written = content(value);
  if (type !== expected.type || value.element.lookupNamespaceURI(prefix) !== XSD) {
    return [problemAt(value, `${name} is a ${fieldType}: its value is of xsi:type xsd:${expected.type}`)];
  }
  if (!expected.fits.test(written)) {
    return [problemAt(value, `${name} is a ${fieldType}, not "${written}"`)];
  }
  const length = Number(text(field, 'length') ?? Infinity);
  if (written.length > length) {
    return [problemAt(value, `${name} has ${written.length} characters, at most ${length} fit`)];
  }
  const choices = descendants(field, 'valueSet/valueSetDefinition/value/fullName').map(content);
  return choices.length > 0 && !choices.includes(written)
    ? [problemAt(value, `${name} is one of ${choices.join(', ')}, not "${written}"`)]
    : [];
}
