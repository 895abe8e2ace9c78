import type { NativeType } from '../contract';
import { jobTypes } from './async/run';
import { scheduleType } from './async/schedule';
import { connectApiTypes } from './connect-api';
import { customMetadataType } from './custom-metadata';
import { domTypes } from './dom';
import { encodingTypes } from './encoding';
import { httpTypes } from './http';
import { jsonType } from './json';
import { limitsType } from './limits';
import { pageTypes } from './page-reference';
import { notificationType } from './notification';
import { sessionManagementType } from './session-management';
import { domainCreatorType, urlType } from './url';
import { userTypes } from './user';
import { xmlStreamWriterType } from './xml-stream-writer';

export { effectsOf } from './async/effects';
export { runJob } from './async/run';
export { createTransactionDatabase, PAGE_ACTION } from './database';
export { ApexPageReference, CURRENT_PAGE } from './page-reference';

/** The platform classes of the local runtime, for the registry. Whatever is not here is refused at compile time. */
export const platformTypes: NativeType[] = [
  ...httpTypes,
  ...domTypes,
  xmlStreamWriterType,
  jsonType,
  ...encodingTypes,
  urlType,
  domainCreatorType,
  ...userTypes,
  ...pageTypes,
  limitsType,
  sessionManagementType,
  customMetadataType,
  ...jobTypes,
  scheduleType,
  notificationType,
  ...connectApiTypes
];
