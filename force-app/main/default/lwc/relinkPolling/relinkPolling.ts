/** First wait between two looks, in milliseconds. */
const FIRST_WAIT = 2_000;
/** Longest wait between two looks, in milliseconds. */
const LONGEST_WAIT = 15_000;
/** How long looking goes on, in milliseconds. */
export const POLLING_LIMIT = 600_000;

/**
 * Wait before the next look, in milliseconds: from 2 s, half as long again each time, to 15 s. Null when looking ends.
 * @param looks how many looks were made
 * @param elapsed milliseconds since looking started
 */
export function nextWait(looks: number, elapsed: number): number | null {
  if (elapsed >= POLLING_LIMIT) {
    return null;
  }
  return Math.min(LONGEST_WAIT, Math.round(FIRST_WAIT * 1.5 ** looks));
}
