/** What the stand-ins of the unit tests export beyond the real modules. */
declare module 'lightning/navigation' {
  export const navigateSpy: jest.Mock<void, [PageReference, boolean?]>;
  export const generateUrlSpy: jest.Mock<Promise<string>, [PageReference]>;
}
