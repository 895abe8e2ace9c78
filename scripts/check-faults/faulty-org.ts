import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { CalloutReply, CalloutRequest, ConnectReply, Identity } from '../../local-org/apex/contract';
import type { Client } from './client';
import { startLocalOrg, type LocalOrg, type LocalOrgBase } from '../../local-org';
import { changeOrg, isWrite, nameOf, restore, strike, strikeConnect } from './faults';
import type { CalloutName, FaultName, When } from './faults';

/** A fault that strikes the callout number `at` (from 0) of the next call; -1: the call itself, between browser and Apex. */
export interface Strike {
  fault: FaultName;
  at: number;
  when: When;
}

/** An answer of the controller. `denied`: the fault of an AuraHandledException. */
export interface Answer {
  fault?: { code: string; params: string[] } | null;
  [member: string]: unknown;
}

/** A local org whose callouts fail on request, called over HTTP as the browser does. */
export class FaultyOrg {
  readonly local: LocalOrg;
  connectionId = '';
  /** Key and secret of a new application, which the emulated service knows. The secret must show nowhere but in its field. */
  readonly pair: { consumerKey: string; consumerSecret: string };
  /** Callouts of the last call, in order. */
  callouts: CalloutName[] = [];
  /** Writes that changed the org, by `operation type`, since the last {@link forget}. */
  writes: CalloutName[] = [];
  /** Everything that was answered, as text. */
  readonly answers: string[] = [];
  private strike: Strike | null = null;

  private readonly client: Client;

  private constructor(local: LocalOrg, client: Client) {
    this.local = local;
    this.client = client;
    const { applications, account, limiter } = local.constantContact.state;
    // A second check of a pair comes sooner than a person's.
    limiter.limits.tokenCallsPerSecond = Infinity;
    const { apiKey } = applications.create('Practice CRM', account.userName, 'longLived');
    this.pair = { consumerKey: apiKey, consumerSecret: applications.generateSecret(apiKey) };
    const { host } = local.org;
    const send = host.send.bind(host);
    host.send = (request, identity) => this.send(request, identity, send);
    const connect = host.connect.bind(host);
    host.connect = (method, args, identity) => this.connect(method, () => connect(method, args, identity));
  }

  static async start(base: LocalOrgBase, client: Client, scenario: string): Promise<FaultyOrg> {
    const org = new FaultyOrg(await startLocalOrg({ port: 0, scenario, quiet: true, base }), client);
    const answer = await org.call('getStatus', { connectionId: '' });
    org.connectionId =
      (answer.connection as { id: string } | undefined)?.id ?? refuse(`No connection: ${JSON.stringify(answer)}`);
    return org;
  }

  close(): Promise<void> {
    return this.local.close();
  }

  forget(): void {
    this.writes = [];
  }

  /** Lets a fault strike the call that begins now, made by somebody else than {@link call}; null: no more. */
  arm(struck: Strike | null): void {
    this.callouts = struck ? [] : this.callouts;
    this.strike = struck;
  }

  /** Calls a method of RelinkController, with a fault if one is given. An access refusal comes back as the fault it carries. */
  async call(method: string, params: object, struck: Strike | null = null): Promise<Answer> {
    this.callouts = [];
    this.strike = struck;
    if (struck?.at === -1) {
      return this.callLost(method, params, struck);
    }
    return this.request(method, params);
  }

  /** The request or its answer is lost, or somebody changed the org before it arrives. */
  private async callLost(method: string, params: object, { fault, when }: Strike): Promise<Answer> {
    const isChange = changeOrg(fault, this.local);
    const answer = isChange || when === 'after' ? await this.request(method, params) : null;
    return isChange && answer ? answer : { fault: await this.client.faultOfLoss(method) };
  }

  /** A request as it is, whose answer nobody gets. */
  async deliver(body: string): Promise<void> {
    await this.post(body);
  }

  private async request(method: string, params: object): Promise<Answer> {
    const text = await this.post(JSON.stringify({ classname: 'RelinkController', method, params }));
    this.strike = null;
    const answer = JSON.parse(text) as { returnValue?: Answer; error?: { body?: { message?: string } } };
    return answer.returnValue ?? { fault: refusalIn(text) };
  }

  private async post(body: string): Promise<string> {
    const { host, port } = new URL(this.local.origins.lightning);
    const response = await new Promise<IncomingMessage>((done, refuse) => {
      httpRequest(
        {
          host: '127.0.0.1',
          port,
          method: 'POST',
          path: '/webruntime/api/apex/execute',
          headers: { Host: host, 'Content-Type': 'application/json' }
        },
        done
      )
        .on('error', refuse)
        .end(body);
    });
    const text = ((await response.setEncoding('utf8').toArray()) as string[]).join('');
    this.answers.push(text);
    return text;
  }

  /** The permission is given back, so that the work can go on. */
  mend(): void {
    restore(this.local);
  }

  private async connect(method: string, send: () => Promise<ConnectReply>): Promise<ConnectReply> {
    const name = `ConnectApi ${method}`;
    const number = this.callouts.push(name) - 1;
    const forward = async (): Promise<ConnectReply> => {
      const reply = await send();
      if (isWrite(name) && reply.ok) {
        this.writes.push(name);
      }
      return reply;
    };
    const { strike } = this;
    return strike?.at === number ? strikeConnect(strike.fault, strike.when, this.local, forward) : forward();
  }

  private async send(
    request: CalloutRequest,
    identity: Identity,
    send: (request: CalloutRequest, identity: Identity) => Promise<CalloutReply>
  ): Promise<CalloutReply> {
    const name = nameOf(request);
    const number = this.callouts.push(name) - 1;
    const forward = async (): Promise<CalloutReply> => {
      const reply = await send(request, identity);
      if (isWrite(name) && reply.ok && reply.body.includes('<success>true</success>')) {
        this.writes.push(name);
      }
      return reply;
    };
    if (this.strike?.at !== number) {
      return forward();
    }
    return strike(this.strike.fault, this.strike.when, this.local, request, forward);
  }
}

/** The fault as JSON in the message of an AuraHandledException; else a fault that no table expects. */
function refusalIn(text: string): { code: string; params: string[] } {
  const code = /RL-\d{3}/.exec(text)?.[0];
  return { code: code ?? 'no fault', params: [text] };
}

function refuse(message: string): never {
  throw new Error(message);
}
