import { NavigationMixin } from 'lightning/navigation';
import type { PageReference } from 'lightning/navigation';
import { LightningElement, api } from 'lwc';
import Done from '@salesforce/label/c.Relink_Outcome_Done';
import Empty from '@salesforce/label/c.Relink_History_Empty';
import Failed from '@salesforce/label/c.Relink_Outcome_Failed';
import Partial from '@salesforce/label/c.Relink_Outcome_Partial';
import Passed from '@salesforce/label/c.Relink_Outcome_Passed';
import Proof from '@salesforce/label/c.Relink_History_Proof';
import Recorded from '@salesforce/label/c.Relink_Outcome_Recorded';
import Retirement from '@salesforce/label/c.Relink_History_Retirement';
import SecretNotStored from '@salesforce/label/c.Relink_History_SecretNotStored';
import Started from '@salesforce/label/c.Relink_Outcome_Started';
import Title from '@salesforce/label/c.Relink_History_Title';
import Unknown from '@salesforce/label/c.Relink_Outcome_Unknown';
import Unreadable from '@salesforce/label/c.Relink_History_Unreadable';
import Update from '@salesforce/label/c.Relink_History_Update';
import UpdateNone from '@salesforce/label/c.Relink_History_UpdateNone';
import UpdateOne from '@salesforce/label/c.Relink_History_UpdateOne';
import ViewAll from '@salesforce/label/c.Relink_History_ViewAll';
import When from '@salesforce/label/c.Relink_History_When';
import { dateTimeText, fill } from 'c/relinkText';
import type { RelinkRunView } from 'c/relinkTypes';

type Look = 'success' | 'warning' | 'error';

interface RunRow {
  id: string;
  title: string;
  when: string;
  result: string;
  icon: string;
  look: Look;
}

const OUTCOMES: Record<RelinkRunView['outcome'], { word: string; look: Look }> = {
  Started: { word: Started, look: 'warning' },
  Done: { word: Done, look: 'success' },
  Partial: { word: Partial, look: 'warning' },
  Failed: { word: Failed, look: 'error' },
  Unknown: { word: Unknown, look: 'warning' },
  Passed: { word: Passed, look: 'success' },
  Recorded: { word: Recorded, look: 'success' }
};

/** @see https://developer.salesforce.com/docs/platform/lwc/guide/reference-page-reference-type.html */
const LIST_VIEW: PageReference = {
  type: 'standard__objectPage',
  attributes: { objectApiName: 'Relink_Run__c', actionName: 'list' },
  state: { filterName: 'All' }
};

/** The last runs as a list: what, when, who, and how it ended. Names of fields are counted, values are never shown. */
export default class RelinkHistory extends NavigationMixin(LightningElement) {
  /** Runs, newest first. Null or absent: they could not be read. */
  @api runs?: readonly RelinkRunView[] | null;
  /** How many of them are listed. */
  @api limit = 3;

  listUrl = '';
  readonly text = { Empty, Title, Unreadable, ViewAll };

  override connectedCallback(): void {
    void this[NavigationMixin.GenerateUrl](LIST_VIEW).then((url) => {
      this.listUrl = url;
    });
  }

  get unreadable(): boolean {
    return !this.runs;
  }

  get empty(): boolean {
    return this.runs?.length === 0;
  }

  get rows(): RunRow[] {
    return (this.runs ?? []).slice(0, this.limit).map((run) => {
      const { word, look } = OUTCOMES[run.outcome] ?? OUTCOMES.Unknown;
      const when = fill(When, dateTimeText(run.at), run.userName);
      return { id: run.id, title: titleOf(run), when, result: word, icon: `utility:${look}`, look };
    });
  }

  handleViewAll(event: Event): void {
    event.preventDefault();
    this[NavigationMixin.Navigate](LIST_VIEW);
  }
}

function titleOf(run: RelinkRunView): string {
  if (run.kind === 'Proof') {
    return Proof;
  }
  if (run.kind === 'Retirement') {
    return Retirement;
  }
  const count = run.fields?.length ?? 0;
  const update = count === 0 ? UpdateNone : count === 1 ? UpdateOne : fill(Update, count);
  return run.secretOutcome === 'notStored' ? fill(SecretNotStored, update) : update;
}
