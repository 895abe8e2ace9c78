import assert from 'node:assert';
import { it } from 'node:test';
import type { Fault } from '../local-org/constant-contact';
import { applyPlan, enterApplication, prove } from './happy-path';
import { Journey, journeys } from './journey';
import { toAuthorized } from './short-way';

journeys('When something goes wrong', () => {
  it('a rejected pair is told before anything is written, and can be corrected', () =>
    Journey.run('rejected pair', {}, async (journey) => {
      const { wizard } = journey;
      const before = structuredClone(journey.provider().values);
      await wizard.open();
      const portal = await journey.openPortal();
      const { key, secret } = await journey.newApplication(portal);
      await wizard.checkPair();
      await wizard.step('application').getByText('Enter the secret.').waitFor();
      await wizard.fillPair(key, 'not-the-secret-that-was-shown');
      await wizard.checkPair();
      const panel = await wizard.fault('application', 'Constant Contact does not accept this key and secret');
      assert.strictEqual(await wizard.faultCode(panel), 'RL-301');
      await journey.look('rejected');
      assert.deepStrictEqual(journey.provider().values, before, 'nothing was written');
      assert.deepStrictEqual(journey.runs(), [], 'and nothing recorded');
      await panel.getByRole('button', { name: 'Edit secret' }).click();
      await wizard.secretField().fill(secret);
      await wizard.checkPair();
      await wizard.waitForOpen('review');
    }));

  it('a pair that cannot be checked may go on unchecked, or be checked again', () =>
    Journey.run('unchecked pair', {}, async (journey) => {
      const { wizard } = journey;
      const { faults } = journey.org.constantContact.state;
      await wizard.open();
      const { key, secret } = await journey.newApplication(await journey.openPortal());
      await wizard.fillPair(key, secret);
      faults.next('token', { kind: 'throttled' });
      await wizard.checkPair();
      const panel = await wizard.fault('application', 'Key and secret could not be checked');
      assert.strictEqual(await wizard.faultCode(panel), 'RL-302');
      await journey.look('could not be checked');
      faults.next('token', { kind: 'html' });
      await panel.getByRole('button', { name: 'Try again' }).click();
      await wizard.button('application', 'Go on unchecked').click();
      await wizard.waitForOpen('review');
      await applyPlan(journey);
    }));

  it('a refused Named Credential leaves a rest that the second press writes alone', () =>
    Journey.run('partial', {}, async (journey) => {
      const { wizard } = journey;
      const { store } = journey.org.org;
      await wizard.open();
      await enterApplication(journey);
      store.faults.push({
        operation: 'updateMetadata',
        type: 'NamedCredential',
        kind: 'refused',
        statusCode: 'FIELD_INTEGRITY_EXCEPTION',
        message: 'The scope is not valid.'
      });
      await wizard.applyButton().click();
      const panel = await wizard.fault('review', 'The Named Credential was not updated');
      assert.strictEqual(await wizard.faultCode(panel), 'RL-202');
      await wizard.waitForBadge('review', 'Needs attention');
      await journey.look('partial');
      const providerSavedAt = journey.provider().lastModifiedDate;
      assert.match(journey.providerText('tokenUrl'), /authz/, 'the provider is done');
      assert.doesNotMatch(journey.credentialText('oauthScope'), /offline/, 'the credential is not');
      await panel.getByRole('button', { name: 'Try again' }).click();
      await wizard.waitForOpen('redirect');
      assert.match(journey.credentialText('oauthScope'), /offline/, 'now it is');
      assert.strictEqual(journey.provider().lastModifiedDate, providerSavedAt, 'the provider was not written again');
    }));

  it('a write without an answer is not repeated before the org was read', () =>
    Journey.run('time-out', {}, async (journey) => {
      const { wizard } = journey;
      const { store } = journey.org.org;
      await wizard.open();
      await enterApplication(journey);
      store.switches.calloutTimeoutCap = 1500;
      store.faults.push({ operation: 'updateMetadata', type: 'AuthProvider', kind: 'late', milliseconds: 4000 });
      await wizard.applyButton().click();
      const panel = await wizard.fault('review', 'Not known whether the change arrived');
      assert.strictEqual(await wizard.faultCode(panel), 'RL-205');
      assert.strictEqual(
        await panel.getByRole('button', { name: 'Try again' }).count(),
        0,
        'no plain retry is offered'
      );
      await journey.look('not known');
      store.switches.calloutTimeoutCap = null;
      await panel.getByRole('button', { name: 'Read from org' }).click();
      await wizard.applyButton().waitFor();
      await journey.look('what is left');
      await applyPlan(journey);
      assert.match(journey.credentialText('oauthScope'), /offline/, 'the rest is in place');
    }));

  it('an answer that breaks off is told as such, and reading again helps', () =>
    Journey.run('unreadable', {}, async (journey) => {
      const { wizard } = journey;
      const { store } = journey.org.org;
      store.faults.push({ operation: 'readMetadata', kind: 'malformed' });
      await wizard.open();
      const panel = await wizard.fault('check', 'An answer that Relink cannot read');
      assert.strictEqual(await wizard.faultCode(panel), 'RL-903');
      await journey.look('unreadable');
      await panel.getByRole('button', { name: 'Try again' }).click();
      await wizard.waitForBadge('check', 'Done');
    }));

  it('every way in which the live call can fail has its own name and a next action', () =>
    Journey.run('live call', {}, async (journey) => {
      const { wizard } = journey;
      const { key } = await toAuthorized(journey);
      await wizard.waitForBadge('authorize', 'Done');
      await wizard.openStep('prove');
      const { faults, applications } = journey.org.constantContact.state;
      journey.org.org.store.switches.calloutTimeoutCap = 1000;
      const failures: { fault: Fault; code: string; title: string }[] = [
        { fault: { kind: 'unavailable', status: 503 }, code: 'RL-506', title: 'Constant Contact is not available' },
        { fault: { kind: 'throttled' }, code: 'RL-505', title: 'Constant Contact limits the number of calls' },
        { fault: { kind: 'hang' }, code: 'RL-901', title: 'No answer in time' },
        { fault: { kind: 'reset' }, code: 'RL-902', title: 'A server cannot be reached' },
        { fault: { kind: 'html' }, code: 'RL-903', title: 'An answer that Relink cannot read' }
      ];
      for (const { fault, code, title } of failures) {
        faults.next('api', fault);
        await wizard.liveCallButton().click();
        const panel = await wizard.fault('prove', title);
        assert.strictEqual(await wizard.faultCode(panel), code);
        await journey.look(code);
      }
      await prove(journey);
      applications.deactivate(key);
      await wizard.liveCallButton().click();
      await wizard.fault('prove', 'The application is deactivated or lacks access');
      await journey.look('RL-502');
    }));
});
