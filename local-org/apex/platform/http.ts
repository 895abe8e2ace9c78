import type { CalloutRequest, NativeType, Transaction } from '../contract';
import { ApexBlob, ApexList, apexException } from '../runtime/values';
import { CALLOUTS_REFUSED } from './async/effects';
import { ApexDomDocument } from './dom';

/** Salesforce's limits for synchronous transactions: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_timeouts.htm */
const MAX_CALLOUTS = 100;
const MAX_TIMEOUT_MS = 120_000;
const DEFAULT_TIMEOUT_MS = 10_000;

type Text = string | null;

/** Headers under their written name, found in any case; the last value wins. */
class Headers {
  readonly #values = new Map<string, { name: string; value: string }>();

  set(name: string, value: string): void {
    this.#values.set(name.toLowerCase(), { name, value });
  }

  get(name: string): string | null {
    return this.#values.get(name.toLowerCase())?.value ?? null;
  }

  names(): string[] {
    return [...this.#values.values()].map(({ name }) => name);
  }

  toRecord(): Record<string, string> {
    return Object.fromEntries([...this.#values.values()].map(({ name, value }) => [name, value]));
  }
}

/** `System.HttpRequest`. Bodies are text: a binary body is refused, because the wire of the local org carries text. */
export class ApexHttpRequest {
  endpoint: Text = null;
  method: Text = null;
  body: Text = null;
  timeoutMs = DEFAULT_TIMEOUT_MS;
  readonly headers = new Headers();
}

/** `System.HttpResponse`. */
export class ApexHttpResponse {
  status: Text = null;
  statusCode = 0;
  body: Text = null;
  readonly headers = new Headers();

  document(): ApexDomDocument {
    const document = new ApexDomDocument();
    document.load(this.body);
    return document;
  }
}

/** `System.Http`. */
export class ApexHttp {}

/** Refuses header text that would end the header line; the value is never part of the message. */
function requireHeaderText(name: Text, value: Text): { name: string; value: string } {
  if (!name || !/^[!#$%&'*+\-.^_`|~\w]+$/.test(name)) {
    throw apexException('System.CalloutException', 'Illegal character(s) in message header field');
  }
  if (/[\r\n\0]/.test(value ?? '')) {
    throw apexException('System.CalloutException', `Illegal character(s) in the value of message header ${name}`);
  }
  return { name, value: value ?? '' };
}

function textOf(blob: ApexBlob | null): Text {
  if (blob === null) return null;
  const text = blob.bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(blob.bytes)) {
    throw apexException('System.CalloutException', 'Binary bodies are not supported by the local org.');
  }
  return text;
}

function blobOf(text: Text): ApexBlob {
  return new ApexBlob(Buffer.from(text ?? '', 'utf8'));
}

/**
 * Checks and counts a callout, then sends it through the host; shared with PageReference.getContent.
 *
 * @throws System.CalloutException after uncommitted DML, and for whatever went wrong on the wire
 * @throws System.LimitException for the 101st callout, and when the 120 seconds of a transaction are used up
 */
export function callOut(tx: Transaction, request: CalloutRequest): ApexHttpResponse {
  countCallout(tx);
  const spent = (tx.state.get('callout milliseconds') as number | undefined) ?? 0;
  const left = MAX_TIMEOUT_MS - spent;
  const overdrawn = (): Error =>
    apexException('System.LimitException', `Exceeded maximum time allotted for callout (${MAX_TIMEOUT_MS} ms)`);
  if (left <= 0) throw overdrawn();
  const started = performance.now();
  const reply = tx.host.send({ ...request, timeoutMs: Math.min(request.timeoutMs, left) });
  const total = spent + (performance.now() - started);
  tx.state.set('callout milliseconds', total);
  if (total >= MAX_TIMEOUT_MS) throw overdrawn();
  if (!reply.ok) throw apexException('System.CalloutException', reply.message);
  const response = new ApexHttpResponse();
  response.statusCode = reply.status;
  response.status = reply.statusText;
  response.body = reply.body;
  for (const [name, value] of Object.entries(reply.headers)) response.headers.set(name, value);
  return response;
}

function countCallout(tx: Transaction): void {
  const refused = tx.state.get(CALLOUTS_REFUSED) as string | undefined;
  if (refused !== undefined) throw apexException('System.CalloutException', refused);
  if (tx.db.hasUncommittedWork) {
    throw apexException(
      'System.CalloutException',
      'You have uncommitted work pending. Please commit or rollback before calling out'
    );
  }
  if (tx.limits.callouts >= MAX_CALLOUTS) {
    throw apexException('System.LimitException', `Too many callouts: ${MAX_CALLOUTS + 1}`);
  }
  tx.limits.callouts++;
}

function send(tx: Transaction, request: ApexHttpRequest | null): unknown {
  if (request === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
  if (tx.test) {
    const mock = tx.test.mocks.get('httpcalloutmock');
    if (!mock) {
      throw apexException('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
    }
    countCallout(tx);
    const response = tx.invoke(mock, 'respond(httprequest)', [request]);
    if (response === null) throw apexException('System.CalloutException', 'The HttpCalloutMock returned null.');
    return response;
  }
  if (!request.endpoint) throw apexException('System.CalloutException', 'no protocol: ');
  if (!request.method) throw apexException('System.CalloutException', 'The method of the request is not set.');
  return callOut(tx, {
    method: request.method,
    endpoint: request.endpoint,
    kind: 'http',
    headers: request.headers.toRecord(),
    body: request.body,
    timeoutMs: request.timeoutMs
  });
}

function setTimeoutMs(request: ApexHttpRequest, milliseconds: number | null): void {
  if (milliseconds === null || milliseconds < 1 || milliseconds > MAX_TIMEOUT_MS) {
    throw apexException('System.CalloutException', `Timeout must be between 1 and ${MAX_TIMEOUT_MS} milliseconds.`);
  }
  request.timeoutMs = milliseconds;
}

export const httpTypes: NativeType[] = [
  {
    name: 'System.Http',
    instanceClass: ApexHttp,
    constructors: { '()': () => new ApexHttp() },
    instance: {
      'send(object)': (tx: Transaction, _self: ApexHttp, request: ApexHttpRequest | null) => send(tx, request)
    }
  },
  {
    name: 'System.HttpRequest',
    instanceClass: ApexHttpRequest,
    constructors: { '()': () => new ApexHttpRequest() },
    instance: {
      'setendpoint(string)': (_: Transaction, self: ApexHttpRequest, endpoint: Text) => void (self.endpoint = endpoint),
      'getendpoint()': (_: Transaction, self: ApexHttpRequest) => self.endpoint,
      'setmethod(string)': (_: Transaction, self: ApexHttpRequest, method: Text) => void (self.method = method),
      'getmethod()': (_: Transaction, self: ApexHttpRequest) => self.method,
      'setheader(string,string)': (_: Transaction, self: ApexHttpRequest, name: Text, value: Text) => {
        const header = requireHeaderText(name, value);
        self.headers.set(header.name, header.value);
      },
      'getheader(string)': (_: Transaction, self: ApexHttpRequest, name: string) => self.headers.get(name),
      'setbody(string)': (_: Transaction, self: ApexHttpRequest, body: Text) => void (self.body = body),
      'getbody()': (_: Transaction, self: ApexHttpRequest) => self.body ?? '',
      'setbodyasblob(blob)': (_: Transaction, self: ApexHttpRequest, body: ApexBlob | null) =>
        void (self.body = textOf(body)),
      'getbodyasblob()': (_: Transaction, self: ApexHttpRequest) => blobOf(self.body),
      'settimeout(integer)': (_: Transaction, self: ApexHttpRequest, ms: number | null) => setTimeoutMs(self, ms),
      'tostring()': (_: Transaction, self: ApexHttpRequest) =>
        `System.HttpRequest[Endpoint=${self.endpoint}, Method=${self.method}]`
    }
  },
  {
    name: 'System.HttpResponse',
    instanceClass: ApexHttpResponse,
    constructors: { '()': () => new ApexHttpResponse() },
    instance: {
      'getstatuscode()': (_: Transaction, self: ApexHttpResponse) => self.statusCode,
      'setstatuscode(integer)': (_: Transaction, self: ApexHttpResponse, code: number) => void (self.statusCode = code),
      'getstatus()': (_: Transaction, self: ApexHttpResponse) => self.status,
      'setstatus(string)': (_: Transaction, self: ApexHttpResponse, status: Text) => void (self.status = status),
      'getbody()': (_: Transaction, self: ApexHttpResponse) => self.body ?? '',
      'setbody(string)': (_: Transaction, self: ApexHttpResponse, body: Text) => void (self.body = body),
      'getbodyasblob()': (_: Transaction, self: ApexHttpResponse) => blobOf(self.body),
      'setbodyasblob(blob)': (_: Transaction, self: ApexHttpResponse, body: ApexBlob | null) =>
        void (self.body = textOf(body)),
      'getbodydocument()': (_: Transaction, self: ApexHttpResponse) => self.document(),
      'getheader(string)': (_: Transaction, self: ApexHttpResponse, name: string) => self.headers.get(name),
      'setheader(string,string)': (_: Transaction, self: ApexHttpResponse, name: string, value: Text) =>
        self.headers.set(name, value ?? ''),
      'getheaderkeys()': (_: Transaction, self: ApexHttpResponse) =>
        new ApexList<unknown>(self.headers.names(), 'String'),
      'tostring()': (_: Transaction, self: ApexHttpResponse) =>
        `System.HttpResponse[Status=${self.status}, StatusCode=${self.statusCode}]`
    }
  }
];
