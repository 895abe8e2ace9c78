import { LightningElement, api } from 'lwc';
import NeedsAttention from '@salesforce/label/c.Relink_State_NeedsAttention';
import NoAccess from '@salesforce/label/c.Relink_State_NoAccess';
import NotAuthorized from '@salesforce/label/c.Relink_State_NotAuthorized';
import NotFound from '@salesforce/label/c.Relink_State_NotFound';
import NotProven from '@salesforce/label/c.Relink_State_NotProven';
import NotWorking from '@salesforce/label/c.Relink_State_NotWorking';
import Outdated from '@salesforce/label/c.Relink_State_Outdated';
import Unknown from '@salesforce/label/c.Relink_State_Unknown';
import Working from '@salesforce/label/c.Relink_State_Working';
import type { RelinkState } from 'c/relinkTypes';

interface Look {
  label: string;
  icon: string;
  theme?: 'success' | 'warning' | 'error';
}

const LOOKS: Record<RelinkState, Look> = {
  noAccess: { label: NoAccess, icon: 'utility:slack_lock_filled', theme: 'error' },
  notFound: { label: NotFound, icon: 'utility:search' },
  needsAttention: { label: NeedsAttention, icon: 'utility:warning', theme: 'warning' },
  outdated: { label: Outdated, icon: 'utility:warning', theme: 'warning' },
  notWorking: { label: NotWorking, icon: 'utility:error', theme: 'error' },
  notAuthorized: { label: NotAuthorized, icon: 'utility:warning', theme: 'warning' },
  notProven: { label: NotProven, icon: 'utility:help' },
  working: { label: Working, icon: 'utility:success', theme: 'success' },
  unknown: { label: Unknown, icon: 'utility:help' }
};

/** The state of a connection as a badge: words, an icon whose shape says the same, and a theme. */
export default class RelinkBadge extends LightningElement {
  /** A state the package does not know is shown as "Unknown". */
  @api state: RelinkState = 'unknown';

  get look(): Look {
    return LOOKS[this.state] ?? LOOKS.unknown;
  }

  get badgeClass(): string {
    return this.look.theme ? `badge slds-theme_${this.look.theme}` : 'badge';
  }
}
