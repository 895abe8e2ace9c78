import type { Node } from './ast';
import { CompileError } from './world';

/**
 * Words that the parser takes as names and Salesforce does not; those that it does not take either are missing here.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_reserved_words.htm
 */
const RESERVED = new Set(
  `
    activate and any array as asc autonomous begin bigdecimal blob boolean bulk by byte case cast
    char collect commit const currency date datetime decimal default desc double end exception exit
    export float from goto group having hint import in inner instanceof int integer into join like
    limit long loop not nulls number object of or outer package parallel pragma retrieve rollback
    select set short sobject sort string switch synchronized system then time transaction trigger
    using when where
  `
    .trim()
    .split(/\s+/)
);

/** Refuses a reserved word as the name of a variable, parameter or member variable. */
export function requireFreeName(at: Node, name: string): void {
  if (RESERVED.has(name.toLowerCase())) throw new CompileError(at, `Identifier name is reserved: ${name}`);
}
