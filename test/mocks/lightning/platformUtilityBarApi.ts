/** Stand-in for `lightning/platformUtilityBarApi` in unit tests; sfdx-lwc-jest has none. The local org's own one changes its utility bar. */
import { createTestWireAdapter } from '@salesforce/wire-service-jest-util';

/** `emit('utility-0')` puts the component into a utility. */
export const EnclosingUtilityId = createTestWireAdapter(jest.fn());

export const updateUtility = jest.fn<Promise<boolean>, [string, Record<string, unknown>]>(() => Promise.resolve(true));
