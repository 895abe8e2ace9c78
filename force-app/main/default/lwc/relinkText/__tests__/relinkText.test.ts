import { dateTimeText, fill, timeText, urlParts } from 'c/relinkText';

describe('fill', () => {
  it('puts parameters where the label wants them, in any order and more than once', () => {
    expect(fill('{1} of {0}, {1}', 5, 'four')).toBe('four of 5, four');
  });

  it('says "not given" for a missing parameter instead of showing braces', () => {
    expect(fill('Salesforce says: {0}', undefined)).toBe('Salesforce says: c.Relink_Text_NotGiven');
  });

  it('does not read a parameter as a pattern or a placeholder', () => {
    expect(fill('{0} {1}', '$& {1}', 'x')).toBe('$& {1} x');
  });

  it('keeps a zero', () => {
    expect(fill('{0} left', 0)).toBe('0 left');
  });
});

describe('dateTimeText', () => {
  const now = Date.parse('2026-11-24T20:00:00Z');

  it('gives date and time in the time zone of the user', () => {
    expect(dateTimeText('2026-03-12T23:20:00.000Z', now)).toMatch(/^Mar 12, 2026, 4:20\sPM$/);
  });

  it('says "today" for the same day in the time zone of the user', () => {
    expect(dateTimeText('2026-11-24T18:46:00Z', now)).toBe('c.Relink_Text_Today');
  });

  it('gives the empty text when there is no date or it cannot be read', () => {
    expect([dateTimeText(null), dateTimeText(undefined), dateTimeText(''), dateTimeText('soon')]).toEqual([
      '',
      '',
      '',
      ''
    ]);
  });
});

describe('timeText', () => {
  it('gives the time of day in the time zone of the user', () => {
    expect(timeText('2026-11-24T18:46:00Z')).toMatch(/^10:46\sAM$/);
  });
});

describe('urlParts', () => {
  it('cuts behind each slash and loses nothing', () => {
    const url = 'https://authz.constantcontact.com/oauth2/default/v1/token';
    const parts = urlParts(url).map((part) => part.text);
    expect(parts).toEqual(['https://', 'authz.constantcontact.com/', 'oauth2/', 'default/', 'v1/', 'token']);
    expect(parts.join('')).toBe(url);
  });

  it('gives no parts for no URL', () => {
    expect(urlParts(null)).toEqual([]);
  });
});
