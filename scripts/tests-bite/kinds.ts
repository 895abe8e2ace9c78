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
    replace: ' && !PASSING.contains(code)',
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
    replace: 'return prove(request, false);',
    by: 'return prove(request, true);',
    loses: 'the daily check without a session'
  },
  {
    in: 'RelinkSecuredEndpoints',
    replace: 'if (rows.containsKey(endpoint.name) && profile.covers(endpoint.url) && endpoint.externalName != null) {',
    by: 'if (rows.containsKey(endpoint.name)) {',
    loses: 'the rule that only secured endpoints of the service are connections'
  },
  {
    in: 'RelinkSecuredEndpoints',
    replace: 'if (only != null) {',
    by: 'if (false) {',
    loses: 'the refusal to choose between two identity providers'
  },
  {
    in: 'RelinkSecuredEndpoints',
    replace: '      fault = notReadable.fault;\n      isUnread = true;\n    }',
    by: '    }',
    loses: 'the fault of secured endpoints that cannot be read'
  },
  {
    in: 'RelinkFinder',
    replace: ' && target.external == null',
    by: '',
    loses: 'the rule that a replacement repoints legacy credentials only'
  },
  {
    in: 'RelinkTarget',
    replace: '      if (principal.granted) {\n        return null;',
    by: '      if (true) {\n        return null;',
    loses: 'the warning about a principal that nobody may use'
  },
  {
    in: 'RelinkExternalCredential',
    replace: 'if (!scope.isComplete()) {',
    by: 'if (false) {',
    loses: 'the scope of an External Credential'
  },
  {
    in: 'RelinkElement',
    replace: 'new RelinkElement(this).setChild(PARAMETER_VALUE, value)',
    by: 'new RelinkElement(this)',
    loses: 'the new value of the scope parameter'
  },
  {
    in: 'RelinkElement',
    replace: '    this.children.addAll(other.children);',
    by: '',
    loses: 'the other fields of a parameter'
  },
  {
    in: 'RelinkExternalCredential',
    replace: '    return used == wanted ||',
    by: '    return true || used == wanted ||',
    loses: 'the check which identity provider an External Credential uses'
  },
  {
    in: 'RelinkExecutor',
    replace: '    if (result.fault != null) {\n      return;\n    }\n    stage = PROVIDER;',
    by: '    stage = PROVIDER;',
    loses: 'the stop before the definition when the scopes did not arrive'
  },
  {
    in: 'RelinkExecutor',
    replace: '    result.leavesOpen = true;',
    by: '',
    loses: 'the run that stays open between definition and credentials'
  },
  {
    in: 'RelinkExecutor',
    replace: '    result.seen = null;',
    by: '',
    loses: 'the rule that nothing of an identity provider is kept for an undo'
  },
  {
    in: 'RelinkCredentialsExecutor',
    replace: '    RelinkLive.refusePackaged(target.external.namespace);',
    by: '',
    loses: 'the refusal to write credentials of a package'
  },
  {
    in: 'RelinkCredentialsExecutor',
    replace: "        left.add(field.substringAfter('.'));",
    by: '',
    loses: 'what the org does not show after writing'
  },
  {
    in: 'RelinkTarget',
    replace: 'if (String.isBlank(name) || principal.name == name) {',
    by: 'if (true) {',
    loses: 'the principal that was asked for'
  },
  {
    in: 'RelinkRenewal',
    replace: '      proof.fault = refusedRenewal(refused.fault);',
    by: '',
    loses: 'an access that is not renewed'
  },
  {
    in: 'RelinkTarget',
    replace: 'used.isEmpty() ? all : used;',
    by: 'all;',
    loses: 'the rule that a principal which nobody may use does not count'
  },
  {
    in: 'RelinkDailyCheckJob',
    replace: '        RelinkRuns.addFailedProof(connectionId, before, error.fault.code);',
    by: '',
    loses: 'the record of a check whose call could not be made'
  },
  {
    in: 'RelinkDailyCheckJob',
    replace: '    } catch (Exception alreadyGone) {',
    by: '    } catch (RelinkFaultException alreadyGone) {',
    loses: 'the notice of a check whose job is gone already'
  },
  {
    in: 'RelinkSecuredEndpoints',
    replace: '          tryToFill(',
    by: '          fill(',
    loses: 'the other endpoints beside one that cannot be read'
  },
  {
    in: 'RelinkController',
    replace: 'RelinkRuns.tryToFinish(run, answer);',
    by: 'RelinkRuns.finish(run, answer);',
    loses: 'the answer of a write beside which no record is allowed'
  },
  {
    in: 'RelinkProver',
    replace: 'if (!proof.refreshed) {',
    by: 'if (proof.refreshed) {',
    loses: 'the answer of a renewal beside which no record is allowed'
  },
  {
    in: 'RelinkRuns',
    replace: 'field.startsWith(RelinkFields.PROVIDER) || field.startsWith(RelinkFields.IDENTITY);',
    by: 'field.startsWith(RelinkFields.PROVIDER);',
    loses: 'what of an identity provider is to be pasted'
  },
  {
    in: 'RelinkPasteCheck',
    replace: 'if (result.fault == null && isOfRelink && lacksScope(target, run)) {',
    by: 'if (false) {',
    loses: 'the scopes that a record in a further call would claim'
  },
  {
    in: 'RelinkPasteCheck',
    replace: 'request.road == RelinkRoad.PLACE && target.isIdentityProvider();',
    by: 'request.road == RelinkRoad.PLACE;',
    loses: 'the rule that of an Auth. Provider only pastes are confirmed'
  },
  {
    in: 'RelinkRuns',
    replace: ' && !result.changed.contains(field)',
    by: '',
    loses: 'the addresses that are written already on the road of the paste'
  },
  {
    in: 'RelinkRuns',
    replace: 'target.isIdentityProvider() ? RelinkFields.IDENTITY : RelinkFields.PROVIDER;',
    by: 'RelinkFields.PROVIDER;',
    loses: 'the name of the pasted secret of an identity provider'
  },
  {
    in: 'RelinkCredentialsExecutor',
    replace: '} else if (!isToPaste(field)) {',
    by: '} else {',
    loses: 'the rule that what is to be pasted is no fault'
  },
  {
    in: 'RelinkRoad',
    replace: ': new List<String>{ PLACE, PASTE };',
    by: ': new List<String>{ PLACE, REPLACE, PASTE };',
    loses: 'the road that an External Credential does not have'
  },
  {
    in: 'RelinkSetupQueries',
    replace: 'if (needed.get(label) != true) {',
    by: 'if (needed.get(label) == null) {',
    loses: 'a permission that the user does not hold'
  },
  {
    in: 'RelinkSetupQueries',
    replace: ": namespace + '__' + run.ApexClass.Name;",
    by: ': run.ApexClass.Name;',
    loses: 'the package of a scheduled class'
  },
  {
    in: 'RelinkSetupQueries',
    replace: 'return rows.isEmpty() ? null : rows[0].ConsumerSecret;',
    by: 'return null;',
    loses: 'the secret as SOQL shows it'
  }
];
