import { LightningElement, api } from 'lwc';
import All from '@salesforce/label/c.Relink_Guide_All';
import AuthorizeUrl from '@salesforce/label/c.Relink_Field_AuthorizeUrl';
import Back from '@salesforce/label/c.Relink_Guide_Back';
import BackCheck from '@salesforce/label/c.Relink_Guide_BackCheck';
import ConsumerKey from '@salesforce/label/c.Relink_Field_ConsumerKey';
import CopySecret from '@salesforce/label/c.Relink_Guide_CopySecret';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import Open from '@salesforce/label/c.Relink_Guide_Open';
import OpenAny from '@salesforce/label/c.Relink_Guide_OpenAny';
import OpenLink from '@salesforce/label/c.Relink_Guide_OpenLink';
import Saved from '@salesforce/label/c.Relink_Guide_Saved';
import Scope from '@salesforce/label/c.Relink_Guide_Scope';
import ScopeAny from '@salesforce/label/c.Relink_Guide_ScopeAny';
import ScopeLabel from '@salesforce/label/c.Relink_Guide_ScopeLabel';
import ScopeLink from '@salesforce/label/c.Relink_Guide_ScopeLink';
import SecretAbsent from '@salesforce/label/c.Relink_Guide_SecretAbsent';
import SecretCopied from '@salesforce/label/c.Relink_Guide_SecretCopied';
import SecretHeld from '@salesforce/label/c.Relink_Guide_SecretHeld';
import SecretNotCopied from '@salesforce/label/c.Relink_Guide_SecretNotCopied';
import SecretOnly from '@salesforce/label/c.Relink_Guide_Secret';
import Some from '@salesforce/label/c.Relink_Guide_Some';
import TokenUrl from '@salesforce/label/c.Relink_Field_TokenUrl';
import { announce } from 'c/relinkEvents';
import { fill } from 'c/relinkText';
import type { RelinkSession } from 'c/relinkSession';
import type { RelinkLinks } from 'c/relinkTypes';

/**
 * The way by hand: what to open in Setup, and the values to paste there. The secret is copied, never shown.
 * With a session it ends with **I have saved it** (event `relinksaved`), without one with the reader's own check.
 */
export default class RelinkSetupGuide extends LightningElement {
  /** Holds the key and secret; absent when the tab has none. */
  @api session: RelinkSession | null = null;
  @api links: Partial<RelinkLinks> | null = null;
  @api providerName = '';
  @api credentialName = '';
  /** Authorize and token endpoint to paste; absent when only the secret is missing. */
  @api authorizeUrl: string | null = null;
  @api tokenUrl: string | null = null;
  /** Scope to add to the Named Credential by hand; absent when Relink does that, or when it is there. */
  @api scopeToAdd: string | null = null;
  /** The panel around it has its own buttons to copy the secret and to open the Auth. Provider. */
  @api panelCopies = false;
  /** The panel around it has **I have saved it**, below its other buttons. */
  @api inPanel = false;
  /** No second request may start now. */
  @api working = false;

  readonly text = {
    AuthorizeUrl,
    ConsumerKey,
    CopySecret,
    NewTab,
    OpenLink,
    Saved,
    ScopeLabel,
    ScopeLink,
    SecretAbsent,
    SecretHeld,
    SecretNotCopied,
    TokenUrl
  };
  notCopied = false;

  get openText(): string {
    return this.providerName ? fill(Open, this.providerName) : OpenAny;
  }

  get scopeText(): string {
    return this.credentialName ? fill(Scope, this.credentialName) : ScopeAny;
  }

  get pasteText(): string {
    if (!this.authorizeUrl) {
      return SecretOnly;
    }
    return this.held ? All : Some;
  }

  get backText(): string {
    return this.held ? Back : BackCheck;
  }

  get held(): boolean {
    return Boolean(this.session?.holdsSecret);
  }

  get offersCopy(): boolean {
    return this.held && !this.panelCopies;
  }

  get openUrl(): string | null {
    return this.panelCopies ? null : (this.links?.editProvider ?? this.links?.authProviders ?? null);
  }

  get scopeUrl(): string | null {
    return this.links?.editCredential ?? this.links?.namedCredentials ?? null;
  }

  get offersSaved(): boolean {
    return this.held && !this.inPanel;
  }

  get secretAbsent(): boolean {
    return !this.held;
  }

  get key(): string | null {
    return this.authorizeUrl ? (this.session?.key ?? null) : null;
  }

  /** Writes the secret to the clipboard in the press itself: browsers refuse it later. */
  @api
  copySecret(): void {
    if (!this.session || !navigator.clipboard) {
      this.notCopied = true;
      return;
    }
    navigator.clipboard.writeText(this.session.secret).then(
      () => {
        this.notCopied = false;
        announce(this, SecretCopied);
      },
      () => {
        this.notCopied = true;
        announce(this, SecretNotCopied);
      }
    );
  }

  handleCopy(): void {
    this.copySecret();
  }

  handleSaved(): void {
    this.dispatchEvent(new CustomEvent('relinksaved'));
  }
}
