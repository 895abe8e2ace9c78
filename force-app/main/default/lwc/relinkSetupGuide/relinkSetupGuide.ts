import { LightningElement, api } from 'lwc';
import All from '@salesforce/label/c.Relink_Guide_All';
import AuthorizeUrl from '@salesforce/label/c.Relink_Field_AuthorizeUrl';
import Back from '@salesforce/label/c.Relink_Guide_Back';
import BackCheck from '@salesforce/label/c.Relink_Guide_BackCheck';
import Callback from '@salesforce/label/c.Relink_Guide_Callback';
import CallbackAny from '@salesforce/label/c.Relink_Guide_CallbackAny';
import CallbackUrl from '@salesforce/label/c.Relink_Redirect_Url';
import Consent from '@salesforce/label/c.Relink_Guide_Consent';
import ConsumerKey from '@salesforce/label/c.Relink_Field_ConsumerKey';
import CopySecret from '@salesforce/label/c.Relink_Guide_CopySecret';
import Credential from '@salesforce/label/c.Relink_Guide_Credential';
import CredentialAny from '@salesforce/label/c.Relink_Guide_CredentialAny';
import CredentialLink from '@salesforce/label/c.Relink_Guide_ScopeLink';
import KeyAbsent from '@salesforce/label/c.Relink_Guide_KeyAbsent';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import NoValues from '@salesforce/label/c.Relink_Guide_NoValues';
import Open from '@salesforce/label/c.Relink_Guide_Open';
import OpenAny from '@salesforce/label/c.Relink_Guide_OpenAny';
import OpenLink from '@salesforce/label/c.Relink_Guide_OpenLink';
import Options from '@salesforce/label/c.Relink_Guide_Options';
import Saved from '@salesforce/label/c.Relink_Guide_Saved';
import Scope from '@salesforce/label/c.Relink_Field_OauthScope';
import ScopeAdd from '@salesforce/label/c.Relink_Guide_ScopeAdd';
import ScopeAll from '@salesforce/label/c.Relink_Guide_ScopeAll';
import ScopeLabel from '@salesforce/label/c.Relink_Guide_ScopeLabel';
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
 * The way by hand: what to open in Setup, and the values to enter there. The secret is copied, never shown.
 * As part of step 2 it is about the Auth. Provider alone and ends with **I have saved it** (event `relinksaved`); `complete`, it leads to the end.
 */
export default class RelinkSetupGuide extends LightningElement {
  /** Where the secret is copied from; absent when the tab has none. */
  @api session: RelinkSession | null = null;
  /** Key to enter; blank when the tab holds none. */
  @api consumerKey = '';
  /** The session holds a secret. */
  @api secretHeld = false;
  @api links: Partial<RelinkLinks> | null = null;
  @api providerName = '';
  @api credentialName = '';
  /** Authorize and token endpoint to enter; absent when only the secret is missing. */
  @api authorizeUrl: string | null = null;
  @api tokenUrl: string | null = null;
  /** Only the secret has to be entered. */
  @api secretOnly = false;
  /** Also the redirect URL, the Named Credential and the consent. */
  @api complete = false;
  /** Callback URL of the Auth. Provider, for a complete guide; absent when it is not known yet. */
  @api callbackUrl: string | null = null;
  /** Whole scope of the Named Credential, for a complete guide; absent when it is complete or not known. */
  @api scope: string | null = null;
  /** Scope to add, where the whole scope is not known. */
  @api scopeToAdd: string | null = null;
  /** The panel around it has its own buttons to copy the secret and to open the Auth. Provider. */
  @api panelCopies = false;
  /** The panel around it has **I have saved it**, below its other buttons. */
  @api inPanel = false;
  /** No second request may start now. */
  @api working = false;

  readonly text = {
    AuthorizeUrl,
    CallbackUrl,
    Consent,
    ConsumerKey,
    CopySecret,
    CredentialLink,
    KeyAbsent,
    NewTab,
    NoValues,
    OpenLink,
    Options,
    Saved,
    Scope,
    ScopeAdd,
    ScopeAll,
    ScopeLabel,
    SecretAbsent,
    SecretHeld,
    SecretNotCopied,
    TokenUrl
  };
  notCopied = false;

  get openText(): string {
    return this.providerName ? fill(Open, this.providerName) : OpenAny;
  }

  get pasteText(): string {
    if (this.secretOnly) {
      return SecretOnly;
    }
    return this.secretHeld ? All : Some;
  }

  get callbackText(): string {
    return this.callbackUrl ? Callback : CallbackAny;
  }

  get credentialText(): string {
    return this.credentialName ? fill(Credential, this.credentialName) : CredentialAny;
  }

  get backText(): string {
    return this.complete ? BackCheck : Back;
  }

  get key(): string {
    return this.secretOnly ? '' : this.consumerKey;
  }

  get keyAbsent(): boolean {
    return !this.secretOnly && !this.consumerKey;
  }

  get valuesAbsent(): boolean {
    return !this.secretOnly && !this.authorizeUrl;
  }

  /** The secret is a row of its own among the values; alone, the sentence names it. */
  get showsSecret(): boolean {
    return this.secretHeld && !(this.secretOnly && this.panelCopies);
  }

  get offersCopy(): boolean {
    return !this.panelCopies || !this.secretOnly;
  }

  get secretAbsent(): boolean {
    return !this.secretHeld;
  }

  get openUrl(): string | null {
    return this.panelCopies
      ? null
      : (this.links?.editProvider ?? this.links?.authProviders ?? setupPage('AuthProviders'));
  }

  get credentialUrl(): string {
    return this.links?.editCredential ?? this.links?.namedCredentials ?? setupPage('NamedCredential');
  }

  get scopeAdds(): boolean {
    return !this.scope && Boolean(this.scopeToAdd);
  }

  get offersSaved(): boolean {
    return this.secretHeld && !this.inPanel && !this.complete;
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

/** Where the org told no addresses. */
function setupPage(node: string): string {
  return new URL(`/lightning/setup/${node}/home`, window.location.origin).href;
}
