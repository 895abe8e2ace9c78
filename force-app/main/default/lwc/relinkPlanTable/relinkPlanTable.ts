import { LightningElement, api } from 'lwc';
import Added from '@salesforce/label/c.Relink_Plan_Added';
import After from '@salesforce/label/c.Relink_Plan_After';
import Blank from '@salesforce/label/c.Relink_Plan_Blank';
import Count from '@salesforce/label/c.Relink_Plan_Count';
import CountNew from '@salesforce/label/c.Relink_Plan_CountNew';
import CountNone from '@salesforce/label/c.Relink_Plan_CountNone';
import CountOne from '@salesforce/label/c.Relink_Plan_CountOne';
import Credential from '@salesforce/label/c.Relink_Plan_Credential';
import External from '@salesforce/label/c.Relink_Plan_External';
import IdentityProvider from '@salesforce/label/c.Relink_Plan_IdentityProvider';
import Field from '@salesforce/label/c.Relink_Plan_Field';
import Hide from '@salesforce/label/c.Relink_Plan_Hide';
import Marked from '@salesforce/label/c.Relink_Plan_Marked';
import Now from '@salesforce/label/c.Relink_Plan_Now';
import Paste from '@salesforce/label/c.Relink_Plan_Paste';
import Provider from '@salesforce/label/c.Relink_Plan_Provider';
import SecretNew from '@salesforce/label/c.Relink_Plan_SecretNew';
import SecretNotSet from '@salesforce/label/c.Relink_Plan_SecretNotSet';
import SecretUnreadable from '@salesforce/label/c.Relink_Plan_SecretUnreadable';
import SecretNote from '@salesforce/label/c.Relink_Plan_SecretNote';
import SecretPaste from '@salesforce/label/c.Relink_Plan_SecretPaste';
import SecretSet from '@salesforce/label/c.Relink_Plan_SecretSet';
import Show from '@salesforce/label/c.Relink_Plan_Show';
import ShowOne from '@salesforce/label/c.Relink_Plan_ShowOne';
import Value from '@salesforce/label/c.Relink_Plan_Value';
import { fill, urlParts } from 'c/relinkText';
import type { UrlPart } from 'c/relinkText';
import type { RelinkFieldChange, RelinkPlanComponent } from 'c/relinkTypes';
import { fieldName } from './fieldNames';

export { fieldName } from './fieldNames';

/** Components in Setup's words. */
const KINDS: Record<RelinkPlanComponent['type'], string> = {
  AuthProvider: Provider,
  NamedCredential: Credential,
  ExternalCredential: External,
  ExternalAuthIdentityProvider: IdentityProvider
};

interface ScopeWord {
  key: string;
  text: string;
  added: boolean;
}

interface ChangeRow {
  key: string;
  name: string;
  marked: boolean;
  secret: boolean;
  before: UrlPart[];
  after: UrlPart[];
  /** Words of a scope that grows; empty for all other fields. */
  words: ScopeWord[];
  growing: boolean;
  notes: string[];
}

/** What changes on one component: field, now, after. The fields that stay as they are can be shown below. */
export default class RelinkPlanTable extends LightningElement {
  /** The part of the plan that this table shows. */
  @api component!: RelinkPlanComponent;
  /** The person enters the fields of this component in Setup, so that Relink does not write them. */
  @api byHand = false;
  /** Metadata API names of fields that someone else changed since the plan was read first. */
  @api marked: readonly string[] = [];

  readonly text = { After, Field, Now, SecretNote, Value };
  unchangedShown = false;

  get kind(): string {
    return KINDS[this.component.type];
  }

  get count(): string {
    const { changes, unchanged } = this.component;
    if (this.component.isNew) {
      return fill(CountNew, changes.length);
    }
    if (changes.length === 0) {
      return CountNone;
    }
    return fill(changes.length === 1 ? CountOne : Count, changes.length, changes.length + unchanged.length);
  }

  get rows(): ChangeRow[] {
    return this.component.changes.map((change) => this.row(change));
  }

  get hasRows(): boolean {
    return this.component.changes.length > 0;
  }

  get unchanged(): { key: string; name: string; value: UrlPart[] }[] {
    return this.component.unchanged.map(({ field, value }) => ({
      key: field,
      name: this.nameOf(field),
      value: parts(value)
    }));
  }

  get hasUnchanged(): boolean {
    return this.component.unchanged.length > 0;
  }

  get toggleLabel(): string {
    const { length } = this.component.unchanged;
    if (this.unchangedShown) {
      return Hide;
    }
    return length === 1 ? ShowOne : fill(Show, length);
  }

  get toggleIcon(): string {
    return this.unchangedShown ? 'utility:chevrondown' : 'utility:chevronright';
  }

  get toggleExpanded(): string {
    return String(this.unchangedShown);
  }

  handleToggle(): void {
    this.unchangedShown = !this.unchangedShown;
  }

  private nameOf(field: string): string {
    return fieldName(`${this.component.type}.${field}`);
  }

  /** Nothing shows the secret of an External Auth Identity Provider, not even whether there is one; it has one since it was created. */
  private secretNow({ before }: RelinkFieldChange): string {
    if (this.component.type === 'ExternalAuthIdentityProvider') {
      return SecretUnreadable;
    }
    return before === 'notSet' ? SecretNotSet : SecretSet;
  }

  private row(change: RelinkFieldChange): ChangeRow {
    const { field, secret } = change;
    const added = change.added ?? [];
    const growing = added.length > 0 && !secret;
    const notes = growing ? [Added] : [];
    if (this.byHand && !secret) {
      notes.push(Paste);
    }
    if (this.marked.includes(field)) {
      notes.push(Marked);
    }
    return {
      key: field,
      name: this.nameOf(field),
      marked: this.marked.includes(field),
      secret,
      before: parts(secret ? this.secretNow(change) : change.before),
      after: secret ? parts(this.byHand ? SecretPaste : SecretNew) : parts(change.after),
      words: growing ? scopeWords(change.after ?? '', added) : [],
      growing,
      notes
    };
  }
}

function parts(value: string | null | undefined): UrlPart[] {
  return urlParts(value || Blank);
}

function scopeWords(scope: string, added: readonly string[]): ScopeWord[] {
  return scope
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((text, index) => ({ key: String(index), text: `${text} `, added: added.includes(text) }));
}
