import { hasTwoLines, judgePair, trimmed } from 'c/relinkKeyAndSecret';

const KEY = 'b81d2e77-90c4-4f0e-8d55-61f2ad0e7c2f';
const SECRET = 'Xq3-notARealSecret_9f';

describe('Key and secret before anyone is asked', () => {
  it('accepts a key and a secret of the usual shape', () => {
    expect(judgePair(KEY, SECRET, 'other')).toEqual({ key: null, secret: null, swapped: false, keyUnchanged: false });
  });

  it('names what is missing', () => {
    expect(judgePair('', '', 'other')).toMatchObject({ key: 'missing', secret: 'missing', swapped: false });
  });

  it('allows 256 characters of a key and 100 of a secret, and no more', () => {
    expect(judgePair('k'.repeat(256), 's'.repeat(100), '')).toMatchObject({ key: null, secret: null });
    expect(judgePair('k'.repeat(257), 's'.repeat(101), '')).toMatchObject({ key: 'tooLong', secret: 'tooLong' });
  });

  it('finds a line break inside, and none in one around', () => {
    expect(hasTwoLines('key\nsecret')).toBe(true);
    expect(hasTwoLines('key\r\nsecret')).toBe(true);
    expect(hasTwoLines('key\n')).toBe(false);
    expect(judgePair('a\nb', SECRET, '').key).toBe('twoLines');
  });

  it('finds characters that no key or secret has: invisible, accented, broken', () => {
    for (const bad of ['a\u200bb', 'a\u00a0b', 'é', 'a\u0000b', '\ud800', '😀', 'a\tb', 'a\u202eb', 'a\u2028b']) {
      expect(judgePair(KEY, bad, '').secret).toBe('unusable');
      expect(judgePair(bad, SECRET, '').key).toBe('unusable');
    }
    expect(judgePair(KEY, `<&>"' ]]>%~`, '').secret).toBeNull();
  });

  it('finds a key that was pasted twice', () => {
    expect(judgePair(KEY, KEY, '')).toMatchObject({ key: null, secret: 'equal', swapped: false });
  });

  it('suspects a swap when only the secret looks like an API key', () => {
    expect(judgePair(SECRET, KEY, '').swapped).toBe(true);
    expect(judgePair('', KEY, '').swapped).toBe(false);
    expect(judgePair(KEY, SECRET, '').swapped).toBe(false);
  });

  it('says when the key is the one in use', () => {
    expect(judgePair(KEY, SECRET, KEY).keyUnchanged).toBe(true);
    expect(judgePair('', SECRET, '').keyUnchanged).toBe(false);
  });

  it('removes white space around a value and says so', () => {
    expect(trimmed('  a b\t')).toEqual({ value: 'a b', changed: true });
    expect(trimmed('a')).toEqual({ value: 'a', changed: false });
  });
});
