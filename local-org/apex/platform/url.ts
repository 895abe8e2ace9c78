import type { NativeType, Transaction } from '../contract';
import { apexException } from '../runtime/values';

const DEFAULT_PORTS: Record<string, number | undefined> = { http: 80, https: 443, ftp: 21 };
const SHAPE = /^([A-Za-z][A-Za-z\d+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/**
 * `System.Url`: takes a URL apart as java.net.URL does — the text is kept as given, nothing is resolved or normalised.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_url.htm
 */
export class ApexUrl {
  readonly text: string;
  readonly protocol: string;
  readonly authority: string;
  readonly userInfo: string | null;
  readonly host: string;
  /** -1 when the URL names none. */
  readonly port: number;
  readonly path: string;
  readonly query: string | null;
  readonly ref: string | null;

  /** @throws System.MalformedURLException */
  constructor(spec: string | null) {
    if (spec === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
    const text = spec.trim();
    const parts = SHAPE.exec(text);
    if (!parts) throw apexException('System.MalformedURLException', `no protocol: ${text}`);
    this.protocol = parts[1].toLowerCase();
    if (DEFAULT_PORTS[this.protocol] === undefined) {
      throw apexException('System.MalformedURLException', `unknown protocol: ${this.protocol}`);
    }
    this.authority = parts[2] ?? '';
    const address = /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/s.exec(this.authority);
    if (!address) throw apexException('System.MalformedURLException', `For input string: "${this.authority}"`);
    this.userInfo = address[1] ?? null;
    this.host = address[2];
    this.port = address[3] ? Number(address[3]) : -1;
    this.path = parts[3];
    this.query = parts[4] ?? null;
    this.ref = parts[5] ?? null;
    this.text = `${this.protocol}${text.slice(parts[1].length)}`;
  }

  /** From parts; a port of -1 means none. `file` is path and query. */
  static of(protocol: string | null, host: string | null, port: number | null, file: string | null): ApexUrl {
    if (protocol === null || host === null || port === null || file === null) {
      throw apexException('System.NullPointerException', 'Argument cannot be null.');
    }
    return new ApexUrl(`${protocol}://${host}${port < 0 ? '' : `:${port}`}${file}`);
  }

  get defaultPort(): number {
    return DEFAULT_PORTS[this.protocol] as number;
  }
}

export const urlType: NativeType = {
  name: 'System.Url',
  instanceClass: ApexUrl,
  constructors: {
    '(string)': (_: Transaction, spec: string | null) => new ApexUrl(spec),
    '(string,string,string)': (_: Transaction, protocol: string | null, host: string | null, file: string | null) =>
      ApexUrl.of(protocol, host, -1, file),
    '(string,string,integer,string)': (
      _: Transaction,
      protocol: string | null,
      host: string | null,
      port: number | null,
      file: string | null
    ) => ApexUrl.of(protocol, host, port, file)
  },
  instance: {
    'getprotocol()': (_: Transaction, self: ApexUrl) => self.protocol,
    'getauthority()': (_: Transaction, self: ApexUrl) => self.authority,
    'getuserinfo()': (_: Transaction, self: ApexUrl) => self.userInfo,
    'gethost()': (_: Transaction, self: ApexUrl) => self.host,
    'getport()': (_: Transaction, self: ApexUrl) => self.port,
    'getdefaultport()': (_: Transaction, self: ApexUrl) => self.defaultPort,
    'getpath()': (_: Transaction, self: ApexUrl) => self.path,
    'getquery()': (_: Transaction, self: ApexUrl) => self.query,
    'getref()': (_: Transaction, self: ApexUrl) => self.ref,
    'getfile()': (_: Transaction, self: ApexUrl) => (self.query === null ? self.path : `${self.path}?${self.query}`),
    'toexternalform()': (_: Transaction, self: ApexUrl) => self.text,
    'tostring()': (_: Transaction, self: ApexUrl) => self.text
  },
  statics: { 'getorgdomainurl()': (tx: Transaction) => new ApexUrl(tx.host.identity().orgDomainUrl) }
};

/** The sibling of the org's My Domain host: `x.my.salesforce.com` → `x.lightning.force.com`, `x.my.localhost` → `x.lightning.localhost`. */
function siteHost(tx: Transaction, site: string): string {
  const { host } = new ApexUrl(tx.host.identity().orgDomainUrl);
  const parts = /^(.+)\.my\.(salesforce\.com|localhost)$/.exec(host);
  if (!parts) throw new Error('The My Domain host of the emulated org does not have the expected shape');
  return `${parts[1]}.${site}.${parts[2] === 'localhost' ? 'localhost' : 'force.com'}`;
}

/**
 * `System.DomainCreator`: host names of the org's sites, without port.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_DomainCreator.htm
 */
export const domainCreatorType: NativeType = {
  name: 'System.DomainCreator',
  statics: {
    'getorgmydomainhostname()': (tx: Transaction) => new ApexUrl(tx.host.identity().orgDomainUrl).host,
    'getlightninghostname()': (tx: Transaction) => siteHost(tx, 'lightning')
  }
};
