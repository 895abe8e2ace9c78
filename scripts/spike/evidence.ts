import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { QUESTIONS } from './questions';
import type { Question } from './questions';

/** What an org answered to one question. */
export interface Evidence {
  /** Day of the answer, YYYY-MM-DD. */
  date: string;
  /** For example `Developer Edition` or `Enterprise Edition, sandbox`. */
  orgType: string;
  apiVersion: string;
  answer: string;
  /** Salesforce's own message, where there was one. */
  detail?: string;
}

/** Answers by the id of their question; a question that no org has answered is absent. */
export type EvidenceFile = Record<string, Evidence>;

const ROOT = resolve(__dirname, '..', '..');
/** Where the answers are kept. */
export const EVIDENCE_FILE = join(ROOT, 'docs', 'org-evidence.json');
const README = join(ROOT, 'README.md');
const BEGIN = '<!-- limits: written by npm run docs:limits -->';
const END = '<!-- limits end -->';

/** @throws Error that names an entry without a question */
export function readEvidence(file: string = EVIDENCE_FILE): EvidenceFile {
  const evidence = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as EvidenceFile) : {};
  const stray = Object.keys(evidence).find((id) => !QUESTIONS.some((question) => question.id === id));
  if (stray) {
    throw new Error(`docs/org-evidence.json has an answer to ${stray}, which is no question.`);
  }
  return evidence;
}

/** The README's part about what is unproven, and what an org has shown. */
export function limits(evidence: EvidenceFile): string {
  const open = QUESTIONS.filter(({ id }) => !evidence[id]);
  const answered = QUESTIONS.filter(({ id }) => evidence[id]);
  return [
    ...table('Unproven without an org', 'What the wizard does', open, ({ coping }) => coping),
    ...(answered.length > 0 ? [''] : []),
    ...table('Shown by an org', 'Answer', answered, ({ id }) => {
      const { answer, date, orgType, apiVersion } = evidence[id];
      return `${answer} (${date}, ${orgType}, API ${apiVersion})`;
    })
  ].join('\n');
}

function table(left: string, right: string, rows: Question[], cell: (question: Question) => string): string[] {
  if (rows.length === 0) {
    return [];
  }
  return [`| ${left} | ${right} |`, '| --- | --- |', ...rows.map((row) => `| ${row.question} | ${cell(row)} |`)];
}

/** The README with its part about the limits as the evidence has it. */
export function withLimits(readme: string, evidence: EvidenceFile): string {
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) {
    throw new Error(`README.md lacks the lines ${BEGIN} and ${END}.`);
  }
  return `${before}${BEGIN}\n\n${limits(evidence)}\n\n${END}${after}`;
}

/** Path of the README. */
export function readmePath(): string {
  return README;
}
