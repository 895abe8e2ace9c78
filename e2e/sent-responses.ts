import http from 'node:http';

const PORTAL_HOST = 'v3.developer.constantcontact.com';

/** One answer that a server of this process sent. */
interface SentResponse {
  where: string;
  body: string;
}

/** Answers that servers of this process sent since this module was loaded, the newest last; without files, and without the portal, which shows a secret on purpose. */
export const sentResponses: SentResponse[] = [];
recordSentResponses();

/** Keeps what the servers of this process send: more than a browser shows, as it includes what Apex receives. */
function recordSentResponses(): void {
  const { prototype } = http.ServerResponse;
  const open = new WeakMap<http.ServerResponse, SentResponse>();
  for (const name of ['write', 'end'] as const) {
    const original = Reflect.get(prototype, name) as (this: http.ServerResponse, ...parameters: unknown[]) => unknown;
    Reflect.set(prototype, name, function (this: http.ServerResponse, ...parameters: unknown[]) {
      note(open, this, parameters[0]);
      return original.apply(this, parameters);
    });
  }
}

function note(open: WeakMap<http.ServerResponse, SentResponse>, response: http.ServerResponse, chunk: unknown): void {
  const { headers, method = '', url = '' } = response.req;
  const host = headers.host ?? '';
  // Assets are files: they were there before any secret.
  if (
    host.startsWith(PORTAL_HOST) ||
    url.startsWith('/assets/') ||
    !(typeof chunk === 'string' || chunk instanceof Uint8Array)
  ) {
    return;
  }
  let entry = open.get(response);
  if (!entry) {
    entry = { where: `answer of ${host} to ${method} ${url.split('?')[0]}`, body: '' };
    open.set(response, entry);
    sentResponses.push(entry);
  }
  entry.body += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
}
