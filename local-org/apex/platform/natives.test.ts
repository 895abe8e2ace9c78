import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { platformSignatures } from '../compiler/signatures';
import { ApexType } from '../runtime/apex-type';
import {
  ApexBlob,
  ApexDatetime,
  ApexException,
  ApexList,
  ApexMap,
  NotImplementedLocally,
  SObject,
  platformEnum
} from '../runtime/values';
import { type FixtureOptions, permissionSet, transaction } from './fixture';
import { platformTypes } from './index';

type Member = (...args: unknown[]) => unknown;

function member(type: string, group: 'constructors' | 'instance' | 'statics', key: string): Member {
  const native = platformTypes.find(({ name }) => name === type)?.[group]?.[key];
  assert.ok(native, `${type}.${key} is registered`);
  return native as Member;
}

/** Calls natives of one transaction by their member keys. */
function platform(options: FixtureOptions = {}) {
  const { tx, sent } = transaction(options);
  return {
    tx,
    sent,
    make: (type: string, key: string, ...args: unknown[]) => member(type, 'constructors', key)(tx, ...args),
    call: (type: string, key: string, self: unknown, ...args: unknown[]) =>
      member(type, 'instance', key)(tx, self, ...args),
    stat: (type: string, key: string, ...args: unknown[]) => member(type, 'statics', key)(tx, ...args)
  };
}

function throws(action: () => unknown, typeName: string, message: string | RegExp): void {
  assert.throws(
    action,
    (error) =>
      error instanceof ApexException &&
      error.typeName === typeName &&
      (typeof message === 'string' ? error.message === message : message.test(error.message)),
    `${typeName}: ${message}`
  );
}

function request(p: ReturnType<typeof platform>, endpoint = 'https://api.cc.email/v3/account/summary'): unknown {
  const made = p.make('System.HttpRequest', '()');
  p.call('System.HttpRequest', 'setendpoint(string)', made, endpoint);
  p.call('System.HttpRequest', 'setmethod(string)', made, 'GET');
  return made;
}

const ok = {
  ok: true as const,
  status: 200,
  statusText: 'OK',
  headers: { 'Content-Type': 'text/plain' },
  body: 'hello'
};

describe('Platform classes against the signature table', () => {
  it('registers only members that the platform has', () => {
    const { types } = platformSignatures();
    const plain = (text: string): string => text.toLowerCase().replace(/\bsystem\./g, '');
    const unknown: string[] = [];
    // The statics of custom metadata types are not in the table: every type has its own.
    for (const native of platformTypes.filter(({ name }) => name !== 'System.SObject')) {
      const signature = types[native.name];
      assert.ok(signature, `${native.name} is a platform type`);
      const methods = (signature.methods ?? []).map(
        ([name, , isStatic, ...parameters]) => `${isStatic} ${plain(`${name}(${parameters.join(',')})`)}`
      );
      const fields = (signature.fields ?? []).flatMap(([name, , isStatic]) =>
        ['get', 'set'].map((access) => `${isStatic} ${access} ${name.toLowerCase()}`)
      );
      const inTable = new Set([...methods, ...fields]);
      for (const key of Object.keys(native.instance ?? {})) {
        if (key !== 'tostring()' && !inTable.has(`0 ${key}`)) unknown.push(`${native.name}.${key}`);
      }
      for (const key of Object.keys(native.statics ?? {}))
        if (!inTable.has(`1 ${key}`)) unknown.push(`${native.name}.${key}`);
    }
    assert.deepEqual(unknown, [], 'every registered member is in the table of API 65.0');
  });
});

describe('System.Http', () => {
  it('sends the request through the host and gives the answer back', () => {
    const p = platform({ reply: () => ok });
    const made = request(p);
    p.call('System.HttpRequest', 'setheader(string,string)', made, 'Authorization', 'Bearer x');
    p.call('System.HttpRequest', 'setbody(string)', made, 'body');
    p.call('System.HttpRequest', 'settimeout(integer)', made, 15_000);
    const response = p.call('System.Http', 'send(object)', p.make('System.Http', '()'), made);
    assert.deepEqual(
      p.sent,
      [
        {
          method: 'GET',
          endpoint: 'https://api.cc.email/v3/account/summary',
          kind: 'http',
          headers: { Authorization: 'Bearer x' },
          body: 'body',
          timeoutMs: 15_000
        }
      ],
      'the request as Apex built it'
    );
    assert.equal(p.call('System.HttpResponse', 'getstatuscode()', response), 200, 'status code');
    assert.equal(
      p.call('System.HttpResponse', 'getheader(string)', response, 'content-TYPE'),
      'text/plain',
      'headers ignore case'
    );
    assert.equal(p.tx.limits.callouts, 1, 'the callout is counted');
  });

  it('throws what the host reports as a CalloutException', () => {
    const p = platform({ reply: () => ({ ok: false, message: 'Read timed out' }) });
    throws(() => p.call('System.Http', 'send(object)', null, request(p)), 'System.CalloutException', 'Read timed out');
  });

  it('refuses a callout after uncommitted work', () => {
    const p = platform({ reply: () => ok });
    Object.defineProperty(p.tx.db, 'hasUncommittedWork', { value: true });
    throws(
      () => p.call('System.Http', 'send(object)', null, request(p)),
      'System.CalloutException',
      'You have uncommitted work pending. Please commit or rollback before calling out'
    );
    assert.equal(p.sent.length, 0, 'nothing went over the wire');
  });

  it('stops at the 101st callout', () => {
    const p = platform({ reply: () => ok });
    for (let i = 0; i < 100; i++) p.call('System.Http', 'send(object)', null, request(p));
    throws(
      () => p.call('System.Http', 'send(object)', null, request(p)),
      'System.LimitException',
      'Too many callouts: 101'
    );
  });

  it('gives a callout no more than what is left of the 120 seconds of the transaction', () => {
    const p = platform({ reply: () => ok });
    p.tx.state.set('callout milliseconds', 119_000);
    p.call('System.Http', 'send(object)', null, request(p));
    assert.ok(p.sent[0].timeoutMs <= 1000, 'only the rest is granted');
    p.tx.state.set('callout milliseconds', 120_000);
    throws(
      () => p.call('System.Http', 'send(object)', null, request(p)),
      'System.LimitException',
      'Exceeded maximum time allotted for callout (120000 ms)'
    );
  });

  it('never calls out from a test: the mock answers, or the call fails with the platform’s text', () => {
    const bare = platform({ test: true, reply: () => ok });
    throws(
      () => bare.call('System.Http', 'send(object)', null, request(bare)),
      'System.TypeException',
      'Methods defined as TestMethod do not support Web service callouts'
    );
    let seen: unknown;
    const p = platform({ test: true, mock: ([given]) => (seen = given) });
    const made = request(p);
    assert.equal(p.call('System.Http', 'send(object)', null, made), made, 'what the mock returned');
    assert.equal(seen, made, 'the mock got the request');
    assert.equal(p.sent.length, 0, 'nothing went over the wire');
  });

  it('refuses a time-out outside 1 to 120000 and line breaks in headers, without repeating the value', () => {
    const p = platform();
    const made = request(p);
    for (const bad of [0, -1, 120_001, null]) {
      throws(() => p.call('System.HttpRequest', 'settimeout(integer)', made, bad), 'System.CalloutException', /120000/);
    }
    assert.throws(
      () => p.call('System.HttpRequest', 'setheader(string,string)', made, 'Authorization', 'secret\r\nX: y'),
      (error: Error) => !error.message.includes('secret'),
      'the value stays out of the message'
    );
  });
});

describe('System.PageReference', () => {
  it('fetches a page through the host as a counted callout', () => {
    const p = platform({ reply: () => ok });
    const page = p.make('System.PageReference', '(string)', '/apex/RelinkSession?a=1');
    const content = p.call('System.PageReference', 'getcontent()', page) as ApexBlob;
    assert.equal(content.bytes.toString(), 'hello', 'the page’s output');
    assert.deepEqual([p.sent[0].kind, p.sent[0].endpoint], ['page', '/apex/RelinkSession?a=1'], 'a page request');
    assert.equal(p.tx.limits.callouts, 1, 'counted');
  });

  it('cannot be used in a test', () => {
    const p = platform({ test: true });
    const page = p.make('System.PageReference', '(string)', '/apex/RelinkSession');
    throws(
      () => p.call('System.PageReference', 'getcontent()', page),
      'System.VisualforceException',
      'Methods defined as TestMethod do not support getContent call'
    );
  });
});

describe('Dom', () => {
  const load = (p: ReturnType<typeof platform>, xml: string): unknown => {
    const document = p.make('Dom.Document', '()');
    p.call('Dom.Document', 'load(string)', document, xml);
    return p.call('Dom.Document', 'getrootelement()', document);
  };
  const node = 'Dom.XmlNode';

  it('reads names, namespaces, attributes and text', () => {
    const p = platform();
    const root = load(
      p,
      '<?xml version="1.0"?>\n<e:env xmlns:e="urn:e" e:a="1" b="2">t<c xmlns="urn:c">x<![CDATA[<y>]]><d/></c><c/></e:env>'
    );
    assert.equal(p.call(node, 'getname()', root), 'env', 'local name');
    assert.equal(p.call(node, 'getnamespace()', root), 'urn:e', 'namespace');
    assert.equal(
      p.call(node, 'getattributevalue(string,string)', root, 'a', 'urn:e'),
      '1',
      'attribute with a namespace'
    );
    assert.equal(p.call(node, 'getattributevalue(string,string)', root, 'b', null), '2', 'attribute without one');
    assert.equal(p.call(node, 'getattributevalue(string,string)', root, 'a', null), null, 'no such attribute');
    assert.equal(p.call(node, 'getattributecount()', root), 2, 'declarations are no attributes');
    const c = p.call(node, 'getchildelement(string,string)', root, 'c', 'urn:c');
    assert.equal(p.call(node, 'gettext()', c), 'x<y>', 'own text and CDATA');
    assert.equal(p.call(node, 'getparent()', c), root, 'the same node is the same object');
    assert.equal((p.call(node, 'getchildelements()', root) as ApexList).items.length, 2, 'elements only');
    assert.equal((p.call(node, 'getchildren()', root) as ApexList).items.length, 3, 'text too');
    assert.equal(String(p.call(node, 'getnodetype()', c)), 'ELEMENT', 'kind of node');
  });

  for (const bad of [
    '',
    'Login required',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>x',
    '<a b=c/>',
    '<a b/>',
    '<a b="1" b="2"/>',
    '<p:a/>',
    '<a>x & y</a>',
    '<a>&nbsp;</a>',
    '<a>&#0;</a>',
    '<a>]]></a>',
    '<a b="<"/>',
    ' <?xml version="1.0"?><a/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
  ]) {
    it(`refuses ${JSON.stringify(bad)} with an XmlException`, () => {
      throws(() => load(platform(), bad), 'System.XmlException', /^Failed to parse XML due to: |^The character /);
    });
  }
});

describe('System.XmlStreamWriter', () => {
  const type = 'System.XmlStreamWriter';

  it('writes a document byte for byte', () => {
    const p = platform();
    const w = p.make(type, '()');
    p.call(type, 'writestartdocument(string,string)', w, 'UTF-8', '1.0');
    p.call(type, 'writestartelement(string,string,string)', w, 's', 'Envelope', 'urn:s');
    p.call(type, 'writenamespace(string,string)', w, 's', 'urn:s');
    p.call(type, 'writestartelement(string,string,string)', w, null, 'read', null);
    p.call(type, 'writedefaultnamespace(string)', w, 'urn:m');
    p.call(type, 'writeattribute(string,string,string,string)', w, null, null, 'q', '<"&>\'');
    p.call(type, 'writecharacters(string)', w, 'a<b>&"c\'é😀');
    p.call(type, 'writeendelement()', w);
    p.call(type, 'writestartelement(string,string,string)', w, null, 'e', null);
    p.call(type, 'writeendelement()', w);
    p.call(type, 'writeemptyelement(string,string,string)', w, null, 'f', null);
    p.call(type, 'writeenddocument()', w);
    assert.equal(
      p.call(type, 'getxmlstring()', w),
      '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="urn:s"><read xmlns="urn:m" q="&lt;&quot;&amp;&gt;\'">' +
        'a&lt;b&gt;&amp;"c\'é😀</read><e></e><f/></s:Envelope>',
      'escaping and closing as the JDK writer does'
    );
  });

  it('refuses characters that XML 1.0 forbids', () => {
    const p = platform();
    const w = p.make(type, '()');
    p.call(type, 'writestartelement(string,string,string)', w, null, 'a', null);
    for (const bad of ['\u0000', 'x\u000By', '\uFFFE', '\uD800']) {
      throws(() => p.call(type, 'writecharacters(string)', w, bad), 'System.XmlException', /is not allowed/);
    }
  });
});

describe('System.JSON', () => {
  it('keeps numbers exact and types them as Apex does', () => {
    const p = platform();
    const value = p.stat(
      'System.JSON',
      'deserializeuntyped(string)',
      '{"i":1,"l":3000000000,"d":1.10,"s":"\\u00e9","n":null,"a":[true]}'
    ) as ApexMap;
    assert.equal(value.get('i'), 1, 'Integer');
    assert.equal(value.get('l'), 3_000_000_000n, 'Long');
    assert.equal(String(value.get('d')), '1.10', 'Decimal keeps its scale');
    assert.equal(value.get('s'), 'é', 'String');
    assert.equal(
      p.stat('System.JSON', 'serialize(object)', value),
      '{"i":1,"l":3000000000,"d":1.10,"s":"é","n":null,"a":[true]}',
      'and back'
    );
    assert.equal(
      p.stat('System.JSON', 'serializepretty(object,boolean)', value, true),
      '{\n  "i" : 1,\n  "l" : 3000000000,\n  "d" : 1.10,\n  "s" : "é",\n  "a" : [ true ]\n}',
      'pretty, without nulls'
    );
  });

  it('writes dates, blobs and enums as Apex does', () => {
    const p = platform();
    assert.equal(
      p.stat('System.JSON', 'serialize(object)', new ApexDatetime(0)),
      '"1970-01-01T00:00:00.000Z"',
      'Datetime'
    );
    assert.equal(p.stat('System.JSON', 'serialize(object)', new ApexBlob(Buffer.from('hi'))), '"aGk="', 'Blob');
  });

  it('deserializes records with read-only fields and parents, and refuses fields they do not have', () => {
    const p = platform();
    const read = (text: string): SObject => {
      const record = p.stat('System.JSON', 'deserialize(string,type)', text, ApexType.named('Run__c'));
      assert.ok(record instanceof SObject, 'a record');
      return record;
    };
    const run = read('{"attributes":{"type":"Run__c"},"Name":"RUN-00001","CreatedBy":{"attributes":{},"Name":"Ada"}}');
    assert.equal(run.get('Name'), 'RUN-00001', 'a field that DML may not write');
    const user = run.get('CreatedBy');
    assert.ok(user instanceof SObject, 'its parent');
    assert.equal(user.get('Name'), 'Ada', 'a field of its parent');
    throws(() => read('{"Missing":1}'), 'System.JSONException', /^No such column 'Missing' on sobject of type Run__c$/);
  });

  it('deserializes into collections and refuses what does not fit', () => {
    const p = platform();
    const read = (text: string, typeName: string): unknown =>
      p.stat('System.JSON', 'deserialize(string,type)', text, ApexType.named(typeName));
    assert.deepEqual((read('["a","b"]', 'List<String>') as ApexList).items, ['a', 'b'], 'List<String>');
    assert.equal((read('{"a":7}', 'Map<String,Integer>') as ApexMap).get('a'), 7, 'Map<String,Integer>');
    throws(() => read('["x"]', 'List<Integer>'), 'System.JSONException', /^Illegal value for primitive/);
    for (const bad of ['', '{', '[1,]', '{"a" 1}', "{'a':1}", '01', '"\n"', '1 2']) {
      throws(() => read(bad, 'Object'), 'System.JSONException', /^Unexpected/);
    }
  });
});

describe('System.EncodingUtil and System.Crypto', () => {
  it('encode as Java does', () => {
    const p = platform();
    const e = 'System.EncodingUtil';
    assert.equal(
      p.stat(e, 'urlencode(string,string)', "a b&c=ü*-._~'()!", 'UTF-8'),
      'a+b%26c%3D%C3%BC*-._%7E%27%28%29%21',
      'urlEncode'
    );
    assert.equal(p.stat(e, 'urldecode(string,string)', 'a+b%26%C3%BC', 'UTF-8'), 'a b&ü', 'urlDecode');
    assert.equal(p.stat(e, 'base64encode(blob)', new ApexBlob(Buffer.from('id:secret'))), 'aWQ6c2VjcmV0', 'base64');
    const digest = p.stat('System.Crypto', 'generatedigest(string,blob)', 'SHA-256', new ApexBlob(Buffer.from('abc')));
    assert.equal(
      p.stat(e, 'converttohex(blob)', digest),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      'SHA-256 of abc'
    );
  });

  it('seal with a key: an HMAC is verified, another text, key or seal is not', () => {
    const p = platform();
    const c = 'System.Crypto';
    const blob = (text: string): ApexBlob => new ApexBlob(Buffer.from(text));
    const seal = p.stat(c, 'generatemac(string,blob,blob)', 'HmacSHA256', blob('what do ya want'), blob('Jefe'));
    assert.equal((seal as ApexBlob).bytes.length, 32, '256 bits');
    const verify = (text: string, key: string, claimed: unknown): unknown =>
      p.stat(c, 'verifyhmac(string,blob,blob,blob)', 'HmacSHA256', blob(text), blob(key), claimed);
    assert.equal(verify('what do ya want', 'Jefe', seal), true, 'the seal itself');
    assert.equal(verify('what do ya want?', 'Jefe', seal), false, 'another text');
    assert.equal(verify('what do ya want', 'jefe', seal), false, 'another key');
    assert.equal(verify('what do ya want', 'Jefe', blob('short')), false, 'a shorter seal');
  });

  it('makes random AES keys of the three sizes there are', () => {
    const p = platform();
    const key = (bits: number): ApexBlob => p.stat('System.Crypto', 'generateaeskey(integer)', bits) as ApexBlob;
    assert.equal(key(256).bytes.length, 32, '256 bits');
    assert.notEqual(key(128).bytes.toString('hex'), key(128).bytes.toString('hex'), 'never the same');
    throws(() => key(100), 'System.InvalidParameterValueException', /128, 192 or 256/);
  });
});

describe('Auth.SessionManagement', () => {
  const m = 'Auth.SessionManagement';
  const policy = platformEnum('Auth.VerificationPolicy', 'HIGH_ASSURANCE', 0);
  const verification = 'generateverificationurl(auth.verificationpolicy,string,string)';

  it('tells the security level of the session the request came with', () => {
    const level = (options: FixtureOptions): unknown =>
      (platform(options).stat(m, 'getcurrentsession()') as ApexMap<string, string>).get('SessionSecurityLevel');
    assert.equal(level({}), 'STANDARD', 'after a login');
    assert.equal(level({ identity: { sessionLevel: 'HIGH_ASSURANCE' } }), 'HIGH_ASSURANCE', 'after verification');
  });

  it('gives the address on the org’s My Domain where the identity is verified', () => {
    const url = new URL(String(platform().stat(m, verification, policy, 'Change a credential', '/lightning/n/Relink')));
    assert.equal(url.origin, 'http://relink.my.localhost:4600', 'My Domain');
    assert.equal(url.pathname, '/_ui/identity/verification', 'page');
    assert.equal(url.searchParams.get('policy'), 'HIGH_ASSURANCE', 'policy');
    assert.equal(url.searchParams.get('description'), 'Change a credential', 'description');
    assert.equal(url.searchParams.get('destinationUrl'), '/lightning/n/Relink', 'where to go afterwards');
  });

  it('is refused in tests, where nobody could say what Salesforce does', () => {
    const p = platform({ test: true });
    assert.throws(() => p.stat(m, 'getcurrentsession()'), NotImplementedLocally, 'session');
    assert.throws(() => p.stat(m, verification, policy, 'a', 'b'), NotImplementedLocally, 'address');
  });
});

describe('System.Url, UserInfo and FeatureManagement', () => {
  it('takes a URL apart without changing it', () => {
    const p = platform();
    const url = p.make('System.Url', '(string)', 'https://User@API.cc.email:8443/v3/a?b=c#d');
    const get = (key: string): unknown => p.call('System.Url', key, url);
    assert.deepEqual(
      ['getprotocol()', 'gethost()', 'getport()', 'getpath()', 'getquery()', 'getref()', 'toexternalform()'].map(get),
      ['https', 'API.cc.email', 8443, '/v3/a', 'b=c', 'd', 'https://User@API.cc.email:8443/v3/a?b=c#d'],
      'parts'
    );
    throws(
      () => p.make('System.Url', '(string)', 'api.cc.email'),
      'System.MalformedURLException',
      'no protocol: api.cc.email'
    );
    assert.equal(
      p.call('System.Url', 'toexternalform()', p.stat('System.Url', 'getorgdomainurl()')),
      'http://relink.my.localhost:4600',
      'the org’s My Domain'
    );
  });

  it('knows the running user and the custom permissions granted to them', () => {
    const p = platform({
      permissionSets: [permissionSet('Relink_User', { customPermissions: new Set(['Relink_Admin']) })]
    });
    assert.equal(p.stat('System.UserInfo', 'getname()'), 'Ada Admin', 'name');
    assert.equal(p.stat('System.UserInfo', 'getprofileid()'), '00e000000000001AAA', 'profile from the user’s row');
    assert.equal(p.stat('System.FeatureManagement', 'checkpermission(string)', 'relink_admin'), true, 'granted');
    assert.equal(p.stat('System.FeatureManagement', 'checkpermission(string)', 'Other'), false, 'not granted');
    const zone = p.stat('System.UserInfo', 'gettimezone()');
    const winter = new ApexDatetime(Date.UTC(2026, 0, 1));
    assert.equal(p.call('System.TimeZone', 'getoffset(datetime)', zone, winter), 3_600_000, 'offset in January');
  });
});
