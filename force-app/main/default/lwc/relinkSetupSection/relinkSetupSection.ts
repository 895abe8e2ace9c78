import { LightningElement, api } from 'lwc';
import Close from '@salesforce/label/c.Relink_Guide_Close';
import Intro from '@salesforce/label/c.Relink_Guide_Intro';
import Managed from '@salesforce/label/c.Relink_Guide_Managed';
import Title from '@salesforce/label/c.Relink_Guide_Title';
import { fill } from 'c/relinkText';
import type { RelinkSession } from 'c/relinkSession';
import type { RelinkConnection, RelinkLinks, RelinkPlan, RelinkProfileView } from 'c/relinkTypes';

/**
 * **Use Setup instead**: the whole change as a list to work through by hand, whatever kept Relink from it. Every fault panel leads here.
 * It shows what is known: without a connection the lists of Setup, without an answer of the org no values. Fires `relinkclose`.
 */
export default class RelinkSetupSection extends LightningElement {
  /** Where the secret is copied from. */
  @api session: RelinkSession | null = null;
  /** Key that the session holds; blank when there is none. */
  @api heldKey = '';
  /** The session holds a secret. */
  @api secretHeld = false;
  /** The connection as far as it is known; without the Metadata API only its names and pages are. */
  @api connection: Partial<RelinkConnection> | null = null;
  @api profile: RelinkProfileView | null = null;
  @api links: Partial<RelinkLinks> | null = null;
  /** Plan that was read last; it knows the whole scope. */
  @api plan: RelinkPlan | null = null;

  readonly text = { Close, Intro, Title };

  /** Moves focus to the title, so that a screen reader reads on from there. */
  @api
  focusTitle(): void {
    (this.refs?.title as HTMLElement | undefined)?.focus();
  }

  get found(): Partial<RelinkConnection> {
    return this.connection ?? {};
  }

  get values(): Partial<RelinkProfileView> {
    return this.profile ?? {};
  }

  get managedText(): string | null {
    const namespace = this.connection?.namespacePrefix;
    return namespace ? fill(Managed, namespace) : null;
  }

  /** Key to enter: the one of this tab, or, where only the secret is renewed, the one that is in use. */
  get consumerKey(): string {
    return this.heldKey || (this.connection?.endpointsCurrent ? (this.connection.consumerKey ?? '') : '');
  }

  get scope(): string | null {
    const credential = this.plan?.components.find(({ type }) => type === 'NamedCredential');
    return credential?.changes.find(({ field }) => field === 'oauthScope')?.after ?? null;
  }

  get scopeToAdd(): string | null {
    return this.connection?.scopeComplete ? null : (this.profile?.scopeToAdd ?? null);
  }

  handleClose(): void {
    this.dispatchEvent(new CustomEvent('relinkclose'));
  }
}
