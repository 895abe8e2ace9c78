import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT, sourceOf } from './base';

/** What the package, its types and its compilers read. */
const PARTS = ['sfdx-project.json', 'tsconfig.json', 'tsconfig.paths.json', 'types', 'force-app', '.build/apex'];

/** For tests: a copy of this project whose files can be broken. File names are relative to `force-app/main/default`. */
export class TestProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'project-'));

  constructor() {
    for (const part of PARTS.filter((name) => existsSync(join(PROJECT, name)))) {
      cpSync(join(PROJECT, part), join(this.folder, part), { recursive: true });
    }
    symlinkSync(join(PROJECT, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  write(file: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), content);
  }

  /** Replaces a text that must be there. */
  edit(file: string, from: string, to: string): void {
    const text = this.read(file);
    if (!text.includes(from)) {
      throw new Error(`${file} does not contain ${from}`);
    }
    this.write(file, text.replace(from, to));
  }

  delete(file: string): void {
    rmSync(this.path(file));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private path(file: string): string {
    return join(sourceOf(this.folder), file);
  }
}
