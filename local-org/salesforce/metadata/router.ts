import express, { Router } from 'express';
import type { Response } from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import type { SetupStore } from '../store';
import type { MetadataFault } from '../switches';
import { readCall } from './api';
import type { MetadataContext } from './api';
import type { MetadataCall } from './call-parts';
import { SoapFault } from './soap-fault';
import { faultReply } from './soap-reply';
import { readSoapRequest } from './soap-request';

/** The API version that the local org speaks. */
const VERSION = '65.0';

/**
 * `POST /services/Soap/m/65.0`: the Metadata API over SOAP 1.1, in file-less calls only.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_calls_intro.htm
 */
export function metadataRouter(context: MetadataContext): Router {
  const { store } = context;
  const router = Router();
  router.post(
    /^\/services\/Soap\/m\/([^/]+)\/?$/,
    express.text({ type: () => true, limit: '1mb' }),
    async (request, response) => {
      if (store.switches.metadata === 'down') {
        sendMaintenance(response);
        return;
      }
      try {
        if (request.params[0] !== VERSION) {
          throw SoapFault.api('UNSUPPORTED_API_VERSION', 'Invalid Api version specified on URL');
        }
        if (!/^text\/xml\b/i.test(request.headers['content-type'] ?? '')) {
          response.status(415).type('text').send('Unsupported Media Type');
          return;
        }
        if (request.headers.soapaction === undefined) {
          throw SoapFault.client('SOAPAction HTTP header missing');
        }
        const call = readCall(context, readSoapRequest(typeof request.body === 'string' ? request.body : ''));
        const fault = takeFault(store, call) ?? standingFault(store, call);
        await (fault ? answerFaulty(response, call, fault) : send(response, 200, call.run()));
      } catch (error) {
        if (!(error instanceof SoapFault)) {
          throw error;
        }
        send(response, 500, faultReply(error));
      }
    }
  );
  return router;
}

/** The first waiting fault that this call meets; it is used up. */
function takeFault(store: SetupStore, call: MetadataCall): MetadataFault | null {
  const index = store.faults.findIndex(
    (fault) => fault.operation === call.operation && (!fault.type || call.types.includes(fault.type))
  );
  return index < 0 ? null : store.faults.splice(index, 1)[0];
}

/** What the org's switches make of a call for which no fault waits. */
function standingFault({ switches }: SetupStore, { operation }: MetadataCall): MetadataFault | null {
  if (operation === 'updateMetadata' && switches.rowLock > 0) {
    switches.rowLock -= 1;
    const message = 'unable to obtain exclusive access to this record';
    return { operation, kind: 'refused', statusCode: 'UNABLE_TO_LOCK_ROW', message };
  }
  const isRead = operation === 'listMetadata' || operation === 'readMetadata';
  const milliseconds = isRead ? switches.slowRead : switches.slowWrite;
  return milliseconds > 0 ? { operation, kind: 'late', milliseconds } : null;
}

async function answerFaulty(response: Response, call: MetadataCall, fault: MetadataFault): Promise<void> {
  switch (fault.kind) {
    case 'refused':
      send(response, 200, call.run({ statusCode: fault.statusCode as string, message: fault.message as string }));
      return;
    case 'fault':
      throw SoapFault.api(fault.statusCode as string, fault.message as string);
    case 'late': {
      const answer = call.run();
      await wait(fault.milliseconds);
      send(response, 200, answer);
      return;
    }
    case 'malformed': {
      const answer = call.run();
      send(response, 200, answer.slice(0, answer.lastIndexOf('</')));
      return;
    }
    case 'html':
      sendMaintenance(response);
      return;
    case 'unreachable':
      response.socket?.destroy();
  }
}

function sendMaintenance(response: Response): void {
  response.status(503).type('html').send('<!DOCTYPE html><html><body><h1>Down for maintenance</h1></body></html>');
}

function send(response: Response, status: number, xml: string): void {
  response
    .status(status)
    .set('Cache-Control', 'no-cache,must-revalidate,max-age=0,no-store,private')
    .type('text/xml')
    .send(xml);
}
