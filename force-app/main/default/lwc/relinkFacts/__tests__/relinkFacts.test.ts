import { factText } from 'c/relinkFacts';

describe('Facts as sentences', () => {
  it('take the text of their key', () => {
    expect(factText({ key: 'checkDone', params: [] })).toBe('c.Relink_Fact_CheckDone');
  });

  it('refuse a key without a text', () => {
    expect(() => factText({ key: 'unheardOf', params: [] })).toThrow();
  });
});
