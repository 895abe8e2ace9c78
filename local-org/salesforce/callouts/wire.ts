import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { CalloutReply } from '../../apex/contract';

/**
 * Where traffic to a real host goes in this run: the origin of its emulator, without trailing slash, or null when it has none.
 * `authz.constantcontact.com` → `http://authz.constantcontact.com.localhost:4600`
 */
export type Egress = (host: string) => string | null;

/** A request on its way out of the org. `url` names the real host. */
export interface WireRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
  timeoutMs: number;
}

/** The local address of a real one, or null when the host has no emulator. */
export function localAddress(egress: Egress, url: string): string | null {
  const real = new URL(url);
  const origin = egress(real.host);
  return origin === null ? null : origin + real.pathname + real.search;
}

/**
 * Sends a request to an address of this machine. The connection always goes to 127.0.0.1; the Host header names the site.
 * Failures are texts of System.CalloutException as Apex developers know them: "Read timed out", "Connection refused",
 * "Unexpected end of file from server".
 */
export function sendLocally(address: string, wire: Omit<WireRequest, 'url'>): Promise<CalloutReply> {
  const { host, port, pathname, search } = new URL(address);
  return new Promise((resolve) => {
    const outgoing = request({
      host: '127.0.0.1',
      port: port || 80,
      path: pathname + search,
      method: wire.method,
      headers: {
        'User-Agent': 'SFDC-Callout/65.0',
        ...wire.headers,
        Host: host,
        'Content-Length': Buffer.byteLength(wire.body ?? '')
      },
      agent: false
    });
    const timer = setTimeout(() => finish({ ok: false, message: 'Read timed out' }), wire.timeoutMs);
    const finish = (reply: CalloutReply): void => {
      clearTimeout(timer);
      outgoing.destroy();
      resolve(reply);
    };
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      finish({
        ok: false,
        message: error.code === 'ECONNREFUSED' ? 'Connection refused' : 'Unexpected end of file from server'
      })
    );
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', () => finish({ ok: false, message: 'Unexpected end of file from server' }));
      incoming.on('end', () => finish(toReply(incoming, Buffer.concat(chunks).toString('utf8'))));
    });
    outgoing.end(wire.body ?? undefined);
  });
}

function toReply(incoming: IncomingMessage, body: string): CalloutReply {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headersDistinct)) {
    headers[name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())] = (value ?? []).join(', ');
  }
  return { ok: true, status: incoming.statusCode ?? 0, statusText: incoming.statusMessage ?? '', headers, body };
}
