/** Longest Consumer Key that Salesforce stores on an Auth. Provider, in characters. */
const LONGEST_KEY = 256;
/** Longest Consumer Secret that Salesforce stores on an Auth. Provider, in characters. */
const LONGEST_SECRET = 100;
/** Constant Contact's API keys are UUIDs; its secrets are not. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type RelinkFieldProblem = 'missing' | 'tooLong' | 'twoLines' | 'unusable' | 'equal';

/** Judgement of a key and secret before anyone is asked. */
export interface RelinkPairJudgement {
  key: RelinkFieldProblem | null;
  secret: RelinkFieldProblem | null;
  /** The values seem to stand in each other's field. Only a hint: it does not stop the check. */
  swapped: boolean;
  /** The key is the one that the Auth. Provider holds now. */
  keyUnchanged: boolean;
}

/** A pasted value without the white space around it, and whether there was any. */
export function trimmed(value: string): { value: string; changed: boolean } {
  const result = value.trim();
  return { value: result, changed: result !== value };
}

/** Whether pasted text is more than one line. A single-line input would join the lines silently. */
export function hasTwoLines(pasted: string): boolean {
  return /[\r\n]/.test(pasted.trim());
}

/** Judges trimmed values. `currentKey` is the key that the Auth. Provider holds. */
export function judgePair(key: string, secret: string, currentKey: string): RelinkPairJudgement {
  const judgement: RelinkPairJudgement = {
    key: judge(key, LONGEST_KEY),
    secret: judge(secret, LONGEST_SECRET),
    swapped: UUID.test(secret) && !UUID.test(key) && key !== '',
    keyUnchanged: key !== '' && key === currentKey
  };
  if (judgement.secret === null && key === secret) {
    judgement.secret = 'equal';
  }
  return judgement;
}

function judge(value: string, longest: number): RelinkFieldProblem | null {
  if (value === '') {
    return 'missing';
  }
  if (hasTwoLines(value)) {
    return 'twoLines';
  }
  if (!/^[\x20-\x7e]*$/.test(value)) {
    return 'unusable';
  }
  return value.length > longest ? 'tooLong' : null;
}
