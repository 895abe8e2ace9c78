import type { SaveError } from './soap-reply';

/** A save of one component that was checked: what is wrong with it, and how to carry it out. */
export interface PreparedSave {
  fullName: string;
  errors: SaveError[];
  apply(): void;
}

/** A save that nothing can make good. */
export function refused(fullName: string, statusCode: string, message: string, fields: string[] = []): PreparedSave {
  return {
    fullName,
    errors: [{ statusCode, message, fields }],
    apply() {
      throw new Error('A refused component cannot be saved.');
    }
  };
}
