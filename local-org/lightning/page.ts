import type { PageData } from './client/page-data';

export const THEMES = ['slds1', 'cosmos'] as const;

/** `slds1`: Salesforce Lightning Design System 1. `cosmos`: SLDS 2 in its default theme. */
export type Theme = (typeof THEMES)[number];

/** Address of a theme's style sheet. */
export const STYLE_SHEETS: Record<Theme, string> = {
  slds1: '/assets/slds1/styles/salesforce-lightning-design-system.min.css',
  cosmos: '/assets/slds2/css/bundled/slds2.cosmos.css'
};

/** What differs from page to page. */
export interface PageParts {
  data: PageData;
  theme: Theme;
  /** Specifier → address. */
  imports: Record<string, string>;
  /** Address of the script that patches the DOM with synthetic shadow. */
  syntheticShadow: string;
}

/** The page of the Lightning app. Synthetic shadow is a classic script in the head, because it must run before the engine. */
export function renderPage({ data, theme, imports, syntheticShadow }: PageParts): string {
  return `<!doctype html>
<html lang="en-US" dir="ltr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(data.app.label)}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${STYLE_SHEETS[theme]}">
    <link rel="stylesheet" href="/assets/shell.css">
    <script src="${syntheticShadow}"></script>
    <script type="importmap">${scriptJson({ imports })}</script>
    <script type="application/json" id="page-data">${scriptJson(data)}</script>
    <script type="module" src="/assets/package.js"></script>
  </head>
  <body class="slds-scope"></body>
</html>
`;
}

/** The page while the components do not compile. It loads again as soon as the problems are others, or none. */
export function renderProblemPage(
  problems: readonly { file: string; line: number; column: number; message: string }[]
): string {
  const entries = problems.map(
    (one) =>
      `<li><p>${escapeHtml(one.message)}</p><code>${escapeHtml(`${one.file}:${one.line}:${one.column + 1}`)}</code></li>`
  );
  return `<!doctype html>
<html lang="en-US">
  <head>
    <meta charset="utf-8">
    <title>The source does not compile</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/assets/shell.css">
    <script>
      const shown = ${scriptJson(JSON.stringify(problems))};
      new EventSource('/__local/events').onmessage = (event) => {
        const { kind, problems } = JSON.parse(event.data);
        if (kind !== 'problems' || JSON.stringify(problems) !== shown) location.reload();
      };
    </script>
  </head>
  <body><main class="shell-problems"><h1>The source does not compile</h1><ol>${entries.join('')}</ol></main></body>
</html>
`;
}

/** JSON that cannot end a script element. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
