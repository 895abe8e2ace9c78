import locale from '@salesforce/i18n/locale';
import Account from '@salesforce/label/c.Relink_Prove_Account';
import AccountEmail from '@salesforce/label/c.Relink_Prove_AccountEmail';
import Answered from '@salesforce/label/c.Relink_Prove_Answered';
import AnsweredPlain from '@salesforce/label/c.Relink_Prove_AnsweredPlain';
import ConsentNot from '@salesforce/label/c.Relink_Prove_ConsentNot';
import ConsentProven from '@salesforce/label/c.Relink_Prove_ConsentProven';
import Granted from '@salesforce/label/c.Relink_Prove_Granted';
import GrantedOffline from '@salesforce/label/c.Relink_Prove_GrantedOffline';
import RefreshNotLegacy from '@salesforce/label/c.Relink_Prove_RefreshNotLegacy';
import RefreshNotRenewed from '@salesforce/label/c.Relink_Prove_RefreshNotRenewed';
import RefreshProven from '@salesforce/label/c.Relink_Prove_RefreshProven';
import Renewed from '@salesforce/label/c.Relink_Prove_Renewed';
import RenewRefused from '@salesforce/label/c.Relink_Prove_RenewRefused';
import ScopesAsked from '@salesforce/label/c.Relink_Prove_ScopesAsked';
import ScopesMissing from '@salesforce/label/c.Relink_Prove_ScopesMissing';
import ScopesNeeded from '@salesforce/label/c.Relink_Prove_ScopesNeeded';
import { dateTimeText, fill } from 'c/relinkText';
import type { RelinkConnection, RelinkProof } from 'c/relinkTypes';

const SECONDS = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });

/** A line of the result. */
export interface Line {
  key: string;
  text: string;
  icon: string;
  variant: string;
}

/** What is read of the connection beside the call. Scopes are there only where the Metadata API told. */
export type ProvenConnection = Pick<RelinkConnection, 'kind'> &
  Partial<Pick<RelinkConnection, 'scope' | 'scopeComplete'>>;

const good = { icon: 'utility:success', variant: 'success' };
const open = { icon: 'utility:info', variant: '' };
const bad = { icon: 'utility:warning', variant: 'warning' };

/**
 * What a live call that was answered showed, and what it did not.
 * @param refused Salesforce was asked to renew the access, and it was refused
 */
export function linesOf(proof: RelinkProof, connection: ProvenConnection, refused: boolean): Line[] {
  const seconds = proof.milliseconds ? SECONDS.format(proof.milliseconds / 1000) : null;
  const lines: Line[] = [{ key: 'answered', text: seconds ? fill(Answered, seconds) : AnsweredPlain, ...good }];
  if (proof.account) {
    const text = proof.email ? fill(AccountEmail, proof.account, proof.email) : fill(Account, proof.account);
    lines.push({ key: 'account', text, ...good });
  }
  lines.push(...scopeLines(proof, connection));
  if (proof.consentProven) {
    lines.push({ key: 'consent', text: ConsentProven, ...good });
  } else if (proof.provenAfter) {
    lines.push({ key: 'consent', text: fill(ConsentNot, dateTimeText(proof.provenAfter)), ...open });
  }
  return [...lines, refreshLine(proof, connection, refused)];
}

/** Needed against asked for, and against granted as far as a call can show it: Apex cannot read which scopes were granted. */
function scopeLines(proof: RelinkProof, { scope, scopeComplete }: ProvenConnection): Line[] {
  const needed = proof.requestedScopes ?? [];
  if (needed.length === 0) {
    return [];
  }
  const list = needed.join(', ');
  const asked = (scope ?? '').toLowerCase().split(/[\s,+]+/);
  const missing = needed.filter((one) => !asked.includes(one.toLowerCase()));
  const granted = proof.refreshed || proof.refreshProven ? GrantedOffline : Granted;
  const line =
    scopeComplete === undefined
      ? { text: fill(ScopesNeeded, list), ...open }
      : scopeComplete || missing.length === 0
        ? { text: fill(ScopesAsked, list), ...good }
        : { text: fill(ScopesMissing, list, missing.join(', ')), ...bad };
  return [
    { key: 'scopes', ...line },
    { key: 'granted', text: granted, ...open }
  ];
}

function refreshLine(proof: RelinkProof, { kind }: ProvenConnection, refused: boolean): Line {
  const key = 'refresh';
  if (refused) {
    return { key, text: RenewRefused, ...bad };
  }
  if (proof.refreshed || proof.refreshProven) {
    return { key, text: proof.refreshed ? Renewed : RefreshProven, ...good };
  }
  return { key, text: kind === 'legacy' ? RefreshNotLegacy : RefreshNotRenewed, ...open };
}
