import type { AuraReply, CompileProblem, Effect, JobCall, RowChange } from '../contract';
import type { ChannelEnd } from './channel';
import type { PageResponse } from './page';
import type { WorkerCode } from './worker-code';

/** Start data of a worker. */
export interface WorkerSetup {
  projectDir: string;
  channel: ChannelEnd;
  /** For the bootstrap: the module to start and the JavaScript of all modules. */
  entry: string;
  code: WorkerCode;
}

/** What a worker is asked to do; one task at a time. */
export type Task =
  | { kind: 'load' }
  | { kind: 'execute'; className: string; method: string; params: Record<string, unknown> }
  | { kind: 'page'; page: string; parameters: Record<string, string> }
  | { kind: 'job'; job: JobCall };

/** Work a transaction did, as its limit counters say. */
export interface Counters {
  callouts: number;
  queries: number;
  dmlStatements: number;
}

/** What a transaction leaves: nothing, when it failed. */
export interface Outcome {
  changes: RowChange[];
  effects: Effect[];
  counters: Counters;
}

export type TaskResult =
  | { kind: 'load'; problems: CompileProblem[] }
  | ({ kind: 'execute'; reply: AuraReply } & Outcome)
  | ({ kind: 'page'; response: PageResponse } & Outcome)
  /** `failure`: text of the exception that left the job. */
  | ({ kind: 'job'; failure: string | null } & Outcome)
  /** No answer: a defect, an unsupported construct, or a worker that had to be ended. */
  | { kind: 'failed'; message: string; exceptionType?: string };
