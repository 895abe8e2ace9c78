/** Text made safe for HTML content and quoted attributes. */
export function escape(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Markup that is safe as it stands: built by {@link html}. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = string | number | Html | Html[] | null | false;

/** Template for HTML: every value is escaped, except other markup. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(texts.reduce((all, piece, index) => all + render(parts[index - 1]) + piece));
}

function render(part: Part): string {
  if (part === null || part === false) {
    return '';
  }
  if (Array.isArray(part)) {
    return part.map((item) => item.markup).join('');
  }
  return part instanceof Html ? part.markup : escape(String(part));
}

/** A whole page. `home` leads back to the page shell. */
export function page(title: string, body: Html, home: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} | Salesforce</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to main content</a>
        <header>
          <a href="${home}">Setup</a>
          <nav aria-label="Setup">
            <a href="${home}/lightning/setup/AuthProviders/home">Auth. Providers</a>
            <a href="${home}/lightning/setup/NamedCredential/home">Named Credentials</a>
            <a href="${home}/lightning/setup/PermSets/home">Permission Sets</a>
            <a href="${home}/lightning/setup/SecurityRemoteProxy/home">Remote Site Settings</a>
            <a href="${home}/lightning/setup/ScheduledJobs/home">Scheduled Jobs</a>
          </nav>
          <span class="mark">Local org</span>
        </header>
        <main id="main" tabindex="-1">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `.markup;
}

const STYLE = `
:root { color-scheme: light; --line: #c9c9c9; --accent: #0b5cab; --ink: #181818; --muted: #5c5c5c; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f3f3; color: var(--ink); font: 0.875rem/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; padding: 0.75rem 1.25rem; background: #fff; border-bottom: 3px solid var(--accent); }
header > a { font-size: 1.125rem; font-weight: 700; color: var(--ink); text-decoration: none; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; }
.mark { margin-left: auto; color: var(--muted); }
main { max-width: 60rem; margin: 1rem auto; padding: 1rem 1.25rem; background: #fff; border: 1px solid var(--line); border-radius: 0.25rem; overflow-wrap: anywhere; }
main:focus { outline: none; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1rem; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.5rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: 0.5rem 1rem; margin: 0 0 1rem; }
dt { color: var(--muted); }
dd { margin: 0; }
.field { margin: 0 0 0.875rem; }
.field label { display: block; font-weight: 600; }
.field input[type='text'], .field input[type='password'], .field select { width: 100%; max-width: 40rem; min-height: 2rem; padding: 0.25rem 0.5rem; border: 1px solid #747474; border-radius: 0.25rem; font: inherit; background: #fff; }
.field input[readonly] { background: #f3f3f3; border-color: var(--line); }
.check { display: flex; gap: 0.5rem; align-items: center; min-height: 1.5rem; }
.check input { width: 1.25rem; height: 1.25rem; }
.hint { color: var(--muted); margin: 0.125rem 0 0; }
.error { padding: 0.75rem; border: 1px solid #ba0517; border-radius: 0.25rem; color: #8e030f; background: #fef1ee; }
.actions { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; margin: 1.25rem 0; }
h1 + .actions { margin-top: 0; }
button, .button { display: inline-block; min-height: 2rem; padding: 0.25rem 1rem; border: 1px solid var(--accent); border-radius: 0.25rem; background: #fff; color: var(--accent); font: inherit; text-decoration: none; cursor: pointer; }
button.primary { background: var(--accent); color: #fff; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.5rem; } th, td { padding: 0.375rem 0.25rem; } }
`;
