import { LightningElement, api } from 'lwc';
import AuthProvider from '@salesforce/label/c.Relink_Home_AuthProvider';
import ChangeBy from '@salesforce/label/c.Relink_Home_ChangeBy';
import CheckAgain from '@salesforce/label/c.Relink_Home_CheckAgain';
import DailyCheck from '@salesforce/label/c.Relink_Daily_Title';
import DailyOff from '@salesforce/label/c.Relink_Daily_Off';
import DailyOn from '@salesforce/label/c.Relink_Daily_On';
import DailyOnNext from '@salesforce/label/c.Relink_Daily_OnNext';
import Endpoints from '@salesforce/label/c.Relink_Home_Endpoints';
import EndpointsCurrent from '@salesforce/label/c.Relink_Home_EndpointsCurrent';
import EndpointsOld from '@salesforce/label/c.Relink_Home_EndpointsOld';
import LastChange from '@salesforce/label/c.Relink_Home_LastChange';
import LastProof from '@salesforce/label/c.Relink_Home_LastProof';
import IdentityProvider from '@salesforce/label/c.Relink_Wizard_IdentityProvider';
import Legacy from '@salesforce/label/c.Relink_Text_Legacy';
import SecuredEndpoint from '@salesforce/label/c.Relink_Text_SecuredEndpoint';
import Managed from '@salesforce/label/c.Relink_Wizard_Managed';
import NamedCredential from '@salesforce/label/c.Relink_Home_NamedCredential';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import NoneYet from '@salesforce/label/c.Relink_Home_None';
import ReadAt from '@salesforce/label/c.Relink_Home_ReadAt';
import ReadingConnection from '@salesforce/label/c.Relink_Text_ReadingConnection';
import { lastProofText, summarize } from 'c/relinkHomeSummary';
import type { HomeSummary } from 'c/relinkHomeSummary';
import { dateTimeText, fill } from 'c/relinkText';
import type { RelinkHomeConnection } from 'c/relinkTypes';

/** Detail of `relinkopen`: which connection, and the step of the wizard to open (0 is the check). */
export interface HomeOpen {
  connectionId: string;
  step: number;
  /** The live call is to be made at once. */
  run: boolean;
}

interface FactView {
  key: string;
  label: string;
  value: string;
  url?: string;
  after?: string;
  look?: string;
}

/**
 * One connection on Setup Home: state, what is wrong, the next action, and the facts read from the org.
 * Fires `relinkopen` (detail {@link HomeOpen}) and `relinkcheck` (no detail).
 */
export default class RelinkHomeCard extends LightningElement {
  @api connection!: RelinkHomeConnection;
  /** When the org was read, ISO 8601. */
  @api readAt?: string;
  /** True while the org is read again. */
  @api busy = false;

  readonly text = { CheckAgain, NewTab, ReadingConnection };

  get summary(): HomeSummary {
    return summarize(this.connection);
  }

  get managedText(): string | null {
    const namespace = this.connection.namespacePrefix;
    return namespace ? fill(Managed, namespace) : null;
  }

  get nextVariant(): string {
    return this.summary.next.urgent ? 'brand' : 'neutral';
  }

  get facts(): FactView[] {
    const { lastChange, endpointsCurrent, providerName, credentialName, kind, links } = this.connection;
    const change = lastChange ? fill(ChangeBy, dateTimeText(lastChange.at), lastChange.userName) : NoneYet;
    return [
      { key: 'proof', label: LastProof, value: lastProofText(this.connection), look: 'moment' },
      { key: 'change', label: LastChange, value: change, look: 'moment' },
      ...this.daily,
      { key: 'endpoints', label: Endpoints, value: endpointsCurrent ? EndpointsCurrent : EndpointsOld },
      {
        key: 'provider',
        label: kind === 'identityProvider' ? IdentityProvider : AuthProvider,
        value: providerName,
        url: links?.viewProvider
      },
      {
        key: 'credential',
        label: NamedCredential,
        value: credentialName,
        url: links?.viewCredential,
        after: kind === 'legacy' ? Legacy : SecuredEndpoint
      },
      { key: 'read', label: ReadAt, value: dateTimeText(this.readAt), look: 'moment' }
    ];
  }

  /** Not told where the org does not show its jobs. */
  private get daily(): FactView[] {
    const { dailyCheck } = this.connection;
    if (!dailyCheck) {
      return [];
    }
    const { isOn, nextStart } = dailyCheck;
    const on = nextStart ? fill(DailyOnNext, dateTimeText(nextStart)) : DailyOn;
    return [{ key: 'daily', label: DailyCheck, value: isOn ? on : DailyOff, look: 'moment' }];
  }

  handleNext(): void {
    const { step } = this.summary.next;
    const detail: HomeOpen = { connectionId: this.connection.id, step, run: step === 5 };
    this.dispatchEvent(new CustomEvent('relinkopen', { detail }));
  }

  handleCheck(): void {
    if (!this.busy) {
      this.dispatchEvent(new CustomEvent('relinkcheck'));
    }
  }
}
