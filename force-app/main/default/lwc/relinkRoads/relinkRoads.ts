import { LightningElement, api } from 'lwc';
import Callback from '@salesforce/label/c.Relink_Road_Callback';
import Credentials from '@salesforce/label/c.Relink_Road_Credentials';
import Label from '@salesforce/label/c.Relink_Review_Road';
import NotStored from '@salesforce/label/c.Relink_Road_NotStored';
import Own from '@salesforce/label/c.Relink_Road_OwnCredential';
import Paste from '@salesforce/label/c.Relink_Review_RoadPaste';
import Place from '@salesforce/label/c.Relink_Review_RoadPlace';
import Refused from '@salesforce/label/c.Relink_Road_Refused';
import Replace from '@salesforce/label/c.Relink_Review_RoadReplace';
import Stored from '@salesforce/label/c.Relink_Road_Stored';
import Suffix from '@salesforce/label/c.Relink_Road_Suffix';
import SuffixHelp from '@salesforce/label/c.Relink_Road_SuffixHelp';
import SuffixInvalid from '@salesforce/label/c.Relink_Road_SuffixInvalid';
import SuffixMissing from '@salesforce/label/c.Relink_Road_SuffixMissing';
import SuffixTaken from '@salesforce/label/c.Relink_Road_SuffixTaken';
import { dateTimeText, fill } from 'c/relinkText';
import type { RelinkFault, RelinkPlan, RelinkRoadKey } from 'c/relinkTypes';

/** What was chosen, as detail of `relinkroad`. */
export interface RoadChoice {
  road: RelinkRoadKey;
  /** With `replace`; absent: what Apex suggests. */
  urlSuffix?: string;
  /** With `replace`: Named Credentials to point to the new provider. */
  credentialIds?: string[];
}

type Input = HTMLElement & { value: string; setCustomValidity(message: string): void; reportValidity(): boolean };

const SENTENCES: Record<RelinkRoadKey, string> = { place: Place, replace: Replace, paste: Paste };
const REASONS: Record<string, string | undefined> = { stored: Stored, notStored: NotStored, refused: Refused };
/** What Salesforce takes as a URL Suffix. */
const VALID = /^(?!.*__)(?!.*_$)[A-Za-z][A-Za-z0-9_]{0,31}$/;

/** How the Consumer Secret gets into the org: three roads, and what a replacement provider needs to know. */
export default class RelinkRoads extends LightningElement {
  @api plan: RelinkPlan | null = null;
  @api road: RelinkRoadKey = 'place';
  @api working = false;

  readonly text = { Callback, Credentials, Label, Suffix, SuffixHelp };

  /** Fault of the last call; one about the URL Suffix stands at the field as well. */
  @api
  get fault(): RelinkFault | null {
    return this.shownFault;
  }
  set fault(fault: RelinkFault | null) {
    this.shownFault = fault;
    this.taken = fault?.code === 'RL-230' ? fill(SuffixTaken, fault.params?.[0]) : '';
  }
  private shownFault: RelinkFault | null = null;
  private taken = '';
  private typed: string | null = null;

  /** Moves focus to the URL Suffix. */
  @api
  editSuffix(): void {
    const input = this.refs?.suffix as Input | undefined;
    input?.setCustomValidity(this.taken);
    input?.reportValidity();
    input?.focus();
  }

  get options(): { label: string; value: string }[] {
    return (this.plan?.roads ?? []).map(({ key }) => ({ label: SENTENCES[key], value: key }));
  }

  get reason(): string | null {
    const suggested = this.plan?.roads?.find((road) => road.suggested);
    const sentence = REASONS[suggested?.reason ?? ''];
    return sentence ? fill(sentence, dateTimeText(suggested?.at)) : null;
  }

  get replaces(): boolean {
    return this.road === 'replace';
  }

  get suffix(): string {
    return this.typed ?? this.plan?.urlSuffix ?? '';
  }

  get credentials(): { label: string; value: string }[] {
    return (this.plan?.credentials ?? []).map(({ id, label }, index) => ({
      label: index === 0 ? fill(Own, label) : label,
      value: id
    }));
  }

  get hasSeveral(): boolean {
    return this.credentials.length > 1;
  }

  get chosenIds(): string[] {
    return (this.plan?.credentials ?? []).filter(({ chosen }) => chosen).map(({ id }) => id);
  }

  handleRoad(event: CustomEvent<{ value: RelinkRoadKey }>): void {
    this.typed = null;
    this.choose({ road: event.detail.value });
  }

  handleType(event: CustomEvent<{ value: string }>): void {
    this.typed = event.detail.value;
  }

  /** The field is left, or Enter pressed: the plan for this name. */
  handleSuffix(): void {
    const input = this.refs?.suffix as Input;
    const value = this.suffix.trim();
    const problem = value === '' ? SuffixMissing : SuffixInvalid;
    input.setCustomValidity(VALID.test(value) ? '' : problem);
    if (input.reportValidity() && VALID.test(value) && value !== this.plan?.urlSuffix) {
      this.choose({ road: 'replace', urlSuffix: value, credentialIds: this.chosenIds });
    }
  }

  handleCredentials(event: CustomEvent<{ value: string[] }>): void {
    const own = this.plan?.credentials?.[0]?.id;
    const ids = [...new Set([...(own ? [own] : []), ...event.detail.value])];
    this.choose({ road: 'replace', urlSuffix: this.plan?.urlSuffix ?? undefined, credentialIds: ids });
  }

  private choose(detail: RoadChoice): void {
    this.dispatchEvent(new CustomEvent('relinkroad', { detail }));
  }
}
