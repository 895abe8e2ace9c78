import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { basename, dirname, extname } from 'node:path';
import { transform } from 'esbuild';
import { transformSync } from '@lwc/compiler';

/** Where a file comes from decides which of LWC's options apply. */
export type Origin = 'package' | 'base-components';

/** A problem in a source file: 1-based line, 0-based column. */
export class CompileError extends Error {
  readonly file: string;
  readonly line: number;
  readonly column: number;

  constructor(file: string, line: number, column: number, message: string) {
    super(message);
    this.name = 'CompileError';
    this.file = file;
    this.line = line;
    this.column = column;
  }
}

interface LwcFailure {
  message: string;
  location?: { line: number; column: number };
}

/** Options the platform does not give to its customers, and that the published base components need. */
const BASE_COMPONENT_OPTIONS = {
  enableSyntheticElementInternals: true,
  enableDynamicComponents: true,
  enableLwcOn: true,
  experimentalDynamicComponent: { strictSpecifier: false }
};

/**
 * Compiles one file of an LWC bundle (`.ts`, `.js`, `.html`, `.css`) to an ES module.
 *
 * TypeScript is erased as `tsc` does with this project's settings (ESNext, standard decorators, erasable syntax), then `@lwc/compiler` runs.
 * @param scoped whether a style sheet is `*.scoped.css`
 * @param apiVersion API version of the bundle, from its `.js-meta.xml`
 * @throws CompileError with the position in the source
 */
export async function compileFile(
  file: string,
  options: {
    origin: Origin;
    scoped: boolean;
    apiVersion: number;
    namespace: string;
    name: string;
    /** For Lightning Web Security's sandbox. */
    sandboxed?: boolean;
  }
): Promise<string> {
  const source = await readFile(file, 'utf8');
  const script = extname(file) === '.ts' ? await eraseTypes(file, source) : { code: source, map: null };
  try {
    const { code } = transformSync(script.code, file.replace(/\.ts$/, '.js'), {
      name: options.name,
      namespace: options.namespace,
      apiVersion: options.apiVersion,
      scopedStyles: options.scoped,
      enableStaticContentOptimization: true,
      enableLightningWebSecurityTransforms: options.sandboxed ?? false,
      ...(options.origin === 'base-components' ? BASE_COMPONENT_OPTIONS : {})
    });
    return code;
  } catch (failure) {
    const { message, location } = failure as LwcFailure;
    const place = location ?? { line: 1, column: 0 };
    const original = script.map?.findEntry(place.line - 1, place.column);
    throw original && 'originalLine' in original
      ? new CompileError(file, original.originalLine + 1, original.originalColumn, shortened(message, file))
      : new CompileError(file, place.line, place.column, shortened(message, file));
  }
}

async function eraseTypes(file: string, source: string): Promise<{ code: string; map: SourceMap }> {
  try {
    const { code, map } = await transform(source, {
      loader: 'ts',
      target: 'esnext',
      sourcefile: basename(file),
      sourcemap: 'external',
      tsconfigRaw: {
        compilerOptions: { verbatimModuleSyntax: true, useDefineForClassFields: true, experimentalDecorators: false }
      }
    });
    return { code, map: new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]) };
  } catch (failure) {
    const [first] =
      (failure as { errors?: { text: string; location: { line: number; column: number } | null }[] }).errors ?? [];
    if (!first) {
      throw failure;
    }
    throw new CompileError(file, first.location?.line ?? 1, first.location?.column ?? 0, first.text);
  }
}

/** LWC repeats the path and a code frame in its message; the first line without the path says it. */
function shortened(message: string, file: string): string {
  const [first = message] = message.split('\n');
  return first
    .replace(file, '')
    .replace(file.replace(/\.ts$/, '.js'), '')
    .replace(/^[:\s]+/, '');
}

/** Namespace and name of a bundle of base components, from its path: `…/lightning/button/button.js`. */
export function baseComponentName(file: string): { namespace: string; name: string } {
  const folder = dirname(file);
  return { namespace: basename(dirname(folder)), name: basename(folder) };
}
