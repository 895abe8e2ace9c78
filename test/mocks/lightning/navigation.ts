/**
 * Stand-in for `lightning/navigation` in unit tests: like the one of sfdx-lwc-jest, but calls can be read.
 * In the local org and in Salesforce the real service navigates.
 */
import { createTestWireAdapter } from '@salesforce/wire-service-jest-util';

type Constructor = new (...args: unknown[]) => object;

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** Page references given to `[NavigationMixin.Navigate]`, in order. `mockClear()` it between tests. */
export const navigateSpy = jest.fn<void, [unknown, boolean?]>();
/** Page references given to `[NavigationMixin.GenerateUrl]`; resolves to an address that is nobody's. */
export const generateUrlSpy = jest.fn<Promise<string>, [unknown]>(() => Promise.resolve('https://www.example.com'));

export const CurrentPageReference: unknown = createTestWireAdapter(jest.fn());

const mixin = (Base: Constructor): Constructor =>
  class extends Base {
    [Navigate](pageReference: unknown, replace?: boolean): void {
      navigateSpy(pageReference, replace);
    }
    [GenerateUrl](pageReference: unknown): Promise<string> {
      return generateUrlSpy(pageReference);
    }
  };

export const NavigationMixin = Object.assign(mixin, { Navigate, GenerateUrl });
