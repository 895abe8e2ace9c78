import { LightningElement, api } from 'lwc';
import Compare from '@salesforce/label/c.Relink_Stage_Compare';
import Credential from '@salesforce/label/c.Relink_Stage_Credential';
import Done from '@salesforce/label/c.Relink_Stage_Done';
import Failed from '@salesforce/label/c.Relink_Stage_Failed';
import Provider from '@salesforce/label/c.Relink_Stage_Provider';
import ReadBack from '@salesforce/label/c.Relink_Stage_ReadBack';
import Secret from '@salesforce/label/c.Relink_Stage_Secret';
import Sent from '@salesforce/label/c.Relink_Stage_Sent';
import Skipped from '@salesforce/label/c.Relink_Stage_Skipped';
import Title from '@salesforce/label/c.Relink_Stage_Title';
import Unknown from '@salesforce/label/c.Relink_Stage_Unknown';
import Waiting from '@salesforce/label/c.Relink_Stage_Waiting';
import type { RelinkStage, RelinkStageKey } from 'c/relinkTypes';

interface StageView {
  key: string;
  name: string;
  state: string;
  icon: string | null;
  variant: string;
}

const NAMES: [RelinkStageKey, string][] = [
  ['compare', Compare],
  ['provider', Provider],
  ['secret', Secret],
  ['credential', Credential],
  ['readBack', ReadBack]
];

const STATES: Record<
  RelinkStage['state'] | 'sent' | 'unknown',
  { word: string; icon: string | null; variant: string }
> = {
  sent: { word: Sent, icon: null, variant: '' },
  unknown: { word: Unknown, icon: 'utility:info', variant: '' },
  waiting: { word: Waiting, icon: null, variant: '' },
  skipped: { word: Skipped, icon: null, variant: '' },
  done: { word: Done, icon: 'utility:success', variant: 'success' },
  failed: { word: Failed, icon: 'utility:error', variant: 'error' }
};

/**
 * The stages of an update, in words. All of them happen in one transaction of Salesforce: as long as it runs, each is
 * shown as sent; what became of them is known when the answer is there.
 */
export default class RelinkPlanStages extends LightningElement {
  /** Stages of the answer, or null while there is none. */
  @api stages: readonly RelinkStage[] | null = null;

  /** A write got no answer: what did not end well may have arrived. */
  @api unknown = false;

  readonly text = { Title };

  get items(): StageView[] {
    return NAMES.map(([key, name]) => {
      const state = this.stages ? (this.stages.find((stage) => stage.key === key)?.state ?? 'waiting') : 'sent';
      const { word, icon, variant } = STATES[state === 'failed' && this.unknown ? 'unknown' : state];
      return { key, name, state: word, icon, variant };
    });
  }
}
