import { mkdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { CodeAnalyzer, CodeAnalyzerConfig, EventType, LogLevel } from '@salesforce/code-analyzer-core';
import type { Event, Violation } from '@salesforce/code-analyzer-core';
import type { Problem } from '../outcome';

/** The rules that Relink is scanned with: tags of Code Analyzer. https://developer.salesforce.com/docs/platform/salesforce-code-analyzer/guide/rules.html */
const RULES = ['AppExchange', 'Security', 'Recommended'];

/** An engine plugin, as its package exports it. */
export type EnginePlugin = Parameters<CodeAnalyzer['addEnginePlugin']>[0];

/** A scan's request. */
export interface Scan {
  engine: EnginePlugin;
  /** Names of the engines of the plugin, with their settings. */
  engines: Record<string, Record<string, string | number | boolean>>;
  /** Absolute paths. */
  files: string[];
  /** For logs. */
  logFolder: string;
}

/** A scanner's objection. */
export type Violated = Problem & { rule: string };

/**
 * Scans files with the rules of one engine plugin.
 * @returns what the rules object to, and what kept an engine from looking: its errors in the log, which Code Analyzer does not count as findings
 */
export async function scan(root: string, request: Scan): Promise<{ violations: Violated[]; errors: Problem[] }> {
  mkdirSync(request.logFolder, { recursive: true });
  const analyzer = new CodeAnalyzer(
    CodeAnalyzerConfig.fromObject({
      log_folder: request.logFolder,
      log_level: LogLevel.Error,
      // Marks in the code would hide findings; the ledger is the one place for them.
      suppressions: { disable_suppressions: true },
      engines: request.engines
    })
  );
  const errors: Problem[] = [];
  const onError = (event: Event): void => {
    const isLog = event.type === EventType.LogEvent || event.type === EventType.EngineLogEvent;
    if (isLog && event.logLevel === LogLevel.Error) errors.push(engineError(root, event.message));
  };
  analyzer.onEvent(EventType.LogEvent, onError);
  analyzer.onEvent(EventType.EngineLogEvent, onError);
  await analyzer.addEnginePlugin(request.engine);
  const workspace = await analyzer.createWorkspace(request.files);
  const rules = await analyzer.selectRules(RULES, { workspace });
  for (const name of Object.keys(request.engines).filter((name) => !rules.getEngineNames().includes(name))) {
    errors.push(engineError(root, `${name} has no rule that could be run`));
  }
  const results = await analyzer.run(rules, { workspace });
  const violations = results.getViolations().map((violation) => toProblem(root, violation));
  // A crash of an engine is reported as a violation without a place.
  const crashes = violations.filter(({ file }) => file === '');
  errors.push(...crashes.map(({ rule, message }) => engineError(root, `${rule}: ${message}`)));
  return { violations: violations.filter(({ file }) => file !== ''), errors };
}

function toProblem(root: string, violation: Violation): Violated {
  const place = violation.getPrimaryLocation();
  const file = place.getFile();
  return {
    rule: violation.getRule().getName(),
    file: file === undefined ? '' : fromRoot(root, file),
    line: place.getStartLine() ?? 1,
    column: place.getStartColumn() ?? 1,
    message: violation.getMessage().split('\n')[0]
  };
}

/** An engine's error often names a file, line and column somewhere in its text. */
function engineError(root: string, message: string): Problem {
  const [first] = message.split('\n');
  const [written, path, line, column] = /(\/[^:\s]+\.\w+):(\d+):(\d+)/.exec(first) ?? [];
  return {
    file: path === undefined ? 'force-app' : fromRoot(root, path),
    line: Number(line ?? 1),
    column: Number(column ?? 1),
    message: `the engine did not get through: ${written === undefined ? first : first.replace(written, 'here')}`.slice(
      0,
      500
    )
  };
}

function fromRoot(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
