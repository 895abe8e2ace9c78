import { LightningElement, api } from 'lwc';
import Apex from '@salesforce/label/c.Relink_Jobs_Apex';
import Batch from '@salesforce/label/c.Relink_Jobs_Batch';
import Count from '@salesforce/label/c.Relink_Jobs_Count';
import CountOne from '@salesforce/label/c.Relink_Jobs_CountOne';
import Flow from '@salesforce/label/c.Relink_Jobs_Flow';
import Hide from '@salesforce/label/c.Relink_Jobs_Hide';
import Marked from '@salesforce/label/c.Relink_Jobs_Marked';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import Next from '@salesforce/label/c.Relink_Jobs_Next';
import None from '@salesforce/label/c.Relink_Jobs_None';
import Open from '@salesforce/label/c.Relink_Review_WarningLink';
import Queued from '@salesforce/label/c.Relink_Jobs_Queued';
import Show from '@salesforce/label/c.Relink_Jobs_Show';
import ShowOne from '@salesforce/label/c.Relink_Jobs_ShowOne';
import Unreadable from '@salesforce/label/c.Relink_Jobs_Unreadable';
import { dateTimeText, fill } from 'c/relinkText';
import type { RelinkJob, RelinkJobs as Jobs } from 'c/relinkTypes';

const TYPES: Record<RelinkJob['type'], string> = { ScheduledApex: Apex, ScheduledFlow: Flow, BatchJob: Batch };

/** The jobs of this org that could make callouts while the link is down. */
export default class RelinkJobs extends LightningElement {
  /** Absent: not read. */
  @api jobs: Jobs | null = null;
  /** Page of the scheduled jobs. */
  @api url = '';

  readonly text = { NewTab, Open };
  shown = false;

  get sentence(): string {
    const scheduled = this.jobs?.readable ? this.jobs.scheduled : null;
    if (!scheduled) {
      return Unreadable;
    }
    const next = dateTimeText(scheduled.flatMap(({ nextStart }) => nextStart ?? []).sort()[0]);
    if (scheduled.length === 0) {
      return None;
    }
    return scheduled.length === 1 ? fill(CountOne, next) : fill(Count, scheduled.length, next);
  }

  get queuedText(): string | null {
    const { readable, queued = 0 } = this.jobs ?? {};
    return readable && queued > 0 ? fill(Queued, queued) : null;
  }

  get list(): { key: string; name: string; words: string }[] {
    return (this.jobs?.scheduled ?? []).map(({ name, type, nextStart, marked }, index) => {
      const next = nextStart && fill(Next, dateTimeText(nextStart));
      return { key: String(index), name, words: [TYPES[type], next, marked && Marked].filter(Boolean).join(' · ') };
    });
  }

  get hasList(): boolean {
    return this.list.length > 0;
  }

  get toggleLabel(): string {
    if (this.shown) {
      return Hide;
    }
    return this.list.length === 1 ? ShowOne : fill(Show, this.list.length);
  }

  get expanded(): string {
    return String(this.shown);
  }

  handleToggle(): void {
    this.shown = !this.shown;
  }
}
