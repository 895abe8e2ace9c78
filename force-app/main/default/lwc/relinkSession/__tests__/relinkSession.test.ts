import { RelinkSession } from 'c/relinkSession';

describe('The secret of this tab', () => {
  it('is ready only after a judgement', () => {
    const session = new RelinkSession();
    session.type('key', 'hidden');
    expect([session.holdsSecret, session.ready]).toEqual([true, false]);
    session.judge('accepted');
    expect([session.ready, session.state]).toEqual([true, 'accepted']);
  });

  it('has to be judged anew after a change, and not after the same values', () => {
    const session = new RelinkSession();
    session.type('key', 'hidden');
    session.judge('unchecked');
    session.type('key', 'hidden');
    expect(session.ready).toBe(true);
    session.type('key', 'hidden2');
    expect([session.ready, session.state]).toEqual([false, 'untested']);
  });

  it('is forgotten on demand', () => {
    const session = new RelinkSession();
    session.type('key', 'hidden');
    session.judge('accepted');
    session.clear();
    expect([session.key, session.secret, session.ready, session.holdsSecret]).toEqual(['', '', false, false]);
  });

  it('does not appear when the session is serialized or listed', () => {
    const session = new RelinkSession();
    session.type('key', 'hidden');
    expect(JSON.stringify(session)).toBe('{}');
    expect(Object.keys(session)).toEqual([]);
    expect(JSON.stringify({ ...session })).not.toContain('hidden');
  });
});
