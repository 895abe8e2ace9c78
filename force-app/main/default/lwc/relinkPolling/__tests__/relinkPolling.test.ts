import { POLLING_LIMIT, nextWait } from 'c/relinkPolling';

describe('Waits between two looks', () => {
  it('grow from 2 to 15 seconds', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 20].map((looks) => nextWait(looks, 0));
    expect(waits).toEqual([2000, 3000, 4500, 6750, 10125, 15000, 15000, 15000]);
  });

  it('end after ten minutes', () => {
    expect(nextWait(50, POLLING_LIMIT - 1)).toBe(15000);
    expect(nextWait(50, POLLING_LIMIT)).toBeNull();
    expect(POLLING_LIMIT).toBe(600000);
  });
});
