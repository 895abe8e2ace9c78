import assert from 'node:assert';
import { it } from 'node:test';
import { relink } from './happy-path';
import { Journey, journeys } from './journey';

journeys('The article, done with Relink', () => {
  for (const { width, theme } of [
    { width: 1280, theme: 'slds1' },
    { width: 400, theme: 'cosmos' }
  ] as const) {
    it(`leads from an outdated application to a proven connection, in a window of ${width} px with ${theme}`, () =>
      Journey.run(`article ${theme} ${width}`, { width, theme }, async (journey) => {
        const stranger = structuredClone(journey.component('AuthProvider', 'Acme_ERP').values);
        const oldKey = journey.oldApplication().apiKey;
        const { key, secret } = await relink(journey);

        const { values, consumerSecret } = journey.provider();
        assert.deepStrictEqual(
          [values.consumerKey, values.authorizeUrl, values.tokenUrl],
          [
            key,
            'https://authz.constantcontact.com/oauth2/default/v1/authorize',
            'https://authz.constantcontact.com/oauth2/default/v1/token'
          ],
          'the Auth. Provider holds the new values'
        );
        assert.ok(consumerSecret === secret, 'and the new secret');
        const { values: credential, tokens } = journey.credential();
        assert.strictEqual(credential.oauthScope, 'account_read contact_data offline_access', 'the scope was added to');
        assert.ok(tokens?.refreshToken, 'the org holds a refresh token');

        const { applications, grants } = journey.org.constantContact.state;
        assert.strictEqual(grants.refreshGrants(key).length, 1, 'Constant Contact issued exactly one refresh token');
        assert.strictEqual(applications.find(oldKey)?.status, 'deactivated', 'the old application is retired');
        assert.deepStrictEqual(
          journey.component('AuthProvider', 'Acme_ERP').values,
          stranger,
          'nothing else was touched'
        );
        assert.deepStrictEqual(
          journey.runs().map(({ Kind__c: kind, Outcome__c: outcome }) => `${String(kind)} ${String(outcome)}`),
          ['Retirement Recorded', 'Proof Passed', 'Proof Passed', 'Update Done'],
          'history tells the update, the proofs and the retirement'
        );
      }));
  }
});
