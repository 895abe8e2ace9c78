import { resolve } from 'node:path';
import type { ApexSource } from '../../local-org/apex/compiler';
import type { CalloutReply, CalloutRequest } from '../../local-org/apex/contract';
import { createTransactionDatabase } from '../../local-org/apex/platform';
import { readProject } from '../../local-org/apex/project';
import { loadProgram } from '../../local-org/apex/runtime/program';
import { TestHost } from '../../local-org/apex/testing/test-host';

const ROOT = resolve(__dirname, '..', '..');

/** Sends one request to read and one to write. Apex cannot read a time-out back, so an Apex test cannot see this. */
const CALLER: ApexSource = {
  file: 'Caller.cls',
  text: `public class Caller {
    public static void run() {
      HttpRequest request = new HttpRequest();
      request.setEndpoint('https://api.cc.email/v3');
      request.setMethod('GET');
      RelinkCallout.reading('api.cc.email').send(request);
      RelinkCallout.writing('api.cc.email').send(request);
    }
  }`
};

class RecordingHost extends TestHost {
  readonly timeouts: number[] = [];

  override send(request?: CalloutRequest): CalloutReply {
    this.timeouts.push(request?.timeoutMs ?? 0);
    return { ok: true, status: 200, statusText: 'OK', headers: {}, body: '' };
  }
}

/** Time-outs in milliseconds that the package gives to a reading and to a writing callout. */
export function calloutTimeouts(edit: (source: ApexSource) => ApexSource = (source) => source): number[] {
  const { project, sources } = readProject(ROOT);
  const program = loadProgram(project, [...sources.map(edit), CALLER], resolve(ROOT, '.build', 'apex'));
  const host = new RecordingHost(project);
  program.execute(
    program.newTransaction({ host, db: createTransactionDatabase([]), context: 'aura' }),
    'Caller',
    'run'
  );
  return host.timeouts;
}
