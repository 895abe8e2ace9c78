import { Html, html } from './html';

/** A labelled text field. */
export function textField(name: string, label: string, value: string, hint: string | null = null): Html {
  return field(name, label, hint, textInput(name, value, described(name, hint)));
}

/** A text field whose value stays as it is, and why. */
export function fixedField(name: string, label: string, value: string, why: string): Html {
  return field(name, label, why, textInput(name, value, html`${described(name, why)} readonly`));
}

/** A labelled field for a secret. It never shows what is stored. */
export function secretField(name: string, label: string, hint: string): Html {
  return field(
    name,
    label,
    hint,
    html`<input type="password" id="${name}" name="${name}" ${described(name, hint)} autocomplete="off" />`
  );
}

/** A labelled list of choices. */
export function selectField(
  name: string,
  label: string,
  value: string,
  choices: { value: string; label: string }[]
): Html {
  const options = choices.map(
    (choice) =>
      html`<option value="${choice.value}" ${choice.value === value ? new Html('selected') : null}>
        ${choice.label}
      </option>`
  );
  return field(
    name,
    label,
    null,
    html`<select id="${name}" name="${name}">
      ${options}
    </select>`
  );
}

/** A labelled checkbox. */
export function checkField(name: string, label: string, checked: boolean): Html {
  return html`<div class="field check">
    <input type="checkbox" id="${name}" name="${name}" value="1" ${checked ? new Html('checked') : null} />
    <label for="${name}">${label}</label>
  </div>`;
}

/** A form that posts to its own address, with the confirmation token, the errors of the last try, Save and Cancel. */
export function form(options: { token: string; errors: string[]; cancel: string; fields: Html[] }): Html {
  const { token, errors, cancel, fields } = options;
  return html`<form method="post">
    ${errors.length > 0 && html`<div class="error" role="alert">${errors.map((error) => html`<p>${error}</p>`)}</div>`}
    <input type="hidden" name="_CONFIRMATIONTOKEN" value="${token}" />
    ${fields}
    <div class="actions">
      <button class="primary" type="submit">Save</button>
      <a class="button" href="${cancel}">Cancel</a>
    </div>
  </form>`;
}

/** Names and values, as a detail page lists them. */
export function details(entries: [label: string, value: string | Html | null][]): Html {
  return html`<dl>
    ${entries.map(
      ([label, value]) =>
        html`<dt>${label}</dt>
          <dd>${value ?? ''}</dd>`
    )}
  </dl>`;
}

/** A truth value in words. */
export function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

function field(name: string, label: string, hint: string | null, control: Html): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${control} ${hint !== null && html`<p class="hint" id="${name}-hint">${hint}</p>`}
  </div>`;
}

function textInput(name: string, value: string, attributes: Html | null): Html {
  return html`<input type="text" id="${name}" name="${name}" value="${value}" ${attributes} autocomplete="off" />`;
}

function described(name: string, hint: string | null): Html | null {
  return hint === null ? null : html`aria-describedby="${name}-hint"`;
}
