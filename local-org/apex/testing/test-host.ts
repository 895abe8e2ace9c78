import type { ApexProject, CalloutReply, HostConnection, Identity, Row } from '../contract';

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

/** The org as a test method sees it: its user, its org, an empty store, the real clock, no network. */
export class TestHost implements HostConnection {
  private readonly permissionSets: string[];

  constructor(project: ApexProject) {
    this.permissionSets = [...project.permissionSets.keys()];
  }

  identity(): Identity {
    return { ...ADMINISTRATOR, permissionSets: this.permissionSets };
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
            ProfileId: '00e000000000001AAA',
            TimeZoneSidKey: who.timeZone,
            LocaleSidKey: who.locale,
            LanguageLocaleKey: who.locale
          }
        ];
      case 'organization':
        return [{ Id: who.orgId, Name: who.orgName, IsSandbox: who.isSandbox, OrganizationType: 'Developer Edition' }];
      default:
        return [];
    }
  }

  send(): CalloutReply {
    throw new Error('A test tried to reach the network');
  }

  now(): number {
    return Date.now();
  }
}
