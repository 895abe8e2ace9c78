import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { static as serveFolder, Router, type Request } from 'express';
import type { ApexRuntime, Identity } from '../apex/contract';
import type { Sessions } from '../salesforce/sessions';
import { apexEndpoint } from './apex-endpoint';
import type { ListView } from './app-model';
import type { Built, PackageBuilder } from './build';
import { BuildProblems, type BuildProblem } from './bundle';
import { LiveChannel } from './live-channel';
import { renderPage, renderProblemPage, THEMES, type Theme } from './page';

export { THEMES, type Theme } from './page';
export type { BuildProblem } from './bundle';
export type { ListView } from './app-model';

type ListRow = Record<string, string | number | boolean | null>;

export interface LightningOptions {
  /** Builds the package; closed with the site. */
  builder: PackageBuilder;
  /** Own origin, without trailing slash. */
  origin: string;
  sessions: Sessions;
  identity: (sessionId: string) => Identity;
  apex: () => ApexRuntime;
  /** Rows of a list view that the session's user may see, or null when the user may not read the object. */
  listRows: (view: ListView, sessionId: string) => ListRow[] | null;
  scenario: string;
  /** Real host → local origin. */
  twins: Record<string, string>;
  theme: Theme;
}

/** The Lightning site of the local org. */
export interface Lightning {
  router: Router;
  /** Builds for the first time. Problems of the source are shown in the browser and returned. */
  build(): Promise<BuildProblem[]>;
  /** Tells open pages of problems found elsewhere (Apex), or to reload. */
  live: LiveChannel;
  /** Bytes of the package's bundle, for the benchmark; null before a build that worked. */
  bundle(): Buffer | null;
  close(): Promise<void>;
}

const requireFrom = createRequire(__filename);
const DESIGN_SYSTEM = dirname(requireFrom.resolve('@salesforce-ux/design-system/package.json'));
const DESIGN_SYSTEM_2 = join(dirname(DESIGN_SYSTEM), 'design-system-2');
const THEME_COOKIE = 'theme';

/** Creates the page shell, its assets, and the end point for Apex calls. It listens nowhere by itself. */
export function createLightning(options: LightningOptions): Lightning {
  const live = new LiveChannel();
  const router = Router();
  let built: Built | null = null;
  let problems: BuildProblem[] = [];

  const build = async (): Promise<BuildProblem[]> => {
    try {
      built = await options.builder.build();
      problems = [];
    } catch (failure) {
      problems = problemsOf(failure);
    }
    return problems;
  };

  const asset = { maxAge: '1h' };
  router.use('/assets/slds1', serveFolder(join(DESIGN_SYSTEM, 'assets'), asset));
  router.use('/assets/slds2', serveFolder(join(DESIGN_SYSTEM_2, 'dist'), asset));
  router.get('/assets/slds.css', (_request, response) => {
    response.redirect('/assets/slds1/styles/salesforce-lightning-design-system.min.css');
  });
  router.get('/assets/shell.css', (_request, response) => {
    response.sendFile(join(__dirname, 'client', 'shell.css'));
  });
  router.get('/assets/package.js', (_request, response) => {
    response
      .type('text/javascript')
      .set('Cache-Control', 'no-store')
      .send(built?.bundle.code ?? '');
  });
  router.get('/assets/vendor/:build/:file', (request, response, next) => {
    const file = built && join(built.vendor.folder, request.params.file);
    if (file === null || !existsSync(file)) {
      next();
      return;
    }
    response.set('Cache-Control', 'public, max-age=31536000, immutable').sendFile(file, { dotfiles: 'allow' });
  });
  router.get('/__local/events', (request, response) => live.connect(request, response));
  router.get('/__local/list/:object/:view', (request, response) => {
    const { object, view: name } = request.params;
    const view = built?.model.listViews.find((one) => one.object === object && one.name === name);
    if (!view) {
      response.status(404).type('text/plain').send(`There is no list view ${name} of ${object}.`);
      return;
    }
    const rows = options.listRows(view, options.sessions.ofBrowser(request, response).id);
    if (rows === null) {
      response.status(403).type('text/plain').send(`You do not have access to ${view.objectLabel}.`);
      return;
    }
    response.json({ rows });
  });
  router.use(apexEndpoint(options.apex, options.sessions, options.origin));
  router.get(
    ['/', '/lightning', '/lightning/page/home', '/lightning/n/*tab', '/lightning/o/*object'],
    (request, response) => {
      response.set('Cache-Control', 'no-store').type('html');
      if (problems.length > 0 || built === null) {
        response.status(500).send(renderProblemPage(live.problems.length > 0 ? live.problems : problems));
        return;
      }
      const theme = themeOf(request, options.theme);
      response.cookie(THEME_COOKIE, theme, { sameSite: 'lax' });
      const identity = options.identity(options.sessions.ofBrowser(request, response).id);
      response.send(page(built, identity, theme, options));
    }
  );

  return {
    router,
    build,
    live,
    bundle: () => (built ? Buffer.from(built.bundle.code) : null),
    async close() {
      live.close();
      await options.builder.close();
    }
  };
}

function page({ model, vendor }: Built, identity: Identity, theme: Theme, options: LightningOptions): string {
  const folder = `/assets/vendor/${vendor.folder.split(/[\\/]/).at(-1) ?? ''}`;
  const imports = Object.entries(vendor.modules).map(([name, file]) => [name, `${folder}/${file}`]);
  return renderPage({
    theme,
    syntheticShadow: `${folder}/synthetic-shadow.js`,
    imports: {
      ...(Object.fromEntries(imports) as Record<string, string>),
      '@salesforce/user/Id': valueModule(identity.userId),
      '@salesforce/i18n/timeZone': valueModule(identity.timeZone)
    },
    data: {
      app: model,
      orgName: identity.orgName,
      userName: identity.fullName,
      scenario: options.scenario,
      twins: options.twins
    }
  });
}

/** A module whose default export is a text. */
function valueModule(value: string): string {
  return `data:text/javascript,${encodeURIComponent(`export default ${JSON.stringify(value)}`)}`;
}

/** The theme of `?theme=`, else of the cookie that the last `?theme=` set, else the one the local org was started with. */
function themeOf(request: Request, standard: Theme): Theme {
  const cookie = new RegExp(`(?:^|;\\s*)${THEME_COOKIE}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1];
  return THEMES.find((theme) => theme === request.query.theme) ?? THEMES.find((theme) => theme === cookie) ?? standard;
}

function problemsOf(failure: unknown): BuildProblem[] {
  if (failure instanceof BuildProblems) {
    return failure.problems;
  }
  const message = failure instanceof Error ? failure.message : String(failure);
  return [{ file: 'force-app', line: 1, column: 0, message }];
}
