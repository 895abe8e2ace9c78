import type { FieldSchema, ObjectSchema } from '../contract';
import { platformSignatures } from '../compiler/signatures';

/** Key prefixes of the platform's objects: https://help.salesforce.com/s/articleView?id=000385203 */
const KEY_PREFIXES: Record<string, string> = {
  ApexClass: '01p',
  AsyncApexJob: '707',
  AuthProvider: '0SO',
  CronJobDetail: '08a',
  CronTrigger: '08e',
  CustomNotificationType: '0ML',
  CustomPermission: '0CP',
  Domain: '0I4',
  Group: '00G',
  NamedCredential: '0XA',
  Organization: '00D',
  PermissionSet: '0PS',
  PermissionSetAssignment: '0Pa',
  Profile: '00e',
  SetupAuditTrail: '0Ym',
  SetupEntityAccess: '0J0',
  User: '005',
  UserPermissionAccess: '000'
};

/** Fields that a test sets on a user to run as and on a permission set assignment, and whether they are required. */
const INSERTED_BY_TESTS: Record<string, Record<string, boolean>> = {
  User: {
    Username: true,
    LastName: true,
    FirstName: false,
    Alias: true,
    Email: true,
    ProfileId: true,
    TimeZoneSidKey: true,
    LocaleSidKey: true,
    LanguageLocaleKey: true,
    EmailEncodingKey: true
  },
  PermissionSetAssignment: { AssigneeId: true, PermissionSetId: true }
};

const TYPES: Record<string, FieldSchema['type']> = {
  Id: 'reference',
  String: 'string',
  Boolean: 'boolean',
  Datetime: 'datetime',
  Date: 'date',
  Integer: 'int',
  Long: 'int',
  Decimal: 'double',
  Double: 'double'
};

/** Schemas of the platform objects in the signature table. They are read-only but for what tests insert: setup rows change through the org, not through DML. */
export function platformObjects(): ObjectSchema[] {
  return Object.entries(platformSignatures().sobjects).map(([name, { fields }]) => {
    const schema: ObjectSchema = {
      name,
      label: name,
      keyPrefix: KEY_PREFIXES[name] ?? '000',
      kind: 'setup',
      fields: new Map()
    };
    for (const [fieldName, type] of Object.entries(fields)) {
      const kind = TYPES[type];
      if (!kind) continue;
      const field: FieldSchema = {
        name: fieldName,
        type: fieldName === 'Id' ? 'id' : kind,
        createable: INSERTED_BY_TESTS[name]?.[fieldName] !== undefined,
        updateable: false,
        required: INSERTED_BY_TESTS[name]?.[fieldName] ?? false
      };
      const relationship = fieldName.endsWith('Id') ? fieldName.slice(0, -2) : '';
      if (field.type === 'reference' && relationship && fields[relationship]) {
        field.relationshipName = relationship;
        field.referenceTo = fields[relationship];
      }
      schema.fields.set(fieldName.toLowerCase(), field);
    }
    return schema;
  });
}
