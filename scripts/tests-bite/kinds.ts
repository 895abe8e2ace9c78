import type { Breakage } from './breakages';

/** Daily check, and credentials that hang on an External Credential. Each must turn a test red. */
export const KINDS: readonly Breakage[] = [
  {
    in: 'RelinkDailyChecks',
    replace: 'if (request.isOn == true && jobs.isEmpty()) {',
    by: 'if (request.isOn == true) {',
    loses: 'switching the daily check on a second time'
  },
  {
    in: 'RelinkDailyChecks',
    replace: 'System.abortJob(job.id);',
    by: '',
    loses: 'switching the daily check off'
  },
  {
    in: 'RelinkDailyCheckJob',
    replace: '&& isNew ',
    by: '',
    loses: 'the rule that a broken connection is told once'
  },
  {
    in: 'RelinkDailyCheckJob',
    replace: '&& !PASSING.contains(proof.fault.code)',
    by: '',
    loses: 'the silence about a service that is busy'
  },
  {
    in: 'RelinkDailyCheckJob',
    replace: 'if (!RelinkSetupQueries.get().holdsCustomPermission(RelinkAccess.PERMISSION)) {',
    by: 'if (false) {',
    loses: 'the end of the daily check with the permission'
  },
  {
    in: 'RelinkProver',
    replace: 'return prove(connectionId, false, false);',
    by: 'return prove(connectionId, false, true);',
    loses: 'the daily check without a session'
  }
];
