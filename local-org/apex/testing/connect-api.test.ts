import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compile, emptyProject, run, transactionOf } from './fixture';

const BODY = `
try {
  ConnectApi.NamedCredentials.getExternalCredentials();
} catch (System.UnsupportedOperationException e) {
  return e.getMessage();
}
return null;`;

it('ConnectApi is refused in tests, as in an org', () => {
  const program = compile([`public class Snippet { public static Object run() { ${BODY} } }`]);
  assert.deepEqual(program.problems, [], 'it compiles');
  const test = { mocks: new Map<string, unknown>(), runAs: null, insideStartStop: false, assertions: 0 };
  const tx = transactionOf(program, emptyProject(), test);
  assert.equal(
    program.execute(tx, 'Snippet', 'run'),
    'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).',
    'its text'
  );
});

it('Input and output classes of ConnectApi are there in tests too', () => {
  assert.equal(
    run(`ConnectApi.ExternalCredential made = new ConnectApi.ExternalCredential();
made.developerName = 'Made';
made.principals = new List<ConnectApi.ExternalCredentialPrincipal>{ new ConnectApi.ExternalCredentialPrincipal() };
made.principals[0].principalType = ConnectApi.CredentialPrincipalType.PerUserPrincipal;
return made.developerName + ' ' + made.principals[0].principalType + ' ' + made.masterLabel;`),
    'Made PerUserPrincipal null',
    'fields can be set'
  );
});

it('A method that is not implemented is refused when it is compiled', () => {
  const { problems } = compile([
    `public class Snippet { public static void run() { ConnectApi.NamedCredentials.deleteCredential('a', 'b', ConnectApi.CredentialPrincipalType.NamedPrincipal); } }`
  ]);
  assert.match(
    problems[0]?.message ?? '',
    /deletecredential.* is not implemented in the local Apex runtime/,
    'by name'
  );
});
