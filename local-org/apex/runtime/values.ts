/** The value classes of the Apex runtime: what an Apex value is in JavaScript (see `../contract.ts`). */
export { ApexDecimal, ApexDouble } from './decimal';
export type { Rounding } from './decimal';
export { ApexDate, ApexDatetime, ApexTime } from './dates';
export { ApexBlob, ApexId, EnumValue, platformEnum } from './scalars';
export { ApexList, ApexMap, ApexSet, keyOf, setIterationSeed } from './collections';
export { SObject } from './sobject';
export {
  ApexException,
  apexException,
  apexLines,
  NotImplementedLocally,
  nullPointer,
  stackTraceString
} from './exceptions';
export type { ApexFrame, DmlFailure } from './exceptions';
