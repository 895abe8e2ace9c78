import { LightningElement, api } from 'lwc';
import AuthProviders from '@salesforce/label/c.Relink_Help_AuthProviders';
import Label from '@salesforce/label/c.Relink_Help_Label';
import NamedCredentials from '@salesforce/label/c.Relink_Help_NamedCredentials';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import OpenInSetup from '@salesforce/label/c.Relink_Help_OpenInSetup';
import Outside from '@salesforce/label/c.Relink_Help_Outside';
import PermissionSets from '@salesforce/label/c.Relink_Help_PermissionSets';
import Portal from '@salesforce/label/c.Relink_Help_Portal';
import ScheduledJobs from '@salesforce/label/c.Relink_Help_ScheduledJobs';
import type { RelinkLinks } from 'c/relinkTypes';
import { HELP_TEXTS } from './helpTexts';
import type { HelpText } from './helpTexts';

interface LinkView {
  key: keyof RelinkLinks;
  label: string;
  url: string;
}

const SETUP_PAGES: readonly [keyof RelinkLinks, string][] = [
  ['authProviders', AuthProviders],
  ['namedCredentials', NamedCredentials],
  ['scheduledJobs', ScheduledJobs],
  ['permissionSets', PermissionSets]
];

/**
 * The panel beside the work: what the open step is about, some questions, and the way to Setup and to Constant Contact.
 * Without a step it shows the links alone. A link whose address is unknown is left out.
 */
export default class RelinkHelp extends LightningElement {
  /** Number of the step, 0 (the check) to 6. */
  @api step?: number | string;
  /** Absolute addresses of Setup pages. */
  @api links?: Partial<RelinkLinks> | null;
  /** Address of the developer portal. */
  @api portalUrl?: string | null;

  readonly text = { Label, NewTab, OpenInSetup, Outside, Portal };

  get help(): HelpText | undefined {
    return this.step === undefined || this.step === '' ? undefined : HELP_TEXTS[Number(this.step)];
  }

  get setupLinks(): LinkView[] {
    return SETUP_PAGES.flatMap(([key, label]) => {
      const url = this.links?.[key];
      return url ? [{ key, label, url }] : [];
    });
  }

  get hasSetupLinks(): boolean {
    return this.setupLinks.length > 0;
  }
}
