import { element } from './dom';

interface Problem {
  file: string;
  line: number;
  column: number;
  message: string;
}

type LiveMessage = { kind: 'reload' } | { kind: 'problems'; problems: Problem[] } | { kind: 'solved' };

/** Reloads the page after a change of the source, and lays problems over the page until they are solved. */
export function followSource(): void {
  let overlay: HTMLElement | null = null;
  const events = new EventSource('/__local/events');
  events.addEventListener('message', (event: MessageEvent<string>) => {
    const message = JSON.parse(event.data) as LiveMessage;
    if (message.kind === 'reload') {
      location.reload();
      return;
    }
    overlay?.remove();
    overlay = message.kind === 'problems' ? problemsOverlay(message.problems) : null;
    if (overlay) {
      document.body.append(overlay);
    }
  });
}

/** Problems with file, line and column, as an alert over the page. */
export function problemsOverlay(problems: Problem[]): HTMLElement {
  const entries = problems.map((problem) =>
    element(
      'li',
      {},
      element('p', {}, problem.message),
      element('code', {}, `${problem.file}:${problem.line}:${problem.column + 1}`)
    )
  );
  return element(
    'div',
    { class: 'shell-problems', role: 'alert' },
    element('h2', {}, 'The source does not compile'),
    element('ol', {}, ...entries)
  );
}
