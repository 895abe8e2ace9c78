import { LightningElement, api } from 'lwc';
import Current from '@salesforce/label/c.Relink_Step_Current';
import Done from '@salesforce/label/c.Relink_Step_Done';
import DoneOutside from '@salesforce/label/c.Relink_Step_DoneOutside';
import Failed from '@salesforce/label/c.Relink_Step_Failed';
import Heading from '@salesforce/label/c.Relink_Step_Heading';
import Locked from '@salesforce/label/c.Relink_Step_Locked';
import NeedsAttention from '@salesforce/label/c.Relink_Step_NeedsAttention';
import NotProven from '@salesforce/label/c.Relink_Step_NotProven';
import Todo from '@salesforce/label/c.Relink_Step_Todo';
import Working from '@salesforce/label/c.Relink_Step_Working';
import { fill } from 'c/relinkText';

/** State of one step of the journey. */
export type StepState =
  'todo' | 'current' | 'done' | 'doneOutside' | 'notProven' | 'needsAttention' | 'failed' | 'locked' | 'working';

/** Detail of `relinktoggle`: which step, and whether it is to be open from now on. */
export interface StepToggle {
  stepKey: string;
  expanded: boolean;
}

interface Look {
  badge: string;
  /** Drawn by CSS, where no icon of the design system fits. */
  shape?: 'ring' | 'dot';
  icon?: string;
  variant?: 'success' | 'warning' | 'error';
  badgeClass: string;
}

const LOOKS: Record<StepState, Look> = {
  todo: { badge: Todo, shape: 'ring', badgeClass: '' },
  current: { badge: Current, shape: 'dot', badgeClass: 'slds-badge_inverse' },
  done: { badge: Done, icon: 'utility:success', variant: 'success', badgeClass: 'slds-theme_success' },
  doneOutside: { badge: DoneOutside, icon: 'utility:success', variant: 'success', badgeClass: 'slds-theme_success' },
  notProven: { badge: NotProven, shape: 'ring', badgeClass: '' },
  needsAttention: {
    badge: NeedsAttention,
    icon: 'utility:warning',
    variant: 'warning',
    badgeClass: 'slds-theme_warning'
  },
  failed: { badge: Failed, icon: 'utility:error', variant: 'error', badgeClass: 'slds-theme_error' },
  locked: { badge: Locked, icon: 'utility:slack_lock_filled', badgeClass: '' },
  working: { badge: Working, shape: 'dot', badgeClass: 'slds-badge_inverse' }
};

/**
 * One row of the step list: state icon, title button (h2), badge, fact line, and a body that opens.
 * The body's slot is rendered at the first opening and kept from then on, so that closing a step loses no input.
 * The component never opens itself: it asks with `relinktoggle` (detail {@link StepToggle}) and follows `expanded`.
 */
export default class RelinkStep extends LightningElement {
  /** Name of the step, given back in the event. */
  @api stepKey = '';
  /** Shown before the title: "2. Review and update". Absent, blank or 0 shows the title alone. */
  @api number?: number | string;
  /** Title of the step. The element's own tooltip attribute is not set. */
  @api override title = '';
  /** One sentence: what the org says about this step. */
  @api fact?: string;
  @api state: StepState = 'todo';

  private open = false;
  wasOpen = false;

  @api
  get expanded(): boolean {
    return this.open;
  }
  set expanded(value: boolean) {
    this.open = value;
    this.wasOpen ||= value;
  }

  /** Moves focus to the title button. */
  @api
  focusTitle(): void {
    (this.refs?.toggle as HTMLElement | undefined)?.focus();
  }

  get look(): Look {
    return LOOKS[this.state] ?? LOOKS.todo;
  }

  get heading(): string {
    return Number(this.number) ? fill(Heading, this.number, this.title) : this.title;
  }

  get shapeClass(): string {
    return `shape shape_${this.look.shape}`;
  }

  get chevron(): string {
    return this.open ? 'utility:chevrondown' : 'utility:chevronright';
  }

  get ariaExpandedText(): string {
    return String(this.open);
  }

  get closed(): boolean {
    return !this.open;
  }

  handleToggle(): void {
    const detail: StepToggle = { stepKey: this.stepKey, expanded: !this.open };
    this.dispatchEvent(new CustomEvent('relinktoggle', { detail }));
  }
}
