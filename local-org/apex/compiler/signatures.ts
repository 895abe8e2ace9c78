import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A platform type as the table holds it. Type names are Apex's; `System.` is dropped inside signatures. */
export interface TypeSignature {
  kind: 'class' | 'interface' | 'enum';
  /** Type variables of a generic type: `['K', 'V']`. */
  variables?: string[];
  extends?: string;
  implements?: string[];
  constants?: string[];
  /** Parameter types of each constructor. */
  constructors?: string[][];
  /** Name, type, 1 when static. */
  fields?: [string, string, 0 | 1][];
  /** Name, result, 1 when static, parameter types. */
  methods?: [string, string, 0 | 1, ...string[]][];
}

export interface SObjectSignature {
  /** Field and relationship names in canonical case → type: `Id`, `String`, `User`. */
  fields: Record<string, string>;
}

/** The committed table of platform types at one API version; built by `scripts/apex-signatures.ts`. */
export interface PlatformSignatures {
  provenance: string;
  apiVersion: string;
  types: Record<string, TypeSignature>;
  sobjects: Record<string, SObjectSignature>;
}

let loaded: PlatformSignatures | null = null;

/** The table for API 65.0, read once per process. */
export function platformSignatures(): PlatformSignatures {
  loaded ??= JSON.parse(
    readFileSync(path.join(__dirname, '..', 'signatures', 'platform-v65.json'), 'utf8')
  ) as PlatformSignatures;
  return loaded;
}
