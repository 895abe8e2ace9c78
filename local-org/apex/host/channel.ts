import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { CalloutReply, CalloutRequest, ConnectReply, HostConnection, Identity, Json, Row } from '../contract';

/** A question from a transaction to the main thread. */
export type HostQuestion =
  | { kind: 'identity' }
  | { kind: 'rows'; object: string }
  | { kind: 'send'; request: CalloutRequest }
  | { kind: 'connect'; method: string; args: Json[] }
  | { kind: 'now' };

type HostAnswer = { value: unknown } | { failure: string };

/** What the worker needs of the channel; both members cross the thread border. */
export interface ChannelEnd {
  port: MessagePort;
  /** One Int32: 0 while the worker waits, 1 once the answer is in the port. */
  flag: SharedArrayBuffer;
}

/**
 * Main-thread end. Answers may take their time: the worker sleeps meanwhile, this thread does not.
 *
 * @returns the end to hand to the worker (transfer `port`)
 */
export function serveHost(answer: (question: HostQuestion) => unknown): ChannelEnd {
  const { port1, port2 } = new MessageChannel();
  const flag = new SharedArrayBuffer(4);
  const signal = new Int32Array(flag);
  const reply = (message: HostAnswer): void => {
    port1.postMessage(message);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  port1.on('message', (question: HostQuestion) => {
    Promise.resolve()
      .then(() => answer(question))
      .then(
        (value) => reply({ value }),
        (error: unknown) => reply({ failure: error instanceof Error ? error.message : String(error) })
      );
  });
  port1.unref();
  return { port: port2, flag };
}

/** Worker end: every call blocks this thread until the main thread has answered. */
export class BlockingHost implements HostConnection {
  readonly #port: MessagePort;
  readonly #signal: Int32Array;
  #identity: Identity | null = null;

  constructor({ port, flag }: ChannelEnd) {
    this.#port = port;
    this.#signal = new Int32Array(flag);
  }

  /** A new transaction may run as somebody else. */
  forgetIdentity(): void {
    this.#identity = null;
  }

  identity(): Identity {
    this.#identity ??= this.#ask({ kind: 'identity' }) as Identity;
    return this.#identity;
  }

  rows(object: string): Row[] {
    return this.#ask({ kind: 'rows', object }) as Row[];
  }

  send(request: CalloutRequest): CalloutReply {
    return this.#ask({ kind: 'send', request }) as CalloutReply;
  }

  connect(method: string, args: Json[]): ConnectReply {
    return this.#ask({ kind: 'connect', method, args }) as ConnectReply;
  }

  now(): number {
    return this.#ask({ kind: 'now' }) as number;
  }

  #ask(question: HostQuestion): unknown {
    Atomics.store(this.#signal, 0, 0);
    this.#port.postMessage(question);
    // The notification of the answer before may come only now, and ends a wait that has no answer yet.
    while (Atomics.load(this.#signal, 0) === 0) {
      Atomics.wait(this.#signal, 0, 0);
    }
    const answer = (receiveMessageOnPort(this.#port) as { message: HostAnswer }).message;
    if ('failure' in answer) throw new Error(`The emulated org failed: ${answer.failure}`);
    return answer.value;
  }
}
