import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createConstantContact, type ConstantContact } from '../../constant-contact';
import { TestOrg, formFields } from '../../salesforce/test-org';
import type { Org } from '../../salesforce';
import { findScenario } from '../../scenarios';
import type { OrgSeed } from '../../salesforce/seed';
import type { ApexRuntime } from '../contract';
import { CLASS_META } from '../testing/fixture';
import { createApexRuntime } from './index';

/** For tests of Apex against the emulated org: a few classes in a folder of their own, the runtime, the org and Constant Contact. */
export class TestRuntime {
  readonly site: TestOrg;
  constantContact!: ConstantContact;
  private readonly runtime: ApexRuntime;
  private readonly tidy: () => void;

  private constructor(site: TestOrg, runtime: ApexRuntime, tidy: () => void) {
    this.site = site;
    this.runtime = runtime;
    this.tidy = tidy;
  }

  /** @param files further files of the source folder, by their path in it */
  static async start(classes: Record<string, string>, files: Record<string, string> = {}): Promise<TestRuntime> {
    const folder = mkdtempSync(path.join(tmpdir(), 'apex-runtime-'));
    const write = (file: string, text: string): void => {
      const target = path.join(folder, 'force-app', 'main', 'default', file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    };
    for (const [name, text] of Object.entries(classes)) {
      write(`classes/${name}.cls`, text);
      write(`classes/${name}.cls-meta.xml`, CLASS_META);
    }
    Object.entries(files).forEach(([file, text]) => write(file, text));
    return TestRuntime.over(folder, () => rmSync(folder, { recursive: true }));
  }

  /** The classes of a whole project. */
  static async over(projectDir: string, tidy: () => void = () => undefined): Promise<TestRuntime> {
    const site = await TestOrg.start();
    const runtime = await createApexRuntime({
      projectDir,
      // The org is another one after each reset.
      org: {
        identity: (sessionId) => site.org.host.identity(sessionId),
        rows: (object) => site.org.host.rows(object),
        commit: (changes, identity) => site.org.host.commit(changes, identity),
        perform: (effects, identity) => site.org.host.perform(effects, identity),
        send: (request, identity) => site.org.host.send(request, identity),
        connect: (method, args, identity) => site.org.host.connect(method, args, identity),
        now: () => site.now
      }
    });
    const started = new TestRuntime(site, runtime, tidy);
    site.renderPage = (call) => runtime.renderPage(call);
    site.runJob = (call) => runtime.runJob(call);
    site.packageMetadata.notificationTypes = [{ name: 'Broken', label: 'Connection broken' }];
    site.egress = (host) => (host.endsWith('.example') ? null : `http://${host}.localhost:${site.port}`);
    site.neighbour = (host) => started.constantContact.handle(host.replace(/\.localhost$/, ''));
    return started;
  }

  get org(): Org {
    return this.site.org;
  }

  get now(): number {
    return this.site.now;
  }

  set now(value: number) {
    this.site.now = value;
  }

  /** Starts again from a scenario, with changes of the org's seed. */
  reset(scenario: string, changes: Partial<OrgSeed> = {}): void {
    this.site.reset(scenario, changes);
    this.constantContact = createConstantContact({
      seed: findScenario(scenario).build(this.site.context).constantContact,
      clock: { now: () => this.site.now },
      localOrigin: (host) => `http://${host}.localhost:${this.site.port}`
    });
    const { limits } = this.constantContact.state.limiter;
    Object.assign(limits, { tokenCallsPerSecond: Infinity, apiCallsPerSecond: Infinity });
  }

  /** Calls an `@AuraEnabled` method as the scenario's user. @throws Error with the text of its exception */
  async call<T>(className: string, method: string, params: Record<string, unknown> = {}): Promise<T> {
    const reply = await this.runtime.execute({ className, method, params, sessionId: this.session() });
    if (!reply.ok) {
      throw new Error(`${reply.error.exceptionType ?? ''}: ${reply.error.message}`);
    }
    return reply.returnValue as T;
  }

  /** Type and text of the exception that a method ends with. */
  async refusal(className: string, method: string, params: Record<string, unknown> = {}): Promise<string> {
    const reply = await this.runtime.execute({ className, method, params, sessionId: this.session() });
    return reply.ok ? 'no refusal' : `${reply.error.exceptionType ?? ''}: ${reply.error.message}`;
  }

  async close(): Promise<void> {
    this.org.jobs.close();
    await this.runtime.close();
    await this.site.close();
    this.tidy();
  }

  /** Logs in at the consent page and allows the access; yields where the browser ends. */
  async allow(consent: string): Promise<string> {
    const { account } = this.constantContact.state;
    const login = formFields((await this.site.get(consent)).body);
    login.set('userName', account.userName);
    login.set('password', account.password);
    await this.site.post(`${new URL(consent).origin}/login`, login);
    const form = formFields((await this.site.get(consent)).body);
    form.set('decision', 'allow');
    const callback = (await this.site.post(consent, form)).headers.location ?? '';
    return (await this.site.get(callback)).headers.location ?? '';
  }

  private session(): string {
    return this.org.sessions.issue(this.org.store.runningUser.id, 'lightning').id;
  }
}
