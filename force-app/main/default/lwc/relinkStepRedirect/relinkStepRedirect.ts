import { api } from 'lwc';
import Add from '@salesforce/label/c.Relink_Redirect_Add';
import Added from '@salesforce/label/c.Relink_Redirect_Added';
import Again from '@salesforce/label/c.Relink_Redirect_Again';
import Intro from '@salesforce/label/c.Relink_Redirect_Intro';
import New from '@salesforce/label/c.Relink_Redirect_New';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import Old from '@salesforce/label/c.Relink_Redirect_Old';
import Open from '@salesforce/label/c.Relink_Redirect_Open';
import OldUrl from '@salesforce/label/c.Relink_Redirect_OldUrl';
import OpenIdentity from '@salesforce/label/c.Relink_Redirect_OpenIdentity';
import OpenPortal from '@salesforce/label/c.Relink_Redirect_OpenPortal';
import OpenProvider from '@salesforce/label/c.Relink_Redirect_OpenProvider';
import Save from '@salesforce/label/c.Relink_Redirect_Save';
import Url from '@salesforce/label/c.Relink_Redirect_Url';
import UrlHelp from '@salesforce/label/c.Relink_Redirect_UrlHelp';
import UrlHelpIdentity from '@salesforce/label/c.Relink_Redirect_UrlHelpIdentity';
import RelinkStepElement from 'c/relinkStepElement';
import type { StepKey } from 'c/relinkJourney';
import type { RelinkConnection, RelinkProfileView, RelinkRunView } from 'c/relinkTypes';

/** Step 3: the callback URL, to be added to the application in Constant Contact. */
export default class RelinkStepRedirect extends RelinkStepElement {
  override readonly step: StepKey = 'redirect';
  @api connection!: RelinkConnection;
  @api profile!: RelinkProfileView;
  @api lastChange: RelinkRunView | null = null;
  /** An authorization proved that the application lists the URL. */
  @api proven = false;

  readonly text = {
    Add,
    Added,
    Again,
    Intro,
    New,
    NewTab,
    Old,
    OldUrl,
    Open,
    OpenPortal,
    Save,
    Url
  };

  /** The last change put a new Auth. Provider in the place of another one. */
  get isNew(): boolean {
    const { replacedProvider, providerName } = this.lastChange ?? {};
    return Boolean(replacedProvider) && providerName === this.connection.providerName;
  }

  get urlHelp(): string {
    return this.isIdentity ? UrlHelpIdentity : UrlHelp;
  }

  get openLabel(): string {
    return this.isIdentity ? OpenIdentity : OpenProvider;
  }

  private get isIdentity(): boolean {
    return this.connection.kind === 'identityProvider';
  }

  get offersAdded(): boolean {
    return !this.proven;
  }

  handleAdded(): void {
    this.tell({ type: 'redirectAdded' });
    this.tell({ type: 'advance', step: 'redirect', read: false });
  }
}
