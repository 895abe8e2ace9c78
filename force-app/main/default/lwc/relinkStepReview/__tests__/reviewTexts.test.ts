import { changedSince, fieldsLeft, happened, suggested, writeCount } from '../reviewTexts';
import { emptyPlan, plan, roads } from '../../relinkTypes/__tests__/examples';

describe('What the review says', () => {
  it('counts only what Relink writes itself', () => {
    const [provider, credential] = plan().components;
    const identity = plan({ components: [{ ...provider, type: 'ExternalAuthIdentityProvider' }, credential] });
    expect(writeCount(identity, 'paste')).toBe(3);
    expect(fieldsLeft(identity, false)).toHaveLength(4);
    expect([writeCount(plan(), 'place'), writeCount(plan(), 'paste')]).toEqual([5, 1]);
  });

  it('leaves the secret out of what is left when the org does not show it', () => {
    expect(fieldsLeft(plan(), true)).toHaveLength(5);
    expect(fieldsLeft(plan(), false)).not.toContain('AuthProvider.consumerSecret');
  });

  it('finds values that changed between two readings, on changing and unchanged fields', () => {
    const fresh = plan();
    fresh.components[0].changes[0].before = 'another key';
    fresh.components[1].unchanged[0].value = 'https://elsewhere.example';
    expect(changedSince(plan(), fresh)).toEqual(['AuthProvider.consumerKey', 'NamedCredential.endpoint']);
    expect(changedSince(plan(), plan())).toEqual([]);
  });

  it('does not call a field changed because it moved from the changes to the rest', () => {
    const fresh = plan();
    const [change] = fresh.components[1].changes.splice(0, 1);
    fresh.components[1].unchanged.push({ field: change.field, value: change.before });
    expect(changedSince(plan(), fresh)).toEqual([]);
  });

  it('takes the road that Apex suggests, and the one in place where none is', () => {
    expect(suggested(plan({ roads: roads('replace', 'refused') }))).toBe('replace');
    expect(suggested(plan({ roads: null }))).toBe('place');
  });

  it('lists what happened to parts of the younger kinds', () => {
    const changed = ['ExternalAuthIdentityProvider.tokenUrl', 'ExternalCredential.Scope'];
    expect(happened({ changed }).map(({ key }) => key)).toEqual(['ExternalAuthIdentityProvider', 'ExternalCredential']);
  });

  it('lists what happened, and says when nothing did', () => {
    const keys = (provider: 'done' | 'failed' | 'skipped', changed: string[], faultCode?: string) =>
      happened({ stages: [{ key: 'provider', state: provider }], secretOutcome: 'notStored', changed }, faultCode).map(
        ({ key }) => key
      );
    const both = ['AuthProvider.tokenUrl', 'NamedCredential.oauthScope'];
    expect(keys('done', both, 'RL-210')).toEqual(['provider', 'secret', 'credential']);
    expect(keys('failed', [], 'RL-204')).toEqual(['refused']);
    expect(keys('skipped', ['NamedCredential.calloutStatus'], 'RL-220')).toEqual(['nothing']);
    expect(keys('skipped', [])).toEqual(['nothing']);
    expect(keys('failed', both, 'RL-205')).toEqual([]);
    expect(emptyPlan().changeCount).toBe(0);
  });
});
