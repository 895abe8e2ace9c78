import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checkMetadata } from '.';
import { describe as told } from '../outcome';
import { position } from './references';
import { stagePackage } from './stage';

const PACKAGE = 'force-app/main/default';
const PERMISSION_SET = `${PACKAGE}/permissionsets/Relink_Admin.permissionset-meta.xml`;
const PROFILE = `${PACKAGE}/customMetadata/Relink_Profile.Constant_Contact.md-meta.xml`;
const PAGES = `${PACKAGE}/flexipages`;
const APP = `${PACKAGE}/applications/Relink.app-meta.xml`;
const HOME = `${PACKAGE}/lwc/relinkHome/relinkHome`;
const CONTROLLER = `${PACKAGE}/classes/wizard/RelinkController.cls`;
const LABELS = `${PACKAGE}/labels/CustomLabels.labels-meta.xml`;

/** A fault put into a file: the text that is replaced, and what replaces it. */
interface Fault {
  file: string;
  old: string;
  now: string;
  /** Where the problem is told: this text in the file as it is now. */
  at: string;
  says: RegExp;
}

/** One place each, so that all of them can be in one copy. */
const FAULTS: Record<string, Fault> = {
  'a component of a Lightning page that does not exist': {
    file: `${PAGES}/Relink_Setup_Home.flexipage-meta.xml`,
    old: '<componentName>c:relinkHome<',
    now: '<componentName>c:relinkHme<',
    at: '<componentName>c:relinkHme<',
    says: /no LightningComponentBundle relinkHme; is relinkHome meant\?/
  },
  'an element of a Lightning page that the Metadata API does not have': {
    file: `${PAGES}/Relink_Setup_Home.flexipage-meta.xml`,
    old: '<masterLabel>Setup Home</masterLabel>',
    now: '<masterLabel>Setup Home</masterLabel><masterLable>x</masterLable>',
    at: '<masterLable>',
    says: /FlexiPage has no element <masterLable>; is masterLabel meant\?/
  },
  'a property that a component does not have': {
    file: `${PAGES}/Relink_Wizard.flexipage-meta.xml`,
    old: '<componentName>c:relinkWizard<',
    now: '<componentInstanceProperties><name>size</name><value>1</value></componentInstanceProperties><componentName>c:relinkWizard<',
    at: '<name>size<',
    says: /relinkWizard has no property size for lightning__AppPage/
  },
  'a component on a page that it has no target for': {
    file: `${PAGES}/Relink_UtilityBar.flexipage-meta.xml`,
    old: '<type>UtilityBar</type>',
    now: '<type>RecordPage</type>',
    at: '<componentName>c:relinkUtility<',
    says: /relinkUtility lacks the target lightning__RecordPage/
  },
  'a target that does not exist': {
    file: `${HOME}.js-meta.xml`,
    old: '<target>lightning__AppPage<',
    now: '<target>lightning__AppPge<',
    at: '<target>lightning__AppPge<',
    says: /no target is named lightning__AppPge; is lightning__AppPage meant\?/
  },
  'a component with targets that is not exposed': {
    file: `${HOME}.js-meta.xml`,
    old: '<isExposed>true<',
    now: '<isExposed>false<',
    at: '<isExposed>false<',
    says: /relinkHome has targets but is not exposed/
  },
  'a later API version than the project has': {
    file: `${HOME}.js-meta.xml`,
    old: '<apiVersion>65.0<',
    now: '<apiVersion>66.0<',
    at: '<apiVersion>66.0<',
    says: /later than the sourceApiVersion 65\.0/
  },
  'a field in a permission set that does not exist': {
    file: PERMISSION_SET,
    old: '<field>Relink_Run__c.Account__c<',
    now: '<field>Relink_Run__c.Acount__c<',
    at: '<field>Relink_Run__c.Acount__c<',
    says: /no CustomField Relink_Run__c\.Acount__c; is Relink_Run__c\.Account__c meant\?/
  },
  'a class in a permission set that does not exist': {
    file: PERMISSION_SET,
    old: '<apexClass>RelinkController<',
    now: '<apexClass>RelinkControler<',
    at: '<apexClass>RelinkControler<',
    says: /no ApexClass RelinkControler\b/
  },
  'a permission on a required field': {
    file: PERMISSION_SET,
    old: '<field>Relink_Run__c.Auth_Provider__c<',
    now: '<field>Relink_Run__c.Kind__c<',
    at: '<field>Relink_Run__c.Kind__c<',
    says: /Relink_Run__c\.Kind__c is a required field/
  },
  'a permission that needs another one': {
    file: PERMISSION_SET,
    old: '<allowDelete>false<',
    now: '<allowDelete>true<',
    at: '<objectPermissions>',
    says: /allowDelete needs allowEdit/
  },
  'a truth value that is none': {
    file: PERMISSION_SET,
    old: '<visible>true<',
    now: '<visible>yes<',
    at: '<visible>yes<',
    says: /<visible> is true or false, not "yes"/
  },
  'a required element that is missing': {
    file: PERMISSION_SET,
    old: '<label>Relink Admin</label>',
    now: '',
    at: '<PermissionSet',
    says: /PermissionSet lacks <label>, which is required/
  },
  'a word that an enumeration does not have': {
    file: APP,
    old: '<uiType>Lightning<',
    now: '<uiType>Lightening<',
    at: '<uiType>Lightening<',
    says: /<uiType> is one of Aloha, Lightning, not "Lightening"/
  },
  'a tab of the app that does not exist': {
    file: APP,
    old: '<tabs>Relink_Wizard<',
    now: '<tabs>Relink_Wizzard<',
    at: '<tabs>Relink_Wizzard<',
    says: /no CustomTab Relink_Wizzard/
  },
  'a utility bar that is no utility bar': {
    file: APP,
    old: '<utilityBar>Relink_UtilityBar<',
    now: '<utilityBar>Relink_Wizard<',
    at: '<utilityBar>',
    says: /Relink_Wizard is a AppPage, no UtilityBar/
  },
  'a tab whose page does not exist': {
    file: `${PACKAGE}/tabs/Relink_Wizard.tab-meta.xml`,
    old: '<flexiPage>Relink_Wizard<',
    now: '<flexiPage>Relink_Page<',
    at: '<flexiPage>',
    says: /no FlexiPage Relink_Page/
  },
  'a field of a custom metadata record that its type does not have': {
    file: PROFILE,
    old: '<field>Api_Host__c<',
    now: '<field>Api_Hst__c<',
    at: '<field>Api_Hst__c<',
    says: /Relink_Profile__mdt has no field Api_Hst__c; is Api_Host__c meant\?/
  },
  'a value of a custom metadata record that does not fit its field': {
    file: PROFILE,
    old: '<value xsi:type="xsd:string">/v3/account/summary<',
    now: `<value xsi:type="xsd:string">/${'a'.repeat(300)}<`,
    at: '<value xsi:type="xsd:string">/aaa',
    says: /Verify_Path__c has 301 characters, at most \d+ fit/
  },
  'a value of a custom metadata record with another type': {
    file: PROFILE,
    old: '<value xsi:type="xsd:string">offline_access<',
    now: '<value xsi:type="xsd:boolean">true<',
    at: '<value xsi:type="xsd:boolean">',
    says: /Scope_To_Add__c is a Text: its value is of xsi:type xsd:string/
  },
  'a column of a list view that is no field': {
    file: `${PACKAGE}/objects/Relink_Run__c/listViews/All.listView-meta.xml`,
    old: '<columns>Kind__c<',
    now: '<columns>Knd__c<',
    at: '<columns>Knd__c<',
    says: /Relink_Run__c has no field Knd__c/
  },
  'a controller that does not exist': {
    file: `${PACKAGE}/pages/RelinkSession.page`,
    old: 'controller="RelinkSessionController"',
    now: 'controller="RelinkSessionControler"',
    at: 'RelinkSessionControler"',
    says: /no ApexClass RelinkSessionControler/
  },
  'a permission set for the tests that does not exist': {
    file: 'sfdx-project.json',
    old: '"Relink_Admin"',
    now: '"Relink_Admn"',
    at: '"Relink_Admn"',
    says: /no PermissionSet Relink_Admn/
  },
  'a label that a component names and nobody defines': {
    file: `${HOME}.ts`,
    old: 'import ',
    now: "import none from '@salesforce/label/c.Relink_No_Such';\nimport ",
    at: 'Relink_No_Such',
    says: /no label Relink_No_Such/
  },
  'a label that a class names and nobody defines, but no comment and no variable': {
    file: CONTROLLER,
    old: '  @AuraEnabled',
    now: '  // Label.Relink_In_Line\n /* Label.Relink_In_Block */ static String x = System.Label.Relink_Nowhere; static String label = x; static String y = label.left(3);\n  @AuraEnabled',
    at: 'Relink_Nowhere',
    says: /no label (Relink_(Nowhere|In_Line|In_Block)|left)/
  },
  'a label that a class names without its namespace': {
    file: `${PACKAGE}/classes/platform/RelinkAccess.cls`,
    old: "  public static final String PERMISSION = 'Relink_Admin';",
    now: "  public static final String PERMISSION = 'Relink_Admin';\n  static String x() { return Label.Relink_Bare; }",
    at: 'Relink_Bare',
    says: /no label Relink_Bare/
  },
  'a label that no code uses': {
    file: LABELS,
    old: '</CustomLabels>',
    now: '<labels><fullName>Relink_Unused</fullName><language>en_US</language><protected>true</protected><shortDescription>x</shortDescription><value>x</value></labels></CustomLabels>',
    at: '<labels><fullName>Relink_Unused<',
    says: /no code uses the label Relink_Unused/
  }
};

describe('check:metadata on copies of the package', () => {
  let scratch: string;
  let staged: string;
  /** What is wrong with the package before anything is put into it; other work may be under way. */
  let known: Set<string>;

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'relink-metadata-'));
    staged = join(scratch, 'package');
    stagePackage(staged);
    known = new Set(await problemsOf(staged));
  });

  after(() => rmSync(scratch, { recursive: true, force: true }));

  async function problemsOf(root: string): Promise<string[]> {
    return (await checkMetadata(root)).flatMap(({ problems }) => problems.map(told));
  }

  /** Problems that the change of a fresh copy adds. */
  async function added(change: (root: string) => void): Promise<string[]> {
    const root = mkdtempSync(join(scratch, 'copy-'));
    cpSync(staged, root, { recursive: true });
    change(root);
    const problems = (await problemsOf(root)).filter((problem) => !known.has(problem));
    problems.forEach((problem) => assert.doesNotMatch(problem, /\n\s+at |node_modules/, 'no stack trace of the tool'));
    return problems;
  }

  describe('finds, with its place:', () => {
    let root: string;
    let problems: string[];

    before(async () => {
      problems = await added((copy) => {
        root = copy;
        for (const { file, old, now } of Object.values(FAULTS)) {
          const source = readFileSync(join(root, file), 'utf8');
          assert.ok(source.includes(old), `${file} has ${old}`);
          writeFileSync(
            join(root, file),
            source.replace(old, () => now)
          );
        }
        writeFileSync(join(root, PACKAGE, 'classes', 'notes.txt'), 'notes');
      });
    });

    for (const [name, { file, at, says }] of Object.entries(FAULTS)) {
      test(name, () => {
        const source = readFileSync(join(root, file), 'utf8');
        const { line, column } = position(source, source.indexOf(at));
        const found = problems.filter((problem) => says.test(problem));
        assert.equal(found.length, 1, `the fault is told once among ${problems.join('\n') || 'nothing'}`);
        assert.equal(found[0].split(' ')[0], `${file}:${line}:${column}`, found[0]);
      });
    }

    test('a file that a deployment would leave out without a word', () => {
      const told = `${PACKAGE}/classes/notes.txt:1:1 belongs to no component and is not in .forceignore`;
      assert.ok(
        problems.some((problem) => problem.startsWith(told)),
        problems.join('\n')
      );
    });
  });

  describe('finds what keeps the package from being converted:', () => {
    let problems: string[];
    const history = `${PACKAGE}/classes/history/RelinkHistory.cls`;
    const access = `${PACKAGE}/classes/platform/RelinkAccess.cls`;
    const unknown = `${PACKAGE}/tabs/Relink_Wizard.tap-meta.xml`;
    let malformed: string;

    before(async () => {
      problems = await added((root) => {
        const source = readFileSync(join(root, PERMISSION_SET), 'utf8');
        const changed = source.replace('<label>Relink Admin</label>', '<label>Relink Admin</lable>');
        const { line, column } = position(changed, changed.indexOf('Relink Admin</lable>'));
        malformed = `${PERMISSION_SET}:${line}:${column} is not well-formed XML: Opening and ending tag mismatch: "label" != "lable"`;
        writeFileSync(join(root, PERMISSION_SET), changed);
        rmSync(join(root, `${CONTROLLER}-meta.xml`));
        rmSync(join(root, `${HOME}.js-meta.xml`));
        rmSync(join(root, access));
        const bytes = Buffer.concat([Buffer.from('// é\n// caf'), Buffer.from([0xe9]), Buffer.from('\n')]);
        writeFileSync(join(root, history), Buffer.concat([bytes, readFileSync(join(root, history))]));
        writeFileSync(join(root, unknown), '<CustomTab/>');
      });
    });

    const expect = (name: string, problem: () => string): void => {
      test(name, () => assert.ok(problems.includes(problem()), `${problem()}, among ${problems.join('\n')}`));
    };
    expect('XML that is not well-formed', () => malformed);
    expect('a class without its -meta.xml', () => `${CONTROLLER}:1:1 has no RelinkController.cls-meta.xml beside it`);
    expect(
      'a component without its -meta.xml',
      () => `${PACKAGE}/lwc/relinkHome:1:1 has no relinkHome.js-meta.xml in it`
    );
    expect('a -meta.xml whose class is gone', () => `${access}-meta.xml:1:1 has no RelinkAccess.cls beside it`);
    expect('text that is not UTF-8', () => `${history}:2:7 is not UTF-8 text`);
    expect(
      'a -meta.xml with an ending that no type uses',
      () => `${unknown}:1:1 has the ending .tap-meta.xml, which no type of the Metadata API uses`
    );

    test('and tells nothing that only follows from these', () => {
      assert.equal(problems.length, 6, problems.join('\n'));
    });
  });

  test('accepts a file that .forceignore leaves out', async () => {
    const problems = await added((root) => {
      writeFileSync(join(root, PACKAGE, 'classes', 'notes.txt'), 'notes');
      writeFileSync(join(root, '.forceignore'), `${readFileSync(join(root, '.forceignore'), 'utf8')}\n**/*.txt\n`);
    });
    assert.deepEqual(problems, [], 'an ignored file is no problem');
  });

  test('the copy has the JavaScript of every component and no test', () => {
    const names = readdirSync(join(staged, PACKAGE, 'lwc'), { recursive: true, encoding: 'utf8' });
    assert.ok(names.includes(join('relinkHome', 'relinkHome.js')), 'TypeScript is compiled');
    assert.ok(!names.some((name) => name.endsWith('.test.js')), 'tests are not compiled');
  });
});
