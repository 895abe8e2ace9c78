/** One line of the package's Apex, broken. */
export interface Breakage {
  /** Class without `.cls`. */
  in: string;
  /** Text that occurs exactly once in the class. */
  replace: string;
  by: string;
  /** What a person would lose if no test noticed. */
  loses: string;
}

/** Each must turn a test red. */
export const BREAKAGES: readonly Breakage[] = [
  // Access
  {
    in: 'RelinkAccess',
    replace: 'if (!RelinkSetupQueries.get().holdsCustomPermission(PERMISSION)) {',
    by: 'if (false) {',
    loses: 'the check of the permission Relink Admin'
  },
  {
    in: 'RelinkAccess',
    replace: 'if (!missing.isEmpty()) {',
    by: 'if (false) {',
    loses: "the check of Salesforce's own permissions"
  },
  {
    in: 'RelinkAccess',
    replace: 'denied.setMessage(message);',
    by: '',
    loses: 'the fault inside the exception for denied access'
  },
  {
    in: 'RelinkSessionController',
    replace: 'RelinkSetupQueries.get().holdsCustomPermission(RelinkAccess.PERMISSION)',
    by: 'true',
    loses: 'the check of the session page'
  },
  {
    in: 'RelinkSessionController',
    replace: '!RelinkVisualforceSession.isSwitchedOff()',
    by: 'true',
    loses: 'the switch on the side of the session page'
  },
  {
    in: 'RelinkVisualforceSession',
    replace: 'if (isSwitchedOff()) {',
    by: 'if (false) {',
    loses: 'the switch that turns the session page off'
  },
  {
    in: 'RelinkSessionNonce',
    replace: 'return String.isNotBlank(given) && seal(given) == seal(seal(issued));',
    by: 'return String.isNotBlank(given);',
    loses: 'the seal of a nonce'
  },
  {
    in: 'RelinkSessionNonce',
    replace: "userId + '|' + text",
    by: 'text',
    loses: 'the user in the seal of a nonce'
  },
  {
    in: 'RelinkSessionNonce',
    replace: 'issued > lastIssued() &&',
    by: '',
    loses: 'the rule that a nonce is good once'
  },
  {
    in: 'RelinkSessionNonce',
    replace: 'Math.abs(RelinkClock.milliseconds() - issued) <= LIFE',
    by: 'true',
    loses: 'the minute that a nonce lives'
  },
  // The secret
  {
    in: 'RelinkFields',
    replace: "    'consumerSecret',\n    'oauthToken',",
    by: "    'oauthToken',",
    loses: 'the rule that a secret is never sent back, planned or described'
  },
  {
    in: 'RelinkFields',
    replace: "&& !name.endsWith('KickoffUrl')",
    by: '',
    loses: 'the rule that read-only addresses are not sent back'
  },
  {
    in: 'RelinkSecretCheck',
    replace: 'isSet && !RelinkFields.PLACEHOLDER.equals(held)',
    by: 'isSet',
    loses: 'the placeholder guard: a placeholder would count as a secret that differs'
  },
  {
    in: 'RelinkSecretCheck',
    replace: 'held.equals(wanted) ? STORED : NOT_STORED',
    by: 'STORED',
    loses: 'the comparison of the stored secret'
  },
  {
    in: 'RelinkRedaction',
    replace:
      "cleaned = cleaned.replace(bare, REMOVED)\n        .replace(EncodingUtil.urlEncode(bare, 'UTF-8'), REMOVED)\n        .replace(bare.escapeXml(), REMOVED);",
    by: '',
    loses: 'the redaction of the secret in details'
  },
  {
    in: 'RelinkRedaction',
    replace: "return word.contains('00D') && word.contains('!');",
    by: 'return false;',
    loses: 'the redaction of a session id'
  },
  {
    in: 'RelinkRedaction',
    replace: 'words.add(afterScheme || isSession(word) ? REMOVED : word);',
    by: 'words.add(isSession(word) ? REMOVED : word);',
    loses: 'the redaction of bearer tokens'
  },
  {
    in: 'RelinkVisualforceSession',
    replace: "orgId.startsWith('00D') &&",
    by: '',
    loses: 'the refusal of a login page in place of a session'
  },
  // Reading and writing
  {
    in: 'RelinkComponent',
    replace: '} else if (RelinkFields.isEchoed(element.name)) {',
    by: '} else {',
    loses: 'the rule that secrets which were read are not written'
  },
  {
    in: 'RelinkComponent',
    replace: 'if (!has(name)) {',
    by: 'if (false) {',
    loses: 'fields that were absent before'
  },
  {
    in: 'RelinkAttribute',
    replace: "writer.writeAttribute('xsi', namespace, name, value);",
    by: '',
    loses: 'elements that were nil'
  },
  {
    in: 'RelinkAttribute',
    replace: "written.removeStart(prefix + ':')",
    by: 'written',
    loses: 'the meaning of a type under another prefix'
  },
  {
    in: 'RelinkRequest',
    replace: '!value.isAsciiPrintable()',
    by: 'false',
    loses: 'RL-310: a key with an invisible character would be written'
  },
  {
    in: 'RelinkRequest',
    replace: 'value.length() > longest',
    by: 'false',
    loses: 'RL-311: a secret that Salesforce would cut or refuse'
  },
  {
    in: 'RelinkElement',
    replace: 'child.write(writer);',
    by: '',
    loses: 'nested elements that Relink does not know'
  },
  {
    in: 'RelinkSoapRequest',
    replace: 'if (allOrNone) {',
    by: 'if (false) {',
    loses: 'all or none: the header of an update'
  },
  {
    in: 'RelinkSoapRequest',
    replace: ".replace('\\r', '&#13;')",
    by: '',
    loses: 'carriage returns in fields that Relink does not change'
  },
  {
    in: 'RelinkSoapAnswer',
    replace: 'if (response.getStatusCode() != 200 || body.getChildElements().isEmpty()) {',
    by: 'if (body.getChildElements().isEmpty()) {',
    loses: 'the refusal of an answer that is no success'
  },
  {
    in: 'RelinkSoapAnswer',
    replace: "saved.success = text(result, 'success') == 'true';",
    by: 'saved.success = true;',
    loses: 'a refused save'
  },
  {
    in: 'RelinkCallout',
    replace: 'request.setTimeout(SECONDS * 1000);',
    by: '',
    loses: 'the time-out of each callout'
  },
  {
    in: 'RelinkCallout',
    replace: 'public static final Integer SECONDS = 15;',
    by: 'public static final Integer SECONDS = 60;',
    loses: 'the budget of 120 s for a transaction'
  },
  {
    in: 'RelinkCallout',
    replace: 'if (isWrite) {',
    by: 'if (false) {',
    loses: 'RL-205: a write without an answer would be retried blindly'
  },
  // The plan
  {
    in: 'RelinkExecutor',
    replace: 'if (!plan.fingerprint.equals(request.fingerprint)) {',
    by: 'if (false) {',
    loses: 'the before-value check: what another admin changed would be overwritten'
  },
  {
    in: 'RelinkExecutor',
    replace: 'component != null && route.writesProvider();',
    by: 'component != null;',
    loses: 'the rule that a provider is not written without a secret'
  },
  {
    in: 'RelinkExecutor',
    replace: 'result.fail(difference(left));',
    by: '',
    loses: 'the comparison of what was read back'
  },
  {
    in: 'RelinkExecutor',
    replace: 'result.fail(new RelinkFault(RelinkFault.CALLOUTS_DISABLED));',
    by: '',
    loses: 'RL-220: callouts that Salesforce turned off'
  },
  {
    in: 'RelinkExecutor',
    replace: 'result.fail(new RelinkFault(RelinkFault.SECRET_KEPT));',
    by: '',
    loses: 'RL-210: a secret that was not stored'
  },
  {
    in: 'RelinkPlanner',
    replace: "changes.addAll(change('tokenUrl', live.target.profile.tokenUrl()));",
    by: '',
    loses: 'the token endpoint'
  },
  {
    in: 'RelinkScope',
    replace: 'String inForce = String.isNotBlank(credentialScope) ? credentialScope : providerScope;',
    by: 'String inForce = credentialScope;',
    loses: "scopes that come from the provider's defaults"
  },
  {
    in: 'RelinkScope',
    replace: 'if (scope.equalsIgnoreCase(wantedScope)) {',
    by: 'if (scope.equals(wantedScope)) {',
    loses: 'tolerance of case: a scope would be added twice'
  },
  {
    in: 'RelinkFingerprint',
    replace: 'sorted.sort();',
    by: '',
    loses: 'a fingerprint that does not depend on the order of the answer'
  },
  // Roads
  {
    in: 'RelinkRoad',
    replace: 'String best = isStored ? taken : other;',
    by: 'String best = taken;',
    loses: 'the suggestion of another road after a secret was not stored'
  },
  {
    in: 'RelinkHistory',
    replace: 'OR Fault_Code__c IN :notTaken)',
    by: 'OR Fault_Code__c = NULL)',
    loses: 'the memory of a refused secret'
  },
  {
    in: 'RelinkJobs',
    replace: 'jobs.readable = false;',
    by: '',
    loses: 'the word that jobs cannot be seen: none would seem to exist'
  },
  {
    in: 'RelinkRuns',
    replace: '    run.Road__c = road;',
    by: '',
    loses: 'how a secret got there: a paste would count as an update in place'
  },
  {
    in: 'RelinkRetirement',
    replace: 'if (user != null) {',
    by: 'if (false) {',
    loses: 'the gate while another connection of the org still uses the old application'
  },
  {
    in: 'RelinkInPlace',
    replace: 'return request.roadKey() == RelinkRoad.PASTE ? null : request.secret();',
    by: 'return request.secret();',
    loses: 'the road on which Relink leaves the provider alone'
  },
  // Replacement
  {
    in: 'RelinkReplacement',
    replace: 'if (isFirst && live.other != null && !isOurs()) {',
    by: 'if (false) {',
    loses: "RL-230: credentials would be pointed to a provider that is somebody else's"
  },
  {
    in: 'RelinkReplacementName',
    replace: 'return unfinished()?.providerName == name;',
    by: 'return false;',
    loses: 'a retry where the org hides the secret'
  },
  {
    in: 'RelinkReplacementName',
    replace: 'return isOfThis ? open.providerName : free(used);',
    by: 'return free(used);',
    loses: 'the name of an attempt that did not get through: a second provider would be created'
  },
  {
    in: 'RelinkFinder',
    replace: 'target.provider.id == own.provider.id && ',
    by: '',
    loses: 'the rule that only credentials of the replaced provider are repointed'
  },
  {
    in: 'RelinkReplacement',
    replace: "live.fingerprint(), 'urlSuffix=' + suffix }",
    by: 'live.fingerprint() }',
    loses: 'the name in the fingerprint: another provider than the one shown could be created'
  },
  {
    in: 'RelinkReplacement',
    replace: "RelinkFieldChange.between('authProvider', credential.get('authProvider'), suffix);",
    by: 'new List<RelinkFieldChange>();',
    loses: 'the credential that is pointed to the new provider'
  },
  {
    in: 'RelinkNewProvider',
    replace: "return old == null ? 'true' : old;",
    by: 'return old;',
    loses: 'a field that a new OpenID Connect provider must have'
  },
  {
    in: 'RelinkExecutor',
    replace: 'if (component.isNew && sent == null) {',
    by: 'if (false) {',
    loses: 'RL-212: a provider would be created without a secret'
  },
  {
    in: 'RelinkExecutor',
    replace: 'if (isKept && component.isNew) {',
    by: 'if (false) {',
    loses: 'the stop before a credential is pointed to a provider that cannot work'
  },
  {
    in: 'RelinkExecutor',
    replace: 'component.isNew ? api.create(changed) : api.save(',
    by: 'component.isNew ? api.save(new List<RelinkComponent>{ changed }) : api.save(',
    loses: 'createMetadata'
  },
  {
    in: 'RelinkSoapAnswer',
    replace: '(first.success || first.statusCode == ROLLED_BACK)',
    by: 'first.success',
    loses: 'the cause of a refusal of several components'
  },
  {
    in: 'RelinkReplacement',
    replace: 'RelinkRefusal.isAboutName(saved)',
    by: 'false',
    loses: 'RL-230 for a name that was used before'
  },
  {
    in: 'RelinkFields',
    replace:
      "private static final Set<String> NOT_COPIED = new Set<String>{ 'includeOrgIdInIdentifier', 'requireMfa' };",
    by: 'private static final Set<String> NOT_COPIED = new Set<String>();',
    loses: 'the allow-list of what a new provider takes over'
  },
  {
    in: 'RelinkSuffix',
    replace: "!text.endsWith('_');",
    by: 'true;',
    loses: 'RL-231: a name that Salesforce does not take'
  },
  {
    in: 'RelinkTarget',
    replace: 'change.providerName == provider.name',
    by: 'true',
    loses: 'the rule that a proof is of the new provider'
  },
  {
    in: 'RelinkRuns',
    replace: 'run.Replaced_Provider__c = target.provider.name;',
    by: '',
    loses: 'which provider was replaced'
  },
  {
    in: 'RelinkUndo',
    replace: 'if (oldProvider != null && live.other == null) {',
    by: 'if (false) {',
    loses: 'an undo that points to nothing'
  },
  {
    in: 'RelinkFieldChange',
    replace: '!before.equals(after)',
    by: 'before != after',
    loses: 'a change of case: two keys that differ in nothing else would count as the same'
  },
  {
    in: 'RelinkRuns',
    replace: 'run.Before__c = RelinkBefore.ofRows(target, fields).text();',
    by: '',
    loses: 'the values from before a change that is made by hand'
  },
  // Undo
  {
    in: 'RelinkHistory',
    replace: 'run.isChange() && run.outcome != RelinkRuns.STARTED;',
    by: 'run.isChange();',
    loses: 'the rule that a change under way is not put back'
  },
  {
    in: 'RelinkHistory',
    replace: 'if (run.kind == RelinkRuns.UNDO && run.outcome == RelinkRuns.DONE) {',
    by: 'if (run.kind == RelinkRuns.UNDO) {',
    loses: 'a second attempt after an undo that did not get through'
  },
  {
    in: 'RelinkUndo',
    replace: 'if (before.keepsOther(RelinkFields.PROVIDER, live.provider.fullName())) {',
    by: 'if (false) {',
    loses: 'the refusal of an undo when another Auth. Provider is in use meanwhile'
  },
  {
    in: 'RelinkUndo',
    replace: 'if (run == null || !run.canUndo) {',
    by: 'if (run == null) {',
    loses: 'the rule that only a finished change that was not put back can be'
  },
  {
    in: 'RelinkUndo',
    replace: 'return request.secret() == null ? RelinkSecretCheck.held(live.target) : request.secret();',
    by: 'return request.secret();',
    loses: 'the secret that an undo leaves as it is: the provider could not be written'
  },
  {
    in: 'RelinkBefore',
    replace: 'if (!fields.containsKey(field)) {',
    by: 'if (true) {',
    loses: 'the values from before a first attempt'
  },
  {
    in: 'RelinkExecutor',
    replace: 'RelinkRedaction.clean(result.fault, sent);',
    by: '',
    loses: 'the redaction of a secret that only the org knew'
  },
  {
    in: 'RelinkRetirement',
    replace: 'target.shows(change) && change.kind != RelinkRuns.UNDO;',
    by: 'target.shows(change);',
    loses: 'the closed gate after an undo'
  },
  {
    in: 'RelinkTarget',
    replace: '(change.kind == RelinkRuns.UNDO || endpointsCurrent()) &&',
    by: 'endpointsCurrent() &&',
    loses: 'an undo that the org shows'
  },
  // Faults
  {
    in: 'RelinkSoapFault',
    replace: 'return RelinkFault.SESSION_LOCKED;',
    by: 'return RelinkFault.NO_API_SESSION;',
    loses: 'RL-111: a session locked to an address'
  },
  {
    in: 'RelinkSoapFault',
    replace: "when 'UNABLE_TO_LOCK_ROW' {",
    by: "when 'UNABLE_TO_LOCK_ROWS' {",
    loses: 'RL-204: another save in progress'
  },
  {
    in: 'RelinkRefusal',
    replace: "if (saved.statusCode == 'UNABLE_TO_LOCK_ROW') {",
    by: 'if (false) {',
    loses: 'RL-204 of a single component'
  },
  {
    in: 'RelinkRefusal',
    replace: 'RelinkFault denied = isDenied ? RelinkAccess.denied() : null;',
    by: 'RelinkFault denied = null;',
    loses: 'RL-103 and RL-115 of a single component'
  },
  {
    in: 'RelinkAccess',
    replace: "if (RelinkSetupQueries.get().sessionLevel() != 'STANDARD') {",
    by: 'if (false) {',
    loses: 'the difference between a weak session and a cause that is not known'
  },
  {
    in: 'RelinkExecutor',
    replace: 'RelinkLive.refusePackaged(route.live().namespacePrefix());',
    by: '',
    loses: 'RL-607: what belongs to a package would be written'
  },
  {
    in: 'RelinkLegacyCredential',
    replace: "return live.get('authProvider');",
    by: 'return target.provider.name;',
    loses: 'the full name of a provider: its namesake would be read'
  },
  {
    in: 'RelinkSoapAnswer',
    replace: "if (text == null || text.startsWith('1970-')) {",
    by: 'if (text == null) {',
    loses: 'the rule that the epoch is no date'
  },
  {
    in: 'RelinkRefusal',
    replace: 'if (aboutSecret) {',
    by: 'if (false) {',
    loses: 'RL-211: a refused secret'
  },
  {
    in: 'RelinkTokenProbe',
    replace: "if (error == 'invalid_client') {",
    by: 'if (false) {',
    loses: 'RL-301: a rejected pair'
  },
  {
    in: 'RelinkTokenProbe',
    replace: "if (error == 'invalid_grant') {",
    by: "if (error != 'invalid_client') {",
    loses: 'RL-302: a pair that could not be checked would count as accepted'
  },
  {
    in: 'RelinkLiveCall',
    replace: 'if (status != 200) {',
    by: 'if (status >= 600) {',
    loses: 'a live call that failed'
  },
  {
    in: 'RelinkLiveCall',
    replace: 'return fault.code == RelinkFault.NOT_AUTHORIZED ? FAILING : UNKNOWN;',
    by: 'return FAILING;',
    loses: 'the rule that only a refused authorization is a failing link'
  },
  // Proof and history
  {
    in: 'RelinkProver',
    replace: 'return known == null || RelinkScope.namesAny(known, suffice)',
    by: 'return RelinkScope.namesAny(known, suffice)',
    loses: 'the rule that only a known scope can lack one'
  },
  {
    in: 'RelinkProver',
    replace: 'if (proof.account != null && before != null && !before.equals(proof.account)) {',
    by: 'if (false) {',
    loses: 'RL-406: another account answered'
  },
  {
    in: 'RelinkRuns',
    replace: 'return waitsForPaste ? PARTIAL : DONE;',
    by: 'return DONE;',
    loses: 'the outcome Partial of a change that waits for a paste'
  },
  {
    in: 'RelinkProver',
    replace: 'target.shows(change) &&',
    by: '',
    loses: 'the rule that a proof needs the change to be in the org'
  },
  {
    in: 'RelinkProver',
    replace: 'private static final Integer TOKEN_HOURS = 24;',
    by: 'private static final Integer TOKEN_HOURS = 0;',
    loses: 'the 24 hours in which the old token may answer'
  },
  {
    in: 'RelinkRetirement',
    replace: 'history.proofOfConsent() == null ||',
    by: '',
    loses: 'the gate before retiring the old application'
  },
  {
    in: 'RelinkRetirement',
    replace: 'request.confirmed != true ||',
    by: '',
    loses: 'the confirmation before retiring'
  },
  {
    in: 'RelinkHistory',
    replace: 'if (change == null || run.at >= change.at) {',
    by: 'if (true) {',
    loses: 'the rule that only a proof newer than the change counts'
  },
  {
    in: 'RelinkRuns',
    replace: 'if (result.fault.code == RelinkFault.WRITE_UNKNOWN) {',
    by: 'if (false) {',
    loses: 'the outcome Unknown of a run'
  },
  {
    in: 'RelinkUrls',
    replace: "return authority.contains('@') ? '' : authority.substringBefore(':').toLowerCase();",
    by: "return authority.substringBefore(':').toLowerCase();",
    loses: 'the refusal of an address that hides its host behind a user name'
  },
  {
    in: 'RelinkFinder',
    replace: 'if (profile.covers(credential.endpoint) || pointsHere(provider)) {',
    by: 'if (profile.covers(credential.endpoint)) {',
    loses: 'connections that only their provider tells'
  }
];
