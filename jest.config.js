const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  roots: ['<rootDir>/force-app', '<rootDir>/test'],
  testMatch: ['**/__tests__/**/*.test.ts'],
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    '^lightning/(modal|navigation|platformUtilityBarApi)$': '<rootDir>/test/mocks/lightning/$1'
  },
  setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv || []), '<rootDir>/test/jest.setup.ts'],
  // The JavaScript that `npm run build` emits stands beside its TypeScript; tests read the source.
  moduleFileExtensions: ['ts', 'js', 'html'],
  coverageDirectory: 'coverage/lwc',
  collectCoverageFrom: ['force-app/**/lwc/**/*.ts', '!**/__tests__/**'],
  // Accessibility checks take seconds where other stages run beside them; the default of 5 s would blame the machine on the code.
  testTimeout: 30_000,
  restoreMocks: false
};
