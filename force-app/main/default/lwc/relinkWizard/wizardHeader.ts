import { NavigationMixin } from 'lightning/navigation';
import Checked from '@salesforce/label/c.Relink_Wizard_Checked';
import Connection from '@salesforce/label/c.Relink_Wizard_Connection';
import External from '@salesforce/label/c.Relink_Text_ExternalCredential';
import IdentityProvider from '@salesforce/label/c.Relink_Wizard_IdentityProvider';
import Legacy from '@salesforce/label/c.Relink_Text_Legacy';
import Managed from '@salesforce/label/c.Relink_Wizard_Managed';
import Production from '@salesforce/label/c.Relink_Wizard_Production';
import Sandbox from '@salesforce/label/c.Relink_Wizard_Sandbox';
import Title from '@salesforce/label/c.Relink_Wizard_Title';
import TitleUnknown from '@salesforce/label/c.Relink_Wizard_TitleUnknown';
import { fill, timeText } from 'c/relinkText';
import type { PageReference } from './wizardView';
import { WizardOrg } from './wizardOrg';

/** What the page header says, and what the page's address holds. */
export class WizardHeader extends NavigationMixin(WizardOrg) {
  protected reference: PageReference | null = null;

  /** Puts the connection into the address, so that a reload keeps it; what the address asked for otherwise is done by now. */
  protected keepInAddress(): void {
    const apiName = this.reference?.attributes?.apiName;
    if (apiName) {
      const state: Record<string, string> = this.connectionId ? { c__connection: this.connectionId } : {};
      this[NavigationMixin.Navigate]({ type: 'standard__navItemPage', attributes: { apiName }, state }, true);
    }
  }

  get heading(): string {
    return this.status?.profile ? fill(Title, this.status.profile.label) : TitleUnknown;
  }

  /** Which org this is, and whether a mistake here would hit production. */
  get environmentText(): string | null {
    const { environment } = this.status ?? {};
    return environment ? fill(environment.isSandbox ? Sandbox : Production, environment.orgName) : null;
  }

  /** What the Named Credential authenticates through, as Setup calls it. */
  get providerWord(): string {
    return this.connection?.kind === 'identityProvider' ? IdentityProvider : Connection;
  }

  /** Kind of the Named Credential, in brackets. */
  get kindText(): string {
    const { kind, externalCredentialName } = this.connection ?? {};
    return kind === 'legacy' ? Legacy : fill(External, externalCredentialName);
  }

  get managedText(): string | null {
    const namespace = this.connection?.namespacePrefix;
    return namespace ? fill(Managed, namespace) : null;
  }

  get checkedText(): string {
    return fill(Checked, timeText(this.status?.checkedAt));
  }
}
