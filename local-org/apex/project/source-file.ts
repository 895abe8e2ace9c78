import { readFileSync } from 'node:fs';
import type { CompileProblem } from '../contract';

/** A file of the project that cannot be read as what it should be. */
export class SourceProblem extends Error {
  readonly path: string;
  readonly line: number;
  readonly column: number;

  constructor(path: string, line: number, column: number, message: string) {
    super(message);
    this.path = path;
    this.line = line;
    this.column = column;
  }
}

/** The text of a UTF-8 file. @throws SourceProblem at the first byte that is not UTF-8 */
export function readText(file: string): string {
  const bytes = readFileSync(file);
  const text = decode(bytes);
  if (text !== null) return text;
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0 && decode(bytes.subarray(start, end)) !== null;) {
    line++;
    start = end + 1;
    end = bytes.indexOf(10, start);
  }
  let end = start;
  while (end < bytes.length && decode(bytes.subarray(start, end + 1), true) !== null) end++;
  const valid = decode(bytes.subarray(start, end), true) as string;
  const column = valid.length + 1;
  const byte = (bytes[start + Buffer.byteLength(valid)] ?? 0).toString(16).padStart(2, '0').toUpperCase();
  throw new SourceProblem(file, line, column, `The file is not UTF-8: unexpected byte 0x${byte}`);
}

/** `stream`: a character may be cut off at the end. */
function decode(bytes: Uint8Array, stream = false): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
}

/** Runs a reader; a file it cannot read becomes a problem under the name that `shown` gives its path, any other error stays one. */
export function collecting(problems: CompileProblem[], shown: (path: string) => string, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof SourceProblem)) throw error;
    const { path, line, column, message } = error;
    problems.push({ file: shown(path), line, column, message });
  }
}
