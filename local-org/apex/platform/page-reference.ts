import type { NativeType, Transaction } from '../contract';
import { ApexBlob, ApexMap, NotImplementedLocally, apexException } from '../runtime/values';
import { callOut } from './http';

/** State of a transaction: the page that it renders, or that a test put in its place. */
export const CURRENT_PAGE = 'current page';

const CONTENT_TIMEOUT_MS = 120_000;

/**
 * `System.PageReference`. `getContent()` is a callout to the org's Visualforce site.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_System_PageReference_getContent.htm
 */
export class ApexPageReference {
  readonly path: string;
  readonly parameters = new ApexMap<string, string>([], 'String', 'String');

  constructor(url: string) {
    const mark = url.indexOf('?');
    this.path = mark < 0 ? url : url.slice(0, mark);
    for (const [name, value] of new URLSearchParams(mark < 0 ? '' : url.slice(mark))) this.parameters.put(name, value);
  }

  get url(): string {
    const query = new URLSearchParams(this.parameters.entries().map(([name, value]) => [name, value]));
    return this.parameters.size === 0 ? this.path : `${this.path}?${query}`;
  }

  /**
   * The page as a browser of the running user would get it.
   *
   * @throws System.VisualforceException in a test
   * @throws System.ExecutionException when the page failed
   */
  content(tx: Transaction): ApexBlob {
    if (tx.test) {
      throw apexException(
        'System.VisualforceException',
        'Methods defined as TestMethod do not support getContent call'
      );
    }
    if (tx.context === 'visualforce')
      throw new NotImplementedLocally('PageReference.getContent inside a Visualforce request');
    const response = callOut(tx, {
      method: 'GET',
      endpoint: this.url,
      kind: 'page',
      headers: {},
      body: null,
      timeoutMs: CONTENT_TIMEOUT_MS
    });
    if (response.statusCode >= 500) {
      throw apexException('System.ExecutionException', `The page ${this.path} failed (status ${response.statusCode}).`);
    }
    return new ApexBlob(Buffer.from(response.body ?? '', 'utf8'));
  }
}

export const pageTypes: NativeType[] = [
  {
    name: 'System.PageReference',
    instanceClass: ApexPageReference,
    constructors: { '(string)': (_: Transaction, url: string) => new ApexPageReference(url) },
    instance: {
      'geturl()': (_: Transaction, self: ApexPageReference) => self.url,
      'getparameters()': (_: Transaction, self: ApexPageReference) => self.parameters,
      'getcontent()': (tx: Transaction, self: ApexPageReference) => self.content(tx),
      'tostring()': (_: Transaction, self: ApexPageReference) => `System.PageReference[${self.url}]`
    }
  },
  {
    name: 'System.ApexPages',
    statics: { 'currentpage()': (tx: Transaction) => tx.state.get(CURRENT_PAGE) ?? null }
  },
  {
    name: 'System.Test',
    statics: {
      'setcurrentpage(object)': (tx: Transaction, page: ApexPageReference | null) => {
        tx.state.set(CURRENT_PAGE, page);
      }
    }
  }
];
