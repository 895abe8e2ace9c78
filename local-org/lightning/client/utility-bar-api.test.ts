import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EnclosingUtilityId, insideUtility, registerUtility, updateUtility } from './utility-bar-api';

describe('lightning/platformUtilityBarApi of the local org', () => {
  it('gives a component the id of the utility that it is created in, and null elsewhere', () => {
    const given: (string | null)[] = [];
    const connect = (): void => new EnclosingUtilityId((id) => given.push(id)).connect();
    insideUtility('utility-0', connect);
    connect();
    assert.deepEqual(given, ['utility-0', null]);
  });

  it('passes a change on to the utility with that id', async () => {
    const changes: object[] = [];
    registerUtility('utility-1', (attributes) => changes.push(attributes));
    assert.equal(await updateUtility('utility-1', { label: 'Relink: working', highlighted: false }), true);
    assert.deepEqual(changes, [{ label: 'Relink: working', highlighted: false }]);
  });

  it('refuses an unknown utility and an unknown attribute by name', async () => {
    registerUtility('utility-2', () => undefined);
    await assert.rejects(updateUtility('utility-9', {}), /no utility utility-9/);
    await assert.rejects(updateUtility('utility-2', { colour: 'red' } as object), /no colour/);
  });
});
