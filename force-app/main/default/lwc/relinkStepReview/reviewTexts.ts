import Applied from '@salesforce/label/c.Relink_Review_Applied';
import AppliedOne from '@salesforce/label/c.Relink_Review_AppliedOne';
import Apply from '@salesforce/label/c.Relink_Review_Apply';
import ApplyOne from '@salesforce/label/c.Relink_Review_ApplyOne';
import Applying from '@salesforce/label/c.Relink_Review_Applying';
import ApplyingOne from '@salesforce/label/c.Relink_Review_ApplyingOne';
import HappenedCredential from '@salesforce/label/c.Relink_Review_HappenedCredential';
import HappenedNothing from '@salesforce/label/c.Relink_Review_HappenedNothing';
import HappenedOther from '@salesforce/label/c.Relink_Review_HappenedOther';
import HappenedProvider from '@salesforce/label/c.Relink_Review_HappenedProvider';
import HappenedRefused from '@salesforce/label/c.Relink_Review_HappenedRefused';
import HappenedSecretNot from '@salesforce/label/c.Relink_Review_HappenedSecretNot';
import HappenedSecretStored from '@salesforce/label/c.Relink_Review_HappenedSecretStored';
import HappenedSecretUnread from '@salesforce/label/c.Relink_Review_HappenedSecretUnread';
import ShowPaste from '@salesforce/label/c.Relink_Review_ShowPaste';
import External from '@salesforce/label/c.Relink_Plan_External';
import IdentityProvider from '@salesforce/label/c.Relink_Plan_IdentityProvider';
import { fieldName } from 'c/relinkPlanTable';
import { fill } from 'c/relinkText';
import type { RelinkApplyResult, RelinkPlan, RelinkPlanComponent, RelinkRoadKey } from 'c/relinkTypes';

/** One line of "What happened". */
export interface Happened {
  key: string;
  text: string;
  icon: string;
  variant: string;
}

/** One component of the plan, as its table shows it. */
export interface ComponentView {
  key: string;
  component: RelinkPlanComponent;
  /** The person enters its fields in Setup. */
  byHand: boolean;
  /** Fields that someone else changed meanwhile. */
  marked: string[];
}

const SECRET_FIELDS = ['AuthProvider.consumerSecret', 'ExternalAuthIdentityProvider.consumerSecret'];
/** Salesforce may turn it off again with the very update that turned it on. */
const CALLOUT_FIELD = 'NamedCredential.calloutStatus';

/** How many fields Relink itself writes on this road. */
export function writeCount(plan: RelinkPlan, road: RelinkRoadKey): number {
  return road === 'paste' ? fieldsOf(plan).filter((field) => !isPasted(field)).length : plan.changeCount;
}

/** Of the Auth. Provider or the identity provider. */
export function isOfProvider(field: string): boolean {
  return /Provider\./.test(field);
}

/** Of an identity provider Relink writes the addresses on this road as well. */
function isPasted(field: string): boolean {
  return field.startsWith('AuthProvider.') || /^ExternalAuthIdentityProvider\.consumer/.test(field);
}

/** Names of the fields that change: `AuthProvider.consumerKey`. */
export function fieldsOf(plan: RelinkPlan, type?: string): string[] {
  return plan.components
    .filter((component) => !type || component.type === type)
    .flatMap((component) => component.changes.map(({ field }) => `${component.type}.${field}`));
}

/** Fields that are still to change; the secret is left out when the org does not show it. */
export function fieldsLeft(plan: RelinkPlan, secretReadable: boolean): string[] {
  return fieldsOf(plan).filter((field) => secretReadable || !SECRET_FIELDS.includes(field));
}

/** The plan after some of its fields were written. */
export function withoutDone(plan: RelinkPlan, done: readonly string[]): RelinkPlan {
  const components = plan.components.map((component) => {
    const isDone = ({ field }: { field: string }) => done.includes(`${component.type}.${field}`);
    const written = component.changes.filter(isDone).map(({ field, after }) => ({ field, value: after }));
    const changes = component.changes.filter((change) => !isDone(change));
    return { ...component, changes, unchanged: [...component.unchanged, ...written] };
  });
  const changeCount = components.reduce((sum, { changes }) => sum + changes.length, 0);
  return { ...plan, components, changeCount };
}

export function hasSecret(plan: RelinkPlan | null): boolean {
  return plan !== null && fieldsOf(plan).some((field) => SECRET_FIELDS.includes(field));
}

export function applyLabel(count: number): string {
  if (count === 0) {
    return ShowPaste;
  }
  return count === 1 ? ApplyOne : fill(Apply, count);
}

export function applyingLabel(count: number): string {
  return count === 1 ? ApplyingOne : fill(Applying, count);
}

export function appliedMessage(count: number): string {
  return count === 1 ? AppliedOne : fill(Applied, count);
}

/** The road that Apex suggests by what this org has shown. */
export function suggested(plan: RelinkPlan | null): RelinkRoadKey {
  return plan?.roads?.find((road) => road.suggested)?.key ?? 'place';
}

export function componentViews(
  plan: RelinkPlan | null,
  road: RelinkRoadKey,
  marked: readonly string[],
  managed: boolean
): ComponentView[] {
  return (plan?.components ?? []).map((component) => ({
    key: `${component.type}.${component.fullName}`,
    component,
    byHand: managed || (component.type === 'AuthProvider' && road === 'paste'),
    marked: marked
      .filter((field) => field.startsWith(`${component.type}.`))
      .map((field) => field.slice(component.type.length + 1))
  }));
}

/**
 * What an update did, line by line; nothing after a write without an answer, because then nobody knows. The secret has a line only where
 * this update wrote the Auth. Provider.
 */
export function happened(result: Partial<RelinkApplyResult>, faultCode = ''): Happened[] {
  if (faultCode === 'RL-205') {
    return [];
  }
  const done = { icon: 'utility:success', variant: 'success' };
  const open = { icon: 'utility:warning', variant: 'warning' };
  const provider = (result.stages ?? []).find(({ key }) => key === 'provider')?.state;
  const names = (type: string) =>
    (result.changed ?? [])
      .filter((field) => field.startsWith(`${type}.`) && !SECRET_FIELDS.includes(field))
      .filter((field) => faultCode !== 'RL-220' || field !== CALLOUT_FIELD)
      .map(fieldName)
      .join(', ');
  const lines: Happened[] = [];
  if (names('AuthProvider')) {
    lines.push({ key: 'provider', text: fill(HappenedProvider, names('AuthProvider')), ...done });
  }
  if (provider === 'failed') {
    lines.push({ key: 'refused', text: HappenedRefused, ...open });
  } else if (provider === 'done' && result.secretOutcome === 'stored') {
    lines.push({ key: 'secret', text: HappenedSecretStored, ...done });
  } else if (provider === 'done' && result.secretOutcome === 'notStored') {
    lines.push({ key: 'secret', text: HappenedSecretNot, ...open });
  } else if (provider === 'done' && result.secretOutcome === 'unreadable') {
    lines.push({ key: 'secret', text: HappenedSecretUnread, icon: 'utility:info', variant: '' });
  }
  if (names('NamedCredential')) {
    lines.push({ key: 'credential', text: fill(HappenedCredential, names('NamedCredential')), ...done });
  }
  const others = { ExternalAuthIdentityProvider: IdentityProvider, ExternalCredential: External };
  for (const [type, name] of Object.entries(others)) {
    if (names(type)) {
      lines.push({ key: type, text: fill(HappenedOther, name, names(type)), ...done });
    }
  }
  if (lines.length === 0) {
    lines.push({ key: 'nothing', text: HappenedNothing, icon: 'utility:info', variant: '' });
  }
  return lines;
}

/** Fields whose value in the org is not what an earlier plan showed, with their component: `NamedCredential.oauthScope`. */
export function changedSince(former: RelinkPlan, plan: RelinkPlan): string[] {
  const known = valuesOf(former);
  return [...valuesOf(plan)].filter(([field, value]) => known.get(field) !== value).map(([field]) => field);
}

function valuesOf(plan: RelinkPlan): Map<string, string> {
  return new Map(
    plan.components.flatMap(({ type, changes, unchanged }) => [
      ...changes.map(({ field, before }): [string, string] => [`${type}.${field}`, before ?? '']),
      ...unchanged.map(({ field, value }): [string, string] => [`${type}.${field}`, value ?? ''])
    ])
  );
}
