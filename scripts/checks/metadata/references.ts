import type { Problem } from '../outcome';
import { suggestion } from './elements';
import { componentsOf } from './source';
import type { PackageSource } from './source';
import { child, children, content, descendants, problemAt, text } from './xml';
import type { Place } from './xml';

/** An element that names a component. */
interface Reference {
  /** Type of the component whose file has the element. */
  in: string;
  /** Path to the element from the component. */
  path: string;
  /** Type of what it names. */
  to: string;
}

const REFERENCES: Reference[] = [
  { in: 'PermissionSet', path: 'applicationVisibilities/application', to: 'CustomApplication' },
  { in: 'PermissionSet', path: 'classAccesses/apexClass', to: 'ApexClass' },
  { in: 'PermissionSet', path: 'customMetadataTypeAccesses/name', to: 'CustomObject' },
  { in: 'PermissionSet', path: 'customPermissions/name', to: 'CustomPermission' },
  { in: 'PermissionSet', path: 'customSettingAccesses/name', to: 'CustomObject' },
  { in: 'PermissionSet', path: 'fieldPermissions/field', to: 'CustomField' },
  { in: 'PermissionSet', path: 'objectPermissions/object', to: 'CustomObject' },
  { in: 'PermissionSet', path: 'pageAccesses/apexPage', to: 'ApexPage' },
  { in: 'PermissionSet', path: 'tabSettings/tab', to: 'CustomTab' },
  { in: 'CustomApplication', path: 'tabs', to: 'CustomTab' },
  { in: 'CustomApplication', path: 'defaultLandingTab', to: 'CustomTab' },
  { in: 'CustomApplication', path: 'utilityBar', to: 'FlexiPage' },
  { in: 'CustomTab', path: 'flexiPage', to: 'FlexiPage' },
  { in: 'CustomTab', path: 'lwcComponent', to: 'LightningComponentBundle' },
  { in: 'CustomTab', path: 'page', to: 'ApexPage' },
  { in: 'CustomPermission', path: 'requiredPermission/customPermission', to: 'CustomPermission' }
];

/** Parts of a permission set that Relink does not use, with names that nothing here could check. */
const UNCHECKED_GRANTS = [
  'agentAccesses',
  'emailRoutingAddressAccesses',
  'externalCredentialPrincipalAccesses',
  'externalDataSourceAccesses',
  'flowAccesses',
  'genComputingSummaryDefAccesses',
  'recordTypeVisibilities',
  'servicePresenceStatusAccesses'
];

/** Names in permission sets, apps, tabs and pages lead to components of the package. The package stands alone: nothing outside it is named. */
export function checkReferences(source: PackageSource): Problem[] {
  return [
    ...REFERENCES.flatMap((reference) => checkReference(source, reference)),
    ...checkGrants(source),
    ...checkTabs(source),
    ...checkUtilityBars(source),
    ...checkVisualforce(source)
  ];
}

function checkReference(source: PackageSource, reference: Reference): Problem[] {
  const known = componentsOf(source, reference.to);
  return [...componentsOf(source, reference.in).values()].flatMap(({ place }) => {
    const seen = new Set<string>();
    return descendants(place, reference.path).flatMap((element) => {
      const name = content(element);
      if (!known.has(name)) {
        const message = `the package has no ${reference.to} ${name}${suggestion(name, known.keys())}`;
        return [problemAt(element, message)];
      }
      return seen.size === seen.add(name).size ? [problemAt(element, `names ${name} twice`)] : [];
    });
  });
}

/** What a deployment refuses in a permission set although every name in it exists. */
function checkGrants(source: PackageSource): Problem[] {
  const fields = componentsOf(source, 'CustomField');
  return [...componentsOf(source, 'PermissionSet').values()].flatMap(({ place }) => [
    ...children(place, 'fieldPermissions').flatMap((grant) => {
      const name = text(grant, 'field') ?? '';
      const at = child(grant, 'field') ?? grant;
      const field = fields.get(name)?.place;
      const isRequired = field && (text(field, 'required') === 'true' || text(field, 'type') === 'MasterDetail');
      const problems = isRequired
        ? [problemAt(at, `${name} is a required field: a deployment refuses permissions on it`)]
        : [];
      if (text(grant, 'editable') === 'true' && text(grant, 'readable') !== 'true') {
        problems.push(problemAt(at, `${name} is editable but not readable`));
      }
      return problems;
    }),
    ...children(place, 'objectPermissions').flatMap((grant) => checkObjectGrant(grant)),
    ...UNCHECKED_GRANTS.flatMap((name) =>
      children(place, name).map((grant) => problemAt(grant, `<${name}> grants what this check cannot look up`))
    )
  ]);
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.securityImplGuide.meta/securityImplGuide/users_profiles_dependencies.htm */
function checkObjectGrant(grant: Place): Problem[] {
  const needs: Record<string, string[]> = {
    allowCreate: ['allowRead'],
    allowEdit: ['allowRead'],
    allowDelete: ['allowRead', 'allowEdit'],
    viewAllRecords: ['allowRead'],
    modifyAllRecords: ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords']
  };
  return Object.entries(needs).flatMap(([permission, others]) => {
    const lacking = others.filter((other) => text(grant, other) !== 'true');
    return text(grant, permission) === 'true' && lacking.length > 0
      ? [problemAt(grant, `${permission} needs ${lacking.join(', ')}`)]
      : [];
  });
}

function checkTabs(source: PackageSource): Problem[] {
  const objects = componentsOf(source, 'CustomObject');
  return [...componentsOf(source, 'CustomTab').values()].flatMap(({ place, fullName }) => {
    const flag = child(place, 'customObject');
    const shown = ['auraComponent', 'flexiPage', 'lwcComponent', 'page', 'scontrol', 'url'].filter((name) =>
      child(place, name)
    );
    if (flag && content(flag) === 'true') {
      return objects.has(fullName) ? [] : [problemAt(flag, `the package has no CustomObject ${fullName}`)];
    }
    return shown.length === 1 ? [] : [problemAt(place, `shows ${shown.join(' and ') || 'nothing'}`)];
  });
}

function checkUtilityBars(source: PackageSource): Problem[] {
  const pages = componentsOf(source, 'FlexiPage');
  return [...componentsOf(source, 'CustomApplication').values()].flatMap(({ place }) =>
    children(place, 'utilityBar').flatMap((element) => {
      const page = pages.get(content(element));
      return page && text(page.place, 'type') !== 'UtilityBar'
        ? [problemAt(element, `${content(element)} is a ${text(page.place, 'type')}, no UtilityBar`)]
        : [];
    })
  );
}

/** `controller` and `extensions` of a Visualforce page are classes of the package. */
function checkVisualforce(source: PackageSource): Problem[] {
  const classes = componentsOf(source, 'ApexClass');
  return source.files
    .filter(({ path }) => path.endsWith('.page'))
    .flatMap((file) =>
      [...file.text.matchAll(/\b(?:controller|extensions)\s*=\s*(["'])(.*?)\1/g)].flatMap((match) =>
        match[2]
          .split(',')
          .map((name) => name.trim())
          .filter((name) => !classes.has(name))
          .map((name) => ({
            file: file.path,
            ...position(file.text, match.index + match[0].indexOf(name)),
            message: `the package has no ApexClass ${name}${suggestion(name, classes.keys())}`
          }))
      )
    );
}

/** Line and column, counted from 1, of an offset in a text. */
export function position(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
