import { LightningElement, api } from 'lwc';
import Choose from '@salesforce/label/c.Relink_Check_Choose';
import ChooseHelp from '@salesforce/label/c.Relink_Check_ChooseHelp';
import ChooseMissing from '@salesforce/label/c.Relink_Check_ChooseMissing';
import ChooseOption from '@salesforce/label/c.Relink_Check_ChooseOption';
import ChooseOptionUndated from '@salesforce/label/c.Relink_Check_ChooseOptionUndated';
import Credential from '@salesforce/label/c.Relink_Check_Credential';
import CredentialMissing from '@salesforce/label/c.Relink_Check_CredentialMissing';
import External from '@salesforce/label/c.Relink_Text_ExternalCredential';
import Failed from '@salesforce/label/c.Relink_Check_Failed';
import IdentityProvider from '@salesforce/label/c.Relink_Wizard_IdentityProvider';
import IdentityProviderFound from '@salesforce/label/c.Relink_Check_IdentityProvider';
import Legacy from '@salesforce/label/c.Relink_Text_Legacy';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import MissingNext from '@salesforce/label/c.Relink_Check_MissingNext';
import ManagedText from '@salesforce/label/c.Relink_Check_ManagedText';
import ManagedTitle from '@salesforce/label/c.Relink_Check_ManagedTitle';
import OpenAuthProviders from '@salesforce/label/c.Relink_Check_OpenAuthProviders';
import OpenCustomSettings from '@salesforce/label/c.Relink_Check_OpenCustomSettings';
import OpenNamedCredentials from '@salesforce/label/c.Relink_Check_OpenNamedCredentials';
import OpenPermissionSets from '@salesforce/label/c.Relink_Check_OpenPermissionSets';
import OpenSessionSettings from '@salesforce/label/c.Relink_Check_OpenSessionSettings';
import OpenUser from '@salesforce/label/c.Relink_Check_OpenUser';
import Passed from '@salesforce/label/c.Relink_Check_Passed';
import Permissions from '@salesforce/label/c.Relink_Check_Permissions';
import PermissionsMissing from '@salesforce/label/c.Relink_Check_PermissionsMissing';
import Provider from '@salesforce/label/c.Relink_Check_Provider';
import ProviderWord from '@salesforce/label/c.Relink_Wizard_Connection';
import Providers from '@salesforce/label/c.Relink_Check_Providers';
import ProviderMissing from '@salesforce/label/c.Relink_Check_ProviderMissing';
import Reading from '@salesforce/label/c.Relink_Check_Reading';
import RelinkPermission from '@salesforce/label/c.Relink_Check_Relink';
import Session from '@salesforce/label/c.Relink_Check_Session';
import SessionFailed from '@salesforce/label/c.Relink_Check_SessionFailed';
import SessionOff from '@salesforce/label/c.Relink_Check_SessionOff';
import SessionStandard from '@salesforce/label/c.Relink_Check_SessionStandard';
import ShowSetup from '@salesforce/label/c.Relink_Check_ShowSetup';
import SessionUnknown from '@salesforce/label/c.Relink_Check_SessionUnknown';
import ThroughExternal from '@salesforce/label/c.Relink_Check_ThroughExternal';
import Unknown from '@salesforce/label/c.Relink_Check_Unknown';
import Use from '@salesforce/label/c.Relink_Check_Use';
import { tell } from 'c/relinkEvents';
import { dateTimeText, fill } from 'c/relinkText';
import type { FaultActionDetail } from 'c/relinkFault';
import type {
  RelinkCheck,
  RelinkCheckKey,
  RelinkConnection,
  RelinkFault,
  RelinkLinks,
  RelinkStatus
} from 'c/relinkTypes';

interface CheckView {
  key: string;
  text: string;
  icon: string;
  variant: string;
  word: string;
  link: { label: string; url: string } | null;
}

interface RadioGroup extends HTMLElement {
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
}

/** Salesforce gave no answer, so nothing is known about the session. */
const NO_ANSWER = /^RL-9\d\d$/;

/** What a check is called when it passed and when not, and the page where a failed one is mended. */
const CHECKS: Record<RelinkCheckKey, { passed: string; failed: string; label: string; link: keyof RelinkLinks }> = {
  relink: { passed: RelinkPermission, failed: RelinkPermission, label: OpenPermissionSets, link: 'permissionSets' },
  permissions: { passed: Permissions, failed: PermissionsMissing, label: OpenUser, link: 'user' },
  session: { passed: Session, failed: SessionFailed, label: OpenSessionSettings, link: 'sessionSettings' },
  provider: { passed: Provider, failed: ProviderMissing, label: OpenAuthProviders, link: 'authProviders' },
  credential: { passed: Credential, failed: CredentialMissing, label: OpenNamedCredentials, link: 'namedCredentials' }
};

/** What a connection of each kind authenticates through, as Setup calls it. */
const PROVIDERS: Record<RelinkConnection['kind'], string> = {
  legacy: ProviderWord,
  externalCredential: ThroughExternal,
  identityProvider: IdentityProvider
};

/** The check before step 1: what was found, what is missing, and a choice when several connections were found. */
export default class RelinkStepCheck extends LightningElement {
  /** What was read from the org; partial after a fault, null before the first answer. */
  @api status: Partial<RelinkStatus> | null = null;
  /** Fault of the reading, or null. */
  @api fault: RelinkFault | null = null;
  /** The org is being read. */
  @api working = false;
  /** Pages of the org, as far as they are known. */
  @api links: Partial<RelinkLinks> | null = null;

  readonly text = { Choose, ChooseHelp, ManagedText, MissingNext, NewTab, Reading, ShowSetup, Use };
  chosen = '';

  /** Moves focus to the title of the fault. */
  @api
  focusFault(): void {
    (this.refs?.fault as (HTMLElement & { focusTitle(): void }) | undefined)?.focusTitle();
  }

  get checks(): CheckView[] {
    return (this.status?.checks ?? []).map((check) => this.view(check));
  }

  /** Faults that do not stop a change. One panel at a time: that of the reading comes first. */
  get warnings(): RelinkFault[] {
    return this.fault ? [] : (this.status?.warnings ?? []);
  }

  get pageLinks(): Partial<RelinkLinks> {
    return this.links ?? {};
  }

  get portalUrl(): string | undefined {
    return this.status?.profile?.portalUrl;
  }

  get several(): boolean {
    return !this.status?.connection && this.options.length > 1;
  }

  get options(): { label: string; value: string }[] {
    return (this.status?.connections ?? []).map((option) => {
      const { credentialLabel, providerName, kind, host, lastModified } = option;
      const uses = [credentialLabel, PROVIDERS[kind], providerName, host];
      const label = lastModified
        ? fill(ChooseOption, ...uses, dateTimeText(lastModified))
        : fill(ChooseOptionUndated, ...uses);
      return { label, value: option.id };
    });
  }

  /** A provider, a credential or both were not found; the fact of the step says which. */
  get missing(): boolean {
    return Boolean(!this.fault && this.status?.checks && !this.status.connection && !this.several);
  }

  /** Where what is missing can be set up. */
  get missingLinks(): { label: string; url: string }[] {
    return [
      { label: OpenAuthProviders, url: this.links?.authProviders },
      { label: OpenNamedCredentials, url: this.links?.namedCredentials }
    ].flatMap(({ label, url }) => (url ? [{ label, url }] : []));
  }

  get managedTitle(): string | null {
    const namespace = this.status?.connection?.namespacePrefix;
    return namespace ? fill(ManagedTitle, namespace) : null;
  }

  private view(check: RelinkCheck): CheckView {
    if (check.key === 'session' && !check.passed && NO_ANSWER.test(this.fault?.code ?? '')) {
      return { key: check.key, text: SessionUnknown, icon: 'utility:info', variant: '', word: Unknown, link: null };
    }
    const { passed, failed, label, link } = CHECKS[check.key];
    if (check.key === 'session' && this.fault?.code === 'RL-116') {
      const url = new URL('/lightning/setup/CustomSettings/home', window.location.origin).href;
      return { ...this.failedView(check.key, SessionOff), link: { label: OpenCustomSettings, url } };
    }
    if (check.key === 'session' && this.fault?.code === 'RL-115') {
      return { ...this.failedView(check.key, SessionStandard), link: null };
    }
    const url = this.links?.[link];
    // Both links stand below the list then.
    const halfMissing = this.missing && (check.key === 'provider' || check.key === 'credential');
    return check.passed
      ? {
          key: check.key,
          text: this.foundText(check, passed),
          icon: 'utility:success',
          variant: 'success',
          word: Passed,
          link: null
        }
      : {
          ...this.failedView(check.key, fill(failed, named(check))),
          link: url && !halfMissing ? { label, url } : null
        };
  }

  /** What was found, in Setup's words for the kinds that it is of. */
  private foundText(check: RelinkCheck, passed: string): string {
    const { connection, connections = [] } = this.status ?? {};
    if (check.key === 'provider' && connections.some(({ kind }) => kind === 'identityProvider')) {
      const only = connections.every(({ kind }) => kind === 'identityProvider');
      return fill(only ? IdentityProviderFound : Providers, named(check));
    }
    const found = fill(passed, named(check));
    if (check.key !== 'credential' || !connection) {
      return found;
    }
    return `${found} ${connection.kind === 'legacy' ? Legacy : fill(External, connection.externalCredentialName)}`;
  }

  private failedView(key: string, text: string): Omit<CheckView, 'link'> {
    return { key, text, icon: 'utility:error', variant: 'error', word: Failed };
  }

  handleChoice(event: CustomEvent<{ value: string }>): void {
    this.chosen = event.detail.value;
  }

  handleUse(): void {
    const group = this.refs?.choice as RadioGroup;
    group.setCustomValidity(this.chosen ? '' : ChooseMissing);
    if (group.reportValidity() && this.chosen) {
      tell(this, { type: 'choose', connectionId: this.chosen });
    }
  }

  handleSetup(): void {
    tell(this, { type: 'useSetup' });
  }

  handleAction(event: CustomEvent<FaultActionDetail>): void {
    if (event.detail.action === 'useSetup') {
      this.handleSetup();
    } else if (event.detail.action === 'reload') {
      window.location.reload();
    } else {
      tell(this, { type: 'read' });
    }
  }
}

function named(check: RelinkCheck): string {
  return (check.names ?? []).join(', ');
}
