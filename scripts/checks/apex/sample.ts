import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../outcome';

/** A project with faults that each tool must find: one that finds nothing in it is blind, not content. */
export interface Sample {
  /** Its root: a folder with sfdx-project.json. */
  root: string;
  /** The class for Graph Engine, which does not get past an unknown method; the type checker has another one. */
  file: string;
  /** Rules of Graph Engine that must object to the class. */
  rules: string[];
}

/** Writes a class that inserts without a check of permissions, and one that calls a method that does not exist. */
export function writeSample(root: string): Sample {
  const classes = join(root, 'force-app', 'classes');
  const file = join(classes, 'RelinkScannerSample.cls');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(classes, { recursive: true });
  writeFileSync(
    join(root, 'sfdx-project.json'),
    JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '65.0' })
  );
  writeFileSync(
    file,
    [
      'public without sharing class RelinkScannerSample {',
      '  @AuraEnabled',
      '  public static void write(String name) {',
      '    insert new Account(Name = name);',
      '  }',
      '}',
      ''
    ].join('\n')
  );
  writeFileSync(
    join(classes, 'RelinkTypeSample.cls'),
    "public class RelinkTypeSample {\n  public Integer size = 'a'.size();\n}\n"
  );
  return { root, file, rules: ['ApexFlsViolation', 'DatabaseOperationsMustUseWithSharing'] };
}

/** What a tool should have found in the sample. */
export function unseen(file: string, expected: string[], found: string[]): Problem[] {
  return expected
    .filter((each) => !found.some((message) => message.includes(each)))
    .map((each) => ({ file, line: 1, column: 1, message: `${each} was not found in the sample made for it` }));
}
