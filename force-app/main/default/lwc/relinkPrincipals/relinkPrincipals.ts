import { LightningElement, api } from 'lwc';
import Configured from '@salesforce/label/c.Relink_Principal_Configured';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import NotConfigured from '@salesforce/label/c.Relink_Principal_NotConfigured';
import NotGranted from '@salesforce/label/c.Relink_Principal_NotGranted';
import NothingOpened from '@salesforce/label/c.Relink_Authorize_Nothing';
import OpenPermissionSets from '@salesforce/label/c.Relink_Action_OpenPermissionSets';
import Principal from '@salesforce/label/c.Relink_Principal_Name';
import ThisTab from '@salesforce/label/c.Relink_Authorize_ThisTab';
import Unknown from '@salesforce/label/c.Relink_Principal_Unknown';
import Window from '@salesforce/label/c.Relink_Authorize_Window';
import WindowOne from '@salesforce/label/c.Relink_Principal_Window';
import { getAuthorizeUrl } from 'c/relinkApi';
import { fill } from 'c/relinkText';
import type { RelinkAuthenticationStatus, RelinkConnection, RelinkPrincipal } from 'c/relinkTypes';

const STATES: Record<RelinkAuthenticationStatus, { word: string; theme: string }> = {
  Configured: { word: Configured, theme: 'slds-theme_success' },
  NotConfigured: { word: NotConfigured, theme: 'slds-theme_warning' },
  Unknown: { word: Unknown, theme: '' }
};

interface PrincipalView {
  key: string;
  title: string | null;
  word: string;
  theme: string;
  notGranted: boolean;
  url: string | null;
  linkClass: string;
  linkText: string;
}

/** What is needed of a connection; one that only SOQL shows has no principals, and then it is the first one that is authorized. */
type Connection = Pick<RelinkConnection, 'id' | 'links' | 'principals'>;

/**
 * The principals of an External Credential, each with its state and its own link to authorize it. The addresses are fetched before the press,
 * because a window opens only in the press itself, and anew after it, because one is good for one authorization.
 * Fires `relinkpressed` (no detail) and `relinkfault` (detail: the fault).
 */
export default class RelinkPrincipals extends LightningElement {
  @api
  get connection(): Connection {
    return this.shown;
  }
  set connection(value: Connection) {
    const isAnother = this.shown !== undefined && this.shown.id !== value.id;
    this.shown = value;
    if (isAnother) {
      this.urls = {};
      void this.fetchAll();
    }
  }
  /** Variant of the link that is next. */
  @api variant: 'brand' | 'neutral' = 'brand';

  readonly text = { NewTab, NotGranted, NothingOpened, OpenPermissionSets, ThisTab };
  private shown!: Connection;
  private urls: Record<string, string | undefined> = {};

  override connectedCallback(): void {
    void this.fetchAll();
  }

  get rows(): PrincipalView[] {
    const { principals } = this;
    const next = principals.find(({ status }) => status !== 'Configured') ?? principals[0];
    return principals.map((principal) => {
      const { name, status, granted } = principal;
      const kind = principal === next ? this.variant : 'neutral';
      return {
        key: name,
        title: name ? fill(Principal, name) : null,
        ...(STATES[status] ?? STATES.Unknown),
        notGranted: !granted,
        url: this.urls[name] ?? null,
        linkClass: `slds-button slds-button_${kind}`,
        linkText: principals.length > 1 ? fill(WindowOne, name) : Window
      };
    });
  }

  private get principals(): RelinkPrincipal[] {
    const { principals } = this.shown;
    return principals?.length ? principals : [{ name: '', type: 'NamedPrincipal', status: 'Unknown', granted: true }];
  }

  /** The press opens the link by itself. */
  handleOpen(): void {
    this.dispatchEvent(new CustomEvent('relinkpressed'));
    void this.fetchAll();
  }

  private async fetchAll(): Promise<void> {
    await Promise.all(this.principals.map(({ name }) => this.fetch(name)));
  }

  private async fetch(name: string): Promise<void> {
    const { id: connectionId } = this.shown;
    const answer = await getAuthorizeUrl(name ? { connectionId, principal: name } : { connectionId });
    if (connectionId !== this.shown.id) {
      return;
    }
    this.urls = { ...this.urls, [name]: answer.url };
    if (answer.fault) {
      this.dispatchEvent(new CustomEvent('relinkfault', { detail: answer.fault }));
    }
  }
}
