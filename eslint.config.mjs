import { createRequire } from 'node:module';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import slds from '@salesforce-ux/eslint-plugin-slds';

const require = createRequire(import.meta.url);
const lwcRecommended = require('@salesforce/eslint-config-lwc/recommended-ts');

const components = ['force-app/**/lwc/**/*.ts'];
const componentTests = ['force-app/**/__tests__/**/*.ts', 'test/**/*.ts'];
const tools = ['local-org/**/*.ts', 'scripts/**/*.ts', 'e2e/**/*.ts'];

/** Core rules that typescript-eslint or the compiler does better. */
const leftToTypeScript = {
  'no-undef': 'off',
  'no-shadow': 'off',
  'no-unused-vars': 'off',
  'no-use-before-define': 'off',
  'import/named': 'off',
  'import/namespace': 'off',
  'import/default': 'off'
};

const shared = {
  '@typescript-eslint/no-unused-vars': ['error', { args: 'after-used', ignoreRestSiblings: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': 'off'
};

const looserInTests = {
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/no-require-imports': 'off',
  '@typescript-eslint/unbound-method': 'off'
};

export default defineConfig(
  globalIgnores([
    'node_modules/',
    '.build/',
    'coverage/',
    'test-results/',
    'types/generated/',
    'force-app/**/lwc/**/*.js'
  ]),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' }
  },
  {
    files: components,
    extends: [lwcRecommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: ['./tsconfig.test.json'], tsconfigRootDir: import.meta.dirname }
    },
    rules: { ...leftToTypeScript, ...shared, 'no-void': ['error', { allowAsStatement: true }] }
  },
  {
    files: componentTests,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: ['./tsconfig.test.json'], tsconfigRootDir: import.meta.dirname }
    },
    rules: { ...leftToTypeScript, ...shared, ...looserInTests }
  },
  {
    files: tools,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: ['./tsconfig.tools.json'], tsconfigRootDir: import.meta.dirname }
    },
    rules: { ...leftToTypeScript, ...shared }
  },
  {
    // node:test returns promises from `test()` that the runner itself awaits.
    files: ['{local-org,scripts,e2e}/**/*.test.ts'],
    rules: {
      ...looserInTests,
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/require-await': 'off'
    }
  },
  {
    files: ['scripts/**/*.js', '*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        require: 'readonly',
        module: 'writable',
        process: 'readonly',
        console: 'readonly',
        __dirname: 'readonly'
      }
    }
  },
  { files: ['force-app/**/*.html'], extends: [slds.configs['flat/recommended-html']] },
  { files: ['force-app/**/*.css'], extends: [slds.configs['flat/recommended-css']] }
);
