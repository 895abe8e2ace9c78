/** Something that only an org can tell. */
export interface Question {
  /** Key of the entry in docs/org-evidence.json. */
  id: string;
  /** As a reader of the README sees it, after "Unproven without an org:". */
  question: string;
  /** What the wizard does as long as nobody knows, and whatever the answer is. */
  coping: string;
  /** Switches of the local org (`local-org/salesforce/switches.ts`) that stand for the answer. */
  switches: readonly string[];
  /** What a person does to find out; absent where the script finds out by itself. */
  byHand?: string;
  /** The answers there can be. */
  answers: readonly string[];
}

/** The questions, those first whose answer matters most. */
export const QUESTIONS: readonly Question[] = [
  {
    id: 'secret-write',
    question: 'whether an update through the Metadata API changes the consumer secret of an Auth. Provider',
    coping: 'compares what the org stored; if it is the old one, or the update is refused, leads through pasting it',
    switches: ['secretWrite'],
    answers: ['taken', 'ignored', 'refused']
  },
  {
    id: 'secret-readable',
    question: 'whether SOQL shows the stored secret',
    coping: 'if not, says so, and the authorization in step 4 proves it',
    switches: ['secretReadable'],
    answers: ['shown', 'hidden']
  },
  {
    id: 'placeholder-write',
    question: 'what sending the placeholder back as the secret does',
    coping: 'never sends it',
    switches: ['placeholderWrite'],
    answers: ['keeps', 'overwrites', 'refused']
  },
  {
    id: 'secret-absent',
    question: 'whether an update without the secret is accepted, and keeps it',
    coping: 'writes the provider only together with a secret',
    switches: [],
    answers: ['keeps', 'clears', 'refused', 'unknown']
  },
  {
    id: 'provider-dml',
    question: 'whether Apex DML may change the key and the addresses of an Auth. Provider',
    coping: 'does not use it',
    switches: [],
    answers: ['allowed', 'refused']
  },
  {
    id: 'provider-user-mode',
    question: 'whether Auth. Providers can be queried in user mode',
    coping: 'queries them in system mode, after its own check of access',
    switches: [],
    answers: ['allowed', 'refused']
  },
  {
    id: 'list-dates',
    question: 'whether listMetadata tells when an Auth. Provider was changed',
    coping: 'shows who and when only where a date is given; notices a change by a fingerprint',
    switches: ['listDates'],
    answers: ['real', 'epoch']
  },
  {
    id: 'callouts-after-update',
    question: 'whether an update turns off Enabled for Callouts',
    coping: 'sends Enabled, reads it back, and offers to turn it on (RL-220)',
    switches: ['calloutsAfterUpdate'],
    answers: ['as sent', 'disabled']
  },
  {
    id: 'tokens-on-update',
    question: 'whether an update drops the tokens of the Named Credential',
    coping: 'a live call right before the change decides what a later success proves',
    switches: ['tokensOnUpdate', 'tokensOnRead'],
    byHand:
      'With a working connection: run the live call, save the Named Credential unchanged but for its scope through step 2, run the live call again.',
    answers: ['kept', 'dropped']
  },
  {
    id: 'visualforce-session',
    question: 'the session from a Visualforce page, called by Apex of a Lightning component',
    coping: 'names the cause it can tell (RL-110 to RL-116), and shows the same changes as a list for Setup',
    switches: ['sessionPolicy', 'sessionPage'],
    byHand:
      'Open the Relink tab. Does the check "Salesforce accepts API calls from this session" pass? Press Check again: does it pass twice?',
    answers: ['passes', 'fails']
  },
  {
    id: 'quick-authorization',
    question: 'the quick authorization link (/services/auth/xds/…, undocumented)',
    coping: "the documented road through the Named Credential's edit page stands beside it",
    switches: [],
    byHand: 'Step 4: open the authorization, allow it. Where does the window end? What does Deny show?',
    answers: ['works', 'fails']
  },
  {
    id: 'client-id-readable',
    question: 'whether ConnectApi shows the client ID of an external auth identity provider',
    coping: 'shows it where it is given; writes the new one either way',
    switches: ['clientIdReadable'],
    byHand:
      'Run anonymous Apex: ConnectApi.NamedCredentials.getExternalAuthIdentityProviderCredentials(name). Does the result have the client ID?',
    answers: ['shown', 'hidden']
  },
  {
    id: 'connect-writes',
    question:
      'whether a write or a refresh through ConnectApi.NamedCredentials stands in the way of callouts, or of the run record, after it',
    coping:
      'calls out before it writes or refreshes; where no record is allowed beside it, keeps the answer and records it in a further call',
    switches: ['connectWrites'],
    byHand:
      'Run anonymous Apex that refreshes a credential by ConnectApi.NamedCredentials.createCredential and then calls out, and once more that then inserts an Account. Does one end with "uncommitted work pending", the other with MIXED_DML_OPERATION? The same after updateExternalAuthIdentityProviderCredentials.',
    answers: ['work', 'free', 'mixed DML']
  },
  {
    id: 'secured-endpoint-rows',
    question: 'what SOQL shows of a secured endpoint, and whether its principal type is empty or Anonymous',
    coping: 'asks ConnectApi about every row without an Auth. Provider, whatever its principal type',
    switches: [],
    byHand:
      'Run SELECT DeveloperName, PrincipalType, AuthProviderId, Endpoint FROM NamedCredential. Which values does a secured endpoint have? Does the Relink tab find it?',
    answers: ['empty', 'Anonymous', 'no row']
  },
  {
    id: 'view-setup',
    question: 'what Apex sees of Named Credentials for somebody without View Setup and Configuration',
    coping: 'the installation asks for that permission; without a row no connection is found, and none is said to work',
    switches: [],
    byHand:
      'Log in as somebody with Relink Admin and without View Setup and Configuration. Which connections does Setup Home show, and does the live call run?',
    answers: ['all', 'none', 'some properties are missing']
  },
  {
    id: 'identity-provider-callback',
    question: 'which form the callback URL of an external auth identity provider has',
    coping: 'reads it from the org and never computes it',
    switches: [],
    byHand: 'Open an external auth identity provider in Setup and note the form of its callback URL.',
    answers: ['same', 'different']
  },
  {
    id: 'callback-url',
    question: 'which form of the callback URL an org with an old My Domain shows',
    coping: 'asks to compare with the Auth. Provider page, and names the older form where the org shows it',
    switches: [],
    byHand: 'Compare the callback URL of step 3 with the Auth. Provider page in Setup.',
    answers: ['same', 'different']
  },
  {
    id: 'token-endpoint-probe',
    question: "what Constant Contact's token endpoint answers to a dummy grant",
    coping: 'only invalid_client blocks; anything else means "could not be checked, go on"',
    switches: [],
    byHand: 'Step 1 with the right pair, then with a wrong secret. Which outcome does each show?',
    answers: ['told apart', 'not told apart']
  },
  {
    id: 'setup-links',
    question: 'the deep links into Setup',
    coping: 'plain links; each step also names the page in words',
    switches: [],
    byHand: 'Follow each link of the wizard into Setup once.',
    answers: ['all work', 'some fail']
  },
  {
    id: 'window-under-lws',
    question: 'what window.open gives back under Lightning Web Security',
    coping: 'never reads the state of a window',
    switches: [],
    byHand: 'Step 4 in an org with Lightning Web Security on: does the link open, and is the result noticed?',
    answers: ['opens and is noticed', 'does not']
  },
  {
    id: 'verification',
    question: 'what a session without identity verification meets where the policy asks for a high-assurance one',
    coping: 'offers the verification page when Salesforce denies access although no permission is missing (RL-115)',
    switches: [],
    byHand: 'Set Manage Auth. Providers to high assurance in Identity Verification, log in without it, open Relink.',
    answers: ['recognized', 'not recognized']
  },
  {
    id: 'authorization-errors',
    question: 'what Salesforce shows when an authorization is denied or its code is refused',
    coping: 'step 4 names each cause with its next action; the wizard cannot see that page',
    switches: [],
    byHand: 'Step 4: select Deny once; register a wrong redirect URL once. Which page and which error code do you see?',
    answers: ['as the local org shows it', 'something else']
  },
  {
    id: 'session-page-writes',
    question: 'whether the session page may write its one-time nonce when Apex fetches it',
    coping: 'without it the page gives no session, and step 0 says so (RL-110)',
    switches: [],
    byHand: 'Open the Relink tab twice. Does step 0 pass both times? Is there one row of Relink Session Guard for you?',
    answers: ['it writes', 'it does not']
  },
  {
    id: 'secret-in-logs',
    question: 'where a debug log at the finest level shows the secret',
    coping: 'no statement of the package writes it; docs/security.md says what logs may hold',
    switches: [],
    byHand: 'Trace your user at FINEST, run step 1 and 2 with a canary secret, search logs and event files for it.',
    answers: ['nowhere', 'in variable assignments', 'elsewhere']
  }
];

/** Switches that stand for a failure made to order, not for an open question about Salesforce. */
export const MADE_TO_ORDER: readonly string[] = [
  'metadata',
  'slowRead',
  'slowWrite',
  'rowLock',
  'remoteSites',
  'calloutTimeoutCap'
];
