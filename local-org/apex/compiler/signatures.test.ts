import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { nativeRegistry } from '../runtime/natives';
import { platformSignatures } from './signatures';
import { platformKey } from './world';

const { types, sobjects, provenance } = platformSignatures();

describe('The signature table', () => {
  it('holds generic types, enums, static and instance members as the platform has them', () => {
    assert.deepEqual(types['System.Map'].variables, ['K', 'V'], 'type variables');
    assert.ok(
      types['System.Map'].methods?.some((method) => method.join() === 'keySet,Set<K>,0'),
      'generic result'
    );
    assert.deepEqual(types['Dom.XmlNodeType'].constants, ['COMMENT', 'ELEMENT', 'TEXT'], 'enum constants');
    assert.ok(
      types['System.JSON'].methods?.some((method) => method.join() === 'deserialize,Object,1,String,Type'),
      'static'
    );
    assert.equal(types['System.DmlException'].extends, 'Exception', 'superclass');
  });

  it('holds the setup objects that the package reads', () => {
    assert.equal(sobjects['AuthProvider'].fields['ConsumerKey'], 'String', 'field type');
    assert.ok(!('LastModifiedDate' in sobjects['AuthProvider'].fields), 'no field that the platform lacks');
    assert.equal(
      sobjects['UserPermissionAccess'].fields['PermissionsManageAuthProviders'],
      'Boolean',
      'permission field'
    );
  });

  it('says where it comes from and stays small', () => {
    assert.match(provenance, /apex-dev-tools.*BSD-3-Clause/, 'source and licence');
    const file = path.join(__dirname, '..', 'signatures', 'platform-v65.json');
    assert.ok(statSync(file).size < 1_500_000, 'under 1.5 MB');
  });

  it('has every member the local runtime implements: nothing is invented', () => {
    const unknown: string[] = [];
    const language = new Set(['System.Object', 'System.Enum']);
    for (const native of nativeRegistry().all()) {
      if (language.has(native.name)) continue;
      const known = membersOf(native.name);
      for (const key of [
        ...Object.keys(native.instance ?? {}),
        ...Object.keys(native.statics ?? {}),
        ...Object.keys(native.constructors ?? {})
      ]) {
        if (!known.has(key)) unknown.push(`${native.name}.${key}`);
      }
    }
    assert.deepEqual(unknown, [], 'members that the platform does not have');
  });
});

/** Keys of a type's members, inherited ones and those of every object included. */
function membersOf(name: string): Set<string> {
  const keys = new Set(['tostring()', 'equals(object)', 'hashcode()']);
  for (let current: string | undefined = name; current;) {
    const type: (typeof types)[string] | undefined = types[current] ?? types[`System.${current}`];
    for (const [method, , , ...parameters] of type?.methods ?? []) keys.add(platformKey(method, parameters));
    for (const parameters of type?.constructors ?? []) keys.add(platformKey('', parameters));
    for (const [field] of type?.fields ?? [])
      ['get', 'set'].forEach((access) => keys.add(`${access} ${field.toLowerCase()}`));
    current = type?.extends;
  }
  return keys;
}
