import assert from 'node:assert/strict';
import { it } from 'node:test';
import { calloutTimeouts } from './callout-timeout';

it("Every callout of the package gives up after 15 seconds, so that seven of them stay under the platform's 120", () => {
  assert.deepEqual(calloutTimeouts(), [15_000, 15_000], 'time-outs of a reading and of a writing callout');
});
