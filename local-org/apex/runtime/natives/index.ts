import { platformTypes } from '../../platform';
import { NativeRegistry } from '../registry';
import { collectionTypes } from './collections';
import { dateTypes } from './dates';
import { numberTypes } from './numbers';
import { stringType } from './string';
import { systemTypes } from './system';

let registry: NativeRegistry | null = null;

/** Everything the local runtime implements of the platform: the language's own types and the platform classes. */
export function nativeRegistry(): NativeRegistry {
  registry ??= new NativeRegistry([
    stringType,
    ...numberTypes,
    ...collectionTypes,
    ...dateTypes,
    ...systemTypes,
    ...platformTypes
  ]);
  return registry;
}
