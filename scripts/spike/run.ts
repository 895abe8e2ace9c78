import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { connectCliOrg } from './cli-org';
import { EVIDENCE_FILE, readEvidence } from './evidence';
import type { EvidenceFile } from './evidence';
import { QUESTIONS } from './questions';
import type { Question } from './questions';
import { answerByScript } from './scripted';
import type { Answers } from './scripted';

/**
 * `npm run spike:org -- [--target-org ALIAS] [--scripted-only]`
 *
 * Asks an org what only an org can tell, and writes docs/org-evidence.json. A developer or scratch org, never a client's: it makes
 * and deletes an Auth. Provider and a Named Credential of its own.
 */
async function spike(): Promise<void> {
  const { values } = parseArgs({
    options: { 'target-org': { type: 'string', default: '' }, 'scripted-only': { type: 'boolean', default: false } }
  });
  const org = await connectCliOrg(values['target-org']);
  const answers = await answerByScript(org);
  if (!values['scripted-only']) {
    await ask(answers);
  }
  const date = new Date().toISOString().slice(0, 10);
  const evidence: EvidenceFile = readEvidence();
  for (const [id, { answer, detail }] of Object.entries(answers)) {
    evidence[id] = { date, orgType: org.orgType, apiVersion: org.apiVersion, answer, ...(detail && { detail }) };
    console.log(`${id}: ${answer}`);
  }
  writeFileSync(EVIDENCE_FILE, `${JSON.stringify(evidence, null, 2)}\n`);
  console.log('Written to docs/org-evidence.json. Now: npm run docs:limits');
}

async function ask(answers: Answers): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  for (const question of QUESTIONS.filter(({ byHand }) => byHand)) {
    const answer = await terminal.question(prompt(question));
    const chosen = question.answers[Number(answer) - 1];
    if (chosen) {
      answers[question.id] = { answer: chosen };
    }
  }
  terminal.close();
}

function prompt({ question, byHand, answers }: Question): string {
  const choices = answers.map((answer, index) => `  ${index + 1} ${answer}`).join('\n');
  return `\n${question}\n${byHand ?? ''}\n${choices}\nNumber, or Enter to leave it open: `;
}

spike().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
