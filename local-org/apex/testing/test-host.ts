import type { ApexProject, CalloutReply, ConnectReply, HostConnection, Identity, Row } from '../contract';
import { ApexId } from '../runtime/values';

/** The administrator that Apex tests run as: every user permission, and the permission sets of the package. */
const ADMINISTRATOR: Identity = {
  userId: '005000000000001AAA',
  userName: 'admin@relink.test',
  fullName: 'Test Administrator',
  orgId: '00D000000000001EAA',
  orgName: 'Relink Test',
  isSandbox: true,
  orgDomainUrl: 'https://relink-test.my.salesforce.com',
  sessionId: '',
  sessionLevel: 'STANDARD',
  profileName: 'System Administrator',
  timeZone: 'America/Los_Angeles',
  locale: 'en_US',
  permissionSets: [],
  userPermissions: [
    'CustomizeApplication',
    'ManageAuthProviders',
    'ModifyMetadata',
    'ApiEnabled',
    'ViewSetup',
    'AuthorApex',
    'ViewAllData',
    'ModifyAllData'
  ]
};

const ADMINISTRATOR_PROFILE: Row = {
  Id: '00e000000000001AAA',
  Name: ADMINISTRATOR.profileName,
  ...Object.fromEntries(ADMINISTRATOR.userPermissions.map((name) => [`Permissions${name}`, true]))
};

/**
 * The profile that grants least. Other standard profiles are not here, because what they grant differs from org to org.
 *
 * @see https://help.salesforce.com/s/articleView?id=platform.standard_profiles.htm
 */
const MINIMUM_PROFILE: Row = { Id: '00e000000000002AAA', Name: 'Minimum Access - Salesforce' };

/** The org as a test method sees it: its user, its org, profiles, the package's permission sets, the real clock, no network. */
export class TestHost implements HostConnection {
  private readonly permissionSets: Row[];

  constructor(project: ApexProject) {
    this.permissionSets = [...project.permissionSets.values()].map(({ name, label }, index) => ({
      Id: ApexId.of(`0PS${String(index + 1).padStart(12, '0')}`).value,
      Name: name,
      Label: label,
      IsOwnedByProfile: false
    }));
  }

  identity(): Identity {
    return { ...ADMINISTRATOR, permissionSets: this.permissionSets.map(({ Name }) => String(Name)) };
  }

  rows(object: string): Row[] {
    const who = ADMINISTRATOR;
    switch (object.toLowerCase()) {
      case 'user':
        return [
          {
            Id: who.userId,
            Name: who.fullName,
            Username: who.userName,
            Email: who.userName,
            IsActive: true,
            ProfileId: ADMINISTRATOR_PROFILE.Id,
            TimeZoneSidKey: who.timeZone,
            LocaleSidKey: who.locale,
            LanguageLocaleKey: who.locale
          }
        ];
      case 'organization':
        return [{ Id: who.orgId, Name: who.orgName, IsSandbox: who.isSandbox, OrganizationType: 'Developer Edition' }];
      case 'profile':
        return [ADMINISTRATOR_PROFILE, MINIMUM_PROFILE];
      case 'permissionset':
        return this.permissionSets;
      default:
        return [];
    }
  }

  send(): CalloutReply {
    throw new Error('A test tried to reach the network');
  }

  connect(): ConnectReply {
    throw new Error('A test tried to reach ConnectApi');
  }

  now(): number {
    return Date.now();
  }
}
