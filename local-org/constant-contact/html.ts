import type { Response } from 'express';

/** Markup that is safe to send: made by {@link html} only. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | Html[] | null | false;

/** Tagged template that escapes every value, except markup made by itself. `null` and `false` leave nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, literal, index) => text + render(parts[index - 1] ?? null) + literal));
}

function render(part: Part): string {
  if (part === null || part === false) {
    return '';
  }
  if (Array.isArray(part)) {
    return part.map(({ text }) => text).join('');
  }
  return part instanceof Html ? part.text : escape(String(part));
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A page of Constant Contact. `user`: who is logged in, with the token of the log-out form. */
export interface Page {
  title: string;
  body: Html;
  user?: { name: string; csrfToken: string };
  /** Shows the portal's navigation. */
  navigation?: boolean;
}

/** Sends a complete page. Never cached, never framed. */
export function sendPage(response: Response, status: number, { title, body, user, navigation }: Page): void {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} | Constant Contact (local)</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <strong>Constant Contact</strong> <span class="local">local emulation</span>
          ${navigation === true && html`<nav aria-label="Developer portal"><a href="/applications">My Applications</a></nav>`}
          ${user !== undefined && logOutForm(user)}
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    .set('Referrer-Policy', 'no-referrer')
    .type('html')
    .send(page.text);
}

function logOutForm({ name, csrfToken }: { name: string; csrfToken: string }): Html {
  return html`<form class="who" method="post" action="/logout">
    ${csrfField(csrfToken)}
    <span>${name}</span>
    <button>Log out</button>
  </form>`;
}

/** Hidden field that every form carries. */
export function csrfField(token: string): Html {
  return html`<input type="hidden" name="csrf" value="${token}" />`;
}

/** A message that needs attention, read out when the page opens. */
export function alert(message: string | null): Html | null {
  return message === null ? null : html`<p class="alert" role="alert">${message}</p>`;
}

const STYLE = `
  :root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1b2733; background: #f4f6f8; }
  body { margin: 0; }
  header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .75rem 1.5rem; background: #0b3a5b; color: #fff; }
  header a { color: #fff; }
  header .who { margin: 0 0 0 auto; display: flex; gap: .75rem; align-items: center; }
  .local { font-size: .85rem; border: 1px solid #9fb9cb; border-radius: 1rem; padding: 0 .6rem; }
  main { max-width: 58rem; margin: 0 auto; padding: 1.5rem; }
  h1 { font-size: 1.6rem; margin: 0 0 1rem; }
  h2 { font-size: 1.2rem; margin: 1.5rem 0 .5rem; }
  section, .card { background: #fff; border: 1px solid #d5dce2; border-radius: .5rem; padding: 1rem 1.25rem; margin: 0 0 1rem; }
  :is(section, .card) > :first-child, dialog > :first-child { margin-block-start: 0; }
  form > h2:first-of-type { margin-block-start: 0; }
  table { table-layout: fixed; border-collapse: collapse; width: 100%; }
  th, td { text-align: start; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #e3e8ec; overflow-wrap: anywhere; }
  td form { display: inline; }
  code { font-size: .9rem; }
  label { display: block; font-weight: 600; }
  .field { margin: 0 0 1rem; }
  .choice label { display: inline; font-weight: 400; }
  input:not([type]), input[type=password], input[type=url] { font: inherit; width: 100%; box-sizing: border-box; padding: .45rem .6rem; border: 1px solid #6b7a88; border-radius: .3rem; }
  input[readonly] { background: #eef2f5; font-family: ui-monospace, monospace; }
  input[type=checkbox], input[type=radio] { inline-size: 1.5rem; block-size: 1.5rem; vertical-align: middle; }
  button, .button { font: inherit; font-weight: 600; box-sizing: border-box; min-height: 2.25rem; padding: 0 1rem; align-items: center; border: 1px solid #0b5c8f; border-radius: .3rem; background: #fff; color: #0b5c8f; cursor: pointer; text-decoration: none; display: inline-flex; }
  button.primary { background: #0b5c8f; color: #fff; }
  button.danger { background: #a8261b; border-color: #a8261b; color: #fff; }
  header button { background: transparent; color: #fff; border-color: #9fb9cb; }
  a { color: #0b5c8f; }
  :focus-visible { outline: 3px solid #e8a317; outline-offset: 2px; }
  .alert { border-inline-start: 5px solid #a8261b; background: #fdecea; padding: .6rem .9rem; margin: 0 0 1rem; }
  .note { border-inline-start: 5px solid #0b5c8f; background: #e8f2f9; padding: .6rem .9rem; margin: 0 0 1rem; }
  .actions { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0 0; }
  dialog { border: 1px solid #6b7a88; border-radius: .5rem; box-shadow: 0 8px 30px #0004; padding: 1.25rem; max-width: 30rem; }
  dialog[open] { z-index: 1; top: 5rem; }
`;
