import type { Answer, FaultyOrg, Strike } from './faulty-org';
import { partsOf, PRESENT } from './parts';
import type { Road, Wizard } from './wizard';

/** The state of connections that a call is made in. Each has its own section of the table. */
export interface Kind {
  name: string;
  scenario: string;
  secretReadable: boolean;
  /** Only operations with such a name; absent: all. */
  only?: RegExp;
}

export const KINDS: Kind[] = [
  { name: 'legacy', scenario: 'outdated', secretReadable: true, only: /^(?!applyCredentials|getAuthorizeUrl)/ },
  {
    name: 'legacy, secret hidden',
    scenario: 'outdated',
    secretReadable: false,
    only: /^(applyPlan|applyUndo|confirmSecret|(getPlan|getUndo) place$)/
  },
  {
    name: 'external credential',
    scenario: 'secured-endpoint',
    secretReadable: true,
    only: /^(getStatus|checkApplication|(getPlan|beginRun|applyPlan) (place|paste)|(getUndo|applyUndo) place|confirmSecret|getAuthorizeUrl|setScheduledCheck)$/
  },
  {
    name: 'identity provider',
    scenario: 'identity-provider',
    // Salesforce never shows it.
    secretReadable: false,
    only: /^(getStatus|checkApplication|(getPlan|beginRun|applyPlan) place|applyCredentials|getAuthorizeUrl|setScheduledCheck)$/
  }
];

/** A call of the wizard in the place of the journey where it is made. */
export interface Operation {
  /** As the table names it: the method, and the road where there are several. */
  name: string;
  road: Road;
  /** Instead of the kind's. */
  scenario?: string;
  /** What goes before it, without a fault. */
  prepare(wizard: Wizard): Promise<void>;
  call(wizard: Wizard, struck: Strike | null): Promise<Answer>;
  /** Goes on until the job is done. @return what stands in the way, or null */
  finish(wizard: Wizard, last: Answer): Promise<string | null>;
  /** Code of its answer where no fault strikes. */
  settles?: string;
  /** What the org must hold then. */
  goal: 'untouched' | Road | 'undone';
}

const untouched = (
  name: string,
  road: Road,
  prepare: (wizard: Wizard) => Promise<unknown>,
  call: (wizard: Wizard, struck: Strike | null) => Promise<Answer>,
  { scenario, settles }: Pick<Operation, 'scenario' | 'settles'> = {}
): Operation => ({
  name,
  road,
  scenario,
  settles,
  prepare: async (wizard) => void (await prepare(wizard)),
  call,
  finish: (wizard, last) => wizard.finishCall(last, () => call(wizard, null), settles),
  goal: 'untouched'
});

const nothing = (): Promise<void> => Promise.resolve();
const ROADS: Road[] = ['place', 'paste', 'replace'];

/** Every call, in every place where the wizard makes it. */
export const OPERATIONS: Operation[] = [
  untouched('getStatus', 'place', nothing, (wizard, struck) => wizard.status(struck)),
  untouched('checkApplication', 'place', nothing, (wizard, struck) => wizard.check(struck)),
  ...ROADS.map((road) => untouched(`getPlan ${road}`, road, nothing, (wizard, struck) => wizard.plan(struck))),
  ...ROADS.map((road) =>
    untouched(
      `beginRun ${road}`,
      road,
      (wizard) => wizard.plan(),
      (wizard, struck) => wizard.begin(struck)
    )
  ),
  ...ROADS.map((road): Operation => ({
    name: `applyPlan ${road}`,
    road,
    async prepare(wizard) {
      await wizard.plan();
      await wizard.begin();
    },
    call: (wizard, struck) => wizard.apply(struck),
    finish: (wizard, last) => wizard.finishChange(last),
    goal: road
  })),
  ...(['place', 'replace'] as const).flatMap((road): Operation[] => [
    {
      name: `getUndo ${road}`,
      road,
      prepare: (wizard) => wizard.change(),
      call: (wizard, struck) => wizard.readUndo(struck),
      finish: (wizard, last) => wizard.finishCall(last, () => wizard.readUndo()),
      goal: road
    },
    {
      name: `applyUndo ${road}`,
      road,
      async prepare(wizard) {
        await wizard.change();
        await wizard.readUndo();
      },
      call: (wizard, struck) => wizard.applyUndo(struck),
      finish: (wizard, last) => wizard.finishUndo(last),
      goal: 'undone'
    }
  ]),
  {
    name: 'applyCredentials',
    road: 'place',
    async prepare(wizard) {
      await wizard.plan();
      await wizard.begin();
      await wizard.apply();
    },
    call: (wizard, struck) => wizard.applyCredentials(struck),
    finish: (wizard, last) => wizard.finishChange(last),
    goal: 'place'
  },
  {
    name: 'confirmSecret',
    road: 'paste',
    async prepare(wizard) {
      await wizard.change();
      wizard.paste();
    },
    call: (wizard, struck) => wizard.confirm(struck),
    finish: (wizard, last) =>
      wizard.finishCall(last, () => {
        wizard.paste();
        return wizard.confirm();
      }),
    goal: 'place'
  },
  untouched('getAuthorizeUrl', 'place', nothing, (wizard, struck) => wizard.authorizeUrl(struck)),
  untouched('setScheduledCheck', 'place', nothing, (wizard, struck) => wizard.schedule(struck)),
  untouched('prove', 'place', nothing, (wizard, struck) => wizard.prove(struck), { scenario: 'healthy' }),
  // The call is forbidden, and Relink looks for the reason.
  untouched('prove, 403', 'place', nothing, (wizard, struck) => wizard.prove(struck), {
    scenario: 'deactivated-application',
    settles: 'RL-502'
  }),
  untouched('recordRetired', 'place', nothing, (wizard, struck) => wizard.retire(struck), {
    scenario: 'old-application-in-use'
  })
];

/** The values that matter, as the org holds them. */
export interface Held {
  provider: string;
  consumerKey: string;
  authorizeUrl: string;
  tokenUrl: string;
  scope: string;
  hasNewSecret: boolean;
  providers: number;
}

export function heldBy({ local: { org }, pair }: FaultyOrg): Held {
  const { provider, scope } = partsOf(org.store);
  return {
    provider: provider.of.fullName,
    consumerKey: provider.read('consumerKey'),
    authorizeUrl: provider.read('authorizeUrl'),
    tokenUrl: provider.read('tokenUrl'),
    scope: scope.read(),
    hasNewSecret: provider.of.consumerSecret === pair.consumerSecret,
    providers: org.store.list('AuthProvider').length
  };
}

/** What is not as it should be when the job is done. */
export function missing(goal: Operation['goal'], before: Held, now: Held, key: string, isSpoilt = false): string[] {
  const wanted: Partial<Held> =
    goal === 'untouched'
      ? before
      : goal === 'paste'
        ? { ...before, scope: now.scope }
        : goal === 'undone'
          ? {
              provider: before.provider,
              consumerKey: before.consumerKey,
              authorizeUrl: before.authorizeUrl,
              tokenUrl: before.tokenUrl
            }
          : { ...PRESENT, consumerKey: key, hasNewSecret: true };
  const wrong = Object.entries(wanted).filter(([name, value]) => now[name as keyof Held] !== value);
  const problems = wrong.map(([name, value]) => `${name} is ${String(now[name as keyof Held])}, not ${String(value)}`);
  const isComplete = now.scope.split(' ').includes('offline_access');
  if (goal !== 'untouched' && (goal === 'undone') === isComplete) {
    problems.push(`the scope is ${now.scope}`);
  }
  // One more than a replacement makes, where the first was spoilt by somebody else and the next has another name.
  const most = isSpoilt ? 2 : goal === 'replace' || goal === 'undone' ? 1 : 0;
  if (now.providers > before.providers + most) {
    problems.push('there is a provider too many');
  }
  if (goal === 'replace' && now.provider === before.provider) {
    problems.push('the credential uses the old provider');
  }
  return problems;
}
