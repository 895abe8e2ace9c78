import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Router } from 'express';
import type { ApexRuntime } from './apex/contract';
import { PROJECT, projectBuilder, sourceOf, type LocalOrgBase } from './base';
import { LocalClock } from './clock';
import { controlRouter } from './control-router';
import { createApexRuntime, shareApexWorkers } from './apex/host';
import { readProject } from './apex/project';
import { CONSTANT_CONTACT_HOSTS, createConstantContact, type ConstantContact } from './constant-contact';
import { createLightning, type Lightning, type Theme } from './lightning';
import { listRows } from './list-rows';
import { createOrg, readPackageMetadata, type Notification, type Org, type Origins } from './salesforce';
import { findScenario } from './scenarios';
import { createSites } from './sites';
import { problemLine, watchSource } from './source-watch';
import { startTypeCheck } from './type-check';

export { prepareLocalOrgs, type LocalOrgBase } from './base';
export { SCENARIO_GROUPS, SCENARIOS } from './scenarios';
export { THEMES, type Theme } from './lightning';

export interface LocalOrgOptions {
  /** 0 takes any free port. */
  port: number;
  /** Name of a start state, see {@link SCENARIOS}. */
  scenario: string;
  /** Requests are not printed; `logLines` still grows. */
  quiet: boolean;
  /** Told what a person should read: a build that takes seconds, problems of the source, failures. Nobody by default. */
  notice?: (line: string) => void;
  theme?: Theme;
  /** How far the local org's time is ahead of the computer's, in milliseconds (0); negative: behind. */
  clockOffset?: number;
  /** Follow changes of the source: build, and reload the open pages. */
  watch?: boolean;
  /** Folder with sfdx-project.json (this project's). */
  projectFolder?: string;
  /** Run the package's components inside Lightning Web Security's sandbox, with the gates of the newest release on. */
  lws?: boolean;
  /** The package as it was built once for several local orgs; without it, this one builds its own. */
  base?: LocalOrgBase;
}

/** A running local org: the package, the emulated Salesforce org and the emulated Constant Contact. */
export interface LocalOrg {
  /** Where a person starts: the app's first page. */
  url: string;
  /** The org's sites, and `constantContact` by real host name; without trailing slash. */
  origins: Origins & { constantContact: Record<string, string> };
  org: Org;
  constantContact: ConstantContact;
  apex: ApexRuntime;
  lightning: Lightning;
  /** One line per request and failure, the newest last; at most {@link LOG_LENGTH}. */
  logLines: string[];
  /** Custom notifications that the package sent, the newest last. */
  notifications: readonly Notification[];
  /** Moves the time of all parts forward, at once, and runs the jobs that are due by then. The browser keeps the computer's. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const LOG_LENGTH = 5000;

/**
 * Starts the local org on 127.0.0.1.
 * @throws Error with a text for people when the port is taken, or there is no such scenario
 */
export async function startLocalOrg(options: LocalOrgOptions): Promise<LocalOrg> {
  const scenario = findScenario(options.scenario);
  const projectFolder = options.projectFolder ?? PROJECT;
  const sourceFolder = sourceOf(projectFolder);
  const logLines: string[] = [];
  const log = (line: string): void => {
    logLines.push(line);
    logLines.splice(0, logLines.length - LOG_LENGTH);
    if (!options.quiet) {
      console.log(line);
    }
  };
  const notice = (line: string): void => {
    logLines.push(line);
    (options.notice ?? (options.quiet ? () => undefined : console.log))(line);
  };
  const sites = new Map<string, Router>();
  let markReady = (): void => undefined;
  const ready = new Promise<void>((done) => (markReady = done));
  const server = createServer(createSites(sites, ready, log, notice));
  const port = await listen(server, options.port);
  const at = (name: string): string => `http://${name}.localhost:${port}`;
  const origins: Origins = { lightning: at('relink.lightning'), my: at('relink.my'), vf: at('relink.vf') };
  const twins = Object.fromEntries(CONSTANT_CONTACT_HOSTS.map((host) => [host, at(host)]));

  const clock = new LocalClock(options.clockOffset);
  const start = scenario.build({
    now: clock.now(),
    callbackUrl: (suffix) => `${origins.my}/services/authcallback/${suffix}`
  });
  const constantContact = createConstantContact({
    seed: start.constantContact,
    clock,
    localOrigin: (host) => twins[host] ?? fail(`${host} is not a host of Constant Contact`)
  });
  let apex: ApexRuntime | null = null;
  const runningApex = (): ApexRuntime => apex ?? fail('the Apex runtime has not started');
  const org = createOrg({
    seed: start.org,
    origins,
    clock,
    egress: (host) => twins[host] ?? null,
    packageMetadata: () => readPackageMetadata(sourceFolder),
    renderPage: (call) => runningApex().renderPage(call),
    runJob: (call) => runningApex().runJob(call),
    report: log
  });
  const lightning = createLightning({
    builder:
      (options.lws ? undefined : options.base?.builder) ??
      projectBuilder(projectFolder, notice, { sandboxed: options.lws }),
    origin: origins.lightning,
    sessions: org.sessions,
    identity: (sessionId) => org.host.identity(sessionId),
    apex: runningApex,
    listRows: (view, sessionId) =>
      listRows(org.host, readProject(projectFolder).project.permissionSets, view, sessionId),
    scenario: scenario.name,
    twins,
    theme: options.theme ?? 'slds1'
  });
  const [problems, runtime] = await Promise.all([
    lightning.build(),
    options.base
      ? shareApexWorkers(options.base.workers, org.host)
      : createApexRuntime({ projectDir: projectFolder, org: org.host })
  ]);
  apex = runtime;
  problems.map(problemLine).forEach(notice);

  const toLightning = Router().get(['/', '/lightning/*path'], (request, response) => {
    response.redirect(origins.lightning + request.originalUrl);
  });
  const control = controlRouter(
    { clock, store: org.store, jobs: org.jobs, constantContact: constantContact.state.faults },
    origins.lightning
  );
  sites.set(hostOf(origins.lightning), Router().use(control, org.routers.lightning, lightning.router));
  sites.set(hostOf(origins.my), Router().use(org.routers.my, toLightning));
  sites.set(hostOf(origins.vf), org.routers.vf);
  for (const [host, origin] of Object.entries(twins)) {
    sites.set(hostOf(origin), constantContact.handle(host));
  }
  markReady();
  const watching = options.watch
    ? watchSource({
        sourceFolder,
        lightning,
        initialProblems: problems,
        apex: runtime,
        types: startTypeCheck(projectFolder),
        report: notice
      })
    : null;
  await watching?.ready;
  return {
    url: `${origins.lightning}/`,
    origins: { ...origins, constantContact: twins },
    org,
    constantContact,
    apex: runtime,
    lightning,
    logLines,
    notifications: org.notifications,
    advance(milliseconds) {
      clock.advance(milliseconds);
      org.jobs.runDue();
      return org.jobs.settled();
    },
    async close() {
      org.jobs.close();
      await watching?.close();
      await lightning.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await runtime.close();
    }
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, refuse) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE';
      refuse(busy ? new Error(`Port ${port} is in use. Choose another one with --port.`, { cause: error }) : error);
    });
    server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port));
  });
}

function hostOf(origin: string): string {
  return new URL(origin).hostname;
}

function fail(message: string): never {
  throw new Error(message);
}
