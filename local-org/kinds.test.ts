import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { TestRuntime } from './apex/host/test-runtime';
import { PRINCIPAL } from './scenarios/secured';

const DAY = 24 * 60 * 60 * 1000;

/** What the controller answers, as far as these tests look. */
interface Answer {
  fault?: { code: string };
  connection: { id: string; kind: string; callbackUrl: string; consumerKey: string };
  fingerprint: string;
  runId: string;
  stages: { key: string; state: string }[];
  secretOutcome: string;
  url: string;
  answered: boolean;
  consentProven: boolean;
  refreshed: boolean;
  dailyCheck: { isOn: boolean };
}

/** The package's own Apex against secured endpoints, from the plan to the renewed access. */
describe('A connection through a secured endpoint', () => {
  let site: TestRuntime;

  before(async () => {
    site = await TestRuntime.over(path.resolve(__dirname, '..'));
    site.site.packageMetadata.notificationTypes = [{ name: 'Relink_Connection_Broken', label: 'Connection broken' }];
  });

  after(() => site.close());

  async function call(method: string, params: Record<string, unknown>, fault: string | null = null): Promise<Answer> {
    const answer = await site.call<Answer>('RelinkController', method, params);
    assert.equal(answer.fault?.code ?? null, fault, `${method}: ${JSON.stringify(answer.fault ?? null)}`);
    return answer;
  }

  /** Everything from a new application to the consent; yields the connection's id. */
  async function relink(kind: string): Promise<string> {
    const { connection } = await call('getStatus', { connectionId: null });
    assert.equal(connection.kind, kind, 'its kind');
    const { applications } = site.constantContact.state;
    const { apiKey } = applications.copy(applications.list()[0].apiKey);
    const consumerSecret = applications.generateSecret(apiKey);
    applications.save(apiKey, [connection.callbackUrl], 'longLived');
    const request = { connectionId: connection.id, consumerKey: apiKey, consumerSecret };
    const { fingerprint } = await call('getPlan', { request });
    const { runId } = await call('beginRun', {
      request: { connectionId: connection.id, consumerKey: apiKey, fields: ['AuthProvider.consumerKey'] }
    });
    const applied = await call('applyPlan', { request: { ...request, runId, fingerprint } });
    if (applied.secretOutcome !== 'stored') {
      await call('applyCredentials', { request: { ...request, runId, fingerprint } });
    }
    const now = await call('getStatus', { connectionId: connection.id });
    assert.equal(now.connection.consumerKey, apiKey, 'the new key is in place');
    const { url } = await call('getAuthorizeUrl', { request: { connectionId: connection.id, principal: PRINCIPAL } });
    const end = await site.allow(url);
    assert.ok(end.startsWith(`${site.site.origins.lightning}/`), `the browser comes back to the org, not to ${end}`);
    return connection.id;
  }

  for (const [scenario, kind] of [
    ['secured-endpoint', 'externalCredential'],
    ['identity-provider', 'identityProvider']
  ]) {
    it(`is relinked and renewed: ${scenario}`, async () => {
      site.reset(scenario);
      const connectionId = await relink(kind);
      const proof = await call('prove', { request: { connectionId, poll: false } });
      assert.deepEqual([proof.answered, proof.consentProven], [true, true], 'the consent is proven');
      const renewed = await call('prove', { request: { connectionId, poll: false, refresh: true } });
      assert.equal(renewed.refreshed, true, 'Salesforce renews the access');
    });
  }

  it('is checked each day once that is switched on, and tells its user when it breaks', async () => {
    site.reset('secured-endpoint');
    const connectionId = await relink('externalCredential');
    await call('setScheduledCheck', { request: { connectionId, isOn: true } });
    assert.equal((await call('getStatus', { connectionId })).dailyCheck.isOn, true, 'it is on');
    const nextDay = async (): Promise<void> => {
      site.now += DAY;
      site.org.jobs.runDue();
      await site.org.jobs.settled();
    };
    await nextDay();
    assert.deepEqual(site.org.notifications, [], 'the connection works, and nobody is told');
    const proofs = (): number =>
      site.org.records.rows('Relink_Run__c').filter(({ Kind__c }) => Kind__c === 'Proof').length;
    assert.equal(proofs(), 1, 'it is on record');
    const { applications } = site.constantContact.state;
    applications
      .list()
      .filter(({ status }) => status === 'valid')
      .forEach(({ apiKey }) => applications.deactivate(apiKey));
    await nextDay();
    assert.deepEqual(
      site.org.notifications.map(({ type, recipients }) => [type, recipients]),
      [['Relink_Connection_Broken', [site.org.store.runningUser.userName]]],
      'the user is told'
    );
    await nextDay();
    assert.equal(site.org.notifications.length, 1, 'once');
    await call('setScheduledCheck', { request: { connectionId, isOn: false } });
    await nextDay();
    assert.equal(proofs(), 3, 'no more checks after it was switched off');
  });
});
