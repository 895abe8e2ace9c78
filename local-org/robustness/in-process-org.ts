import path from 'node:path';
import type { AuraReply, CalloutReply, CalloutRequest, HostConnection } from '../apex/contract';
import { dispatch } from '../apex/host/dispatch';
import { loadSource } from '../apex/host/source';
import { createTransactionDatabase } from '../apex/platform';
import type { Program } from '../apex/runtime/program';
import { createOrg, readPackageMetadata } from '../salesforce';
import type { Org, OrgSeed, Origins } from '../salesforce';
import { readCall } from '../salesforce/metadata/api';
import { SoapFault } from '../salesforce/metadata/soap-fault';
import { faultReply } from '../salesforce/metadata/soap-reply';
import { readSoapRequest } from '../salesforce/metadata/soap-request';

const PROJECT = path.resolve(__dirname, '..', '..');
const SOURCE = path.join(PROJECT, 'force-app', 'main', 'default');

export const ORIGINS: Origins = {
  lightning: 'https://relink.lightning.force.com',
  my: 'https://relink.my.salesforce.com',
  vf: 'https://relink.vf.force.com'
};

const METADATA = readPackageMetadata(SOURCE);
let program: Program | null = null;

/** The package's Apex, compiled once per process. @throws Error with the first problem */
function packageProgram(): Program {
  if (!program) {
    const loaded = loadSource(PROJECT).program;
    const [problem] = loaded.problems;
    if (problem) {
      throw new Error(`${problem.file}:${problem.line} ${problem.message}`);
    }
    program = loaded;
  }
  return program;
}

/** Answers one SOAP envelope, or null for the emulated Metadata API's own answer. */
export type SoapAnswerer = (envelope: string) => string | null;

/**
 * The emulated org and the package's Apex in one thread: thousands of transactions in seconds. Envelopes go to the emulated Metadata
 * API as the bytes that would leave; calls through the named credential are answered with 401, for nothing here is about them.
 */
export class InProcessOrg {
  readonly org: Org;
  /** Bodies that were sent to the Metadata API, in order. */
  readonly envelopes: string[] = [];
  private readonly program = packageProgram();
  private readonly session: string;
  private readonly answer: SoapAnswerer;

  constructor(seed: OrgSeed, answer: SoapAnswerer = () => null) {
    this.answer = answer;
    this.org = createOrg({
      seed,
      origins: ORIGINS,
      clock: { now: () => Date.now() },
      egress: () => null,
      packageMetadata: () => METADATA,
      renderPage: () => Promise.reject(new Error('No page is rendered here.')),
      runJob: () => Promise.reject(new Error('No job is run here.'))
    });
    this.session = this.org.sessions.issue(this.org.store.runningUser.id, 'lightning').id;
  }

  /** Calls a method of the controller as a Lightning component does, and commits what it wrote. @throws Error when it failed */
  call<T>(method: string, params: Record<string, unknown>): T {
    const host: HostConnection = {
      identity: () => this.org.host.identity(this.session),
      rows: (object) => this.org.host.rows(object),
      send: (request) => this.send(request),
      connect: (method) => {
        throw new Error(`ConnectApi is not called here: ${method}`);
      },
      now: () => this.org.host.now()
    };
    const { program: apex } = this;
    const db = createTransactionDatabase();
    const tx = apex.newTransaction({ host, db, context: 'aura' });
    const className = 'RelinkController';
    const info = apex.classes.get(className.toLowerCase()) ?? null;
    const reply: AuraReply = apex.run(tx, () =>
      dispatch(tx, { className, method, params }, info, ({ name, parameters }, args) =>
        apex.execute(tx, className, name, Object.fromEntries(parameters.map((one, at) => [one.name, args[at]])))
      )
    );
    if (!reply.ok) {
      throw new Error(`${method}: ${reply.error.message}`);
    }
    this.org.host.commit(db.changes(), host.identity());
    return reply.returnValue as T;
  }

  private send(request: CalloutRequest): CalloutReply {
    if (request.kind === 'page') {
      return reply(200, this.org.sessions.issue(this.org.store.runningUser.id, 'visualforce').id);
    }
    if (!request.endpoint.startsWith(`${ORIGINS.my}/services/Soap/m/`)) {
      return reply(401, '[]');
    }
    // What the network makes of the text: a lone surrogate would arrive as something else.
    const body = Buffer.from(request.body ?? '', 'utf8').toString('utf8');
    this.envelopes.push(body);
    const { store, sessions } = this.org;
    try {
      return reply(
        200,
        this.answer(body) ?? readCall({ store, sessions, orgUrl: ORIGINS.my }, readSoapRequest(body)).run()
      );
    } catch (error) {
      if (!(error instanceof SoapFault)) {
        throw error;
      }
      return reply(500, faultReply(error));
    }
  }
}

function reply(status: number, body: string): CalloutReply {
  return { ok: true, status, statusText: '', headers: { 'Content-Type': 'text/xml' }, body };
}
