/** Writes `types/generated/`: what TypeScript must know of the package's Apex and labels. Run before every type check. */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { apexDeclarations } from './apex-types';
import { labelDeclarations, readLabels } from './label-types';
