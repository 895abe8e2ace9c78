import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApexTestResult } from '../../local-org/apex/testing/runner';
import { SUITE } from './suite';

/** What an org and the local runtime said of one test. */
export interface Answer {
  local: 'pass' | 'fail' | 'not run';
  org: 'pass' | 'fail' | 'not run';
  /** The org's message of a failed test. */
  message: string | null;
}

/** A run of the suite in an org, as `conformance/org-answers.json` keeps it. */
export interface OrgAnswers {
  /** Day of the run, ISO. */
  date: string;
  /** API version of the org: `65.0`. */
  apiVersion: string;
  /** By `Class.method`. */
  tests: Record<string, Answer>;
}

/** A test as `sf apex run test --result-format json` tells it. */
export interface OrgTest {
  FullName: string;
  Outcome: string;
  Message: string | null;
}

export const ANSWERS_FILE = join(SUITE, 'org-answers.json');

/** The answers of the last run in an org, or null when there was none yet. */
export function readAnswers(file = ANSWERS_FILE): OrgAnswers | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OrgAnswers) : null;
}

/** Puts the answers of an org beside the local ones. */
export function compare(local: ApexTestResult[], org: OrgTest[]): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const { className, methodName, failure } of local) {
    answers[`${className}.${methodName}`] = { local: failure ? 'fail' : 'pass', org: 'not run', message: null };
  }
  for (const { FullName, Outcome, Message } of org) {
    const known = answers[FullName] ?? { local: 'not run', org: 'not run', message: null };
    answers[FullName] = { ...known, org: Outcome === 'Pass' ? 'pass' : 'fail', message: Message };
  }
  return Object.fromEntries(Object.entries(answers).sort(([a], [b]) => a.localeCompare(b)));
}

/** Tests on which the org and the local runtime disagree. */
export function differences(answers: OrgAnswers): [string, Answer][] {
  return Object.entries(answers.tests).filter(([, { local, org }]) => local !== org);
}
