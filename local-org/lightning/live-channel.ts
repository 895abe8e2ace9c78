import type { Request, Response } from 'express';
import type { BuildProblem } from './bundle';

/** What open pages are told. */
export type LiveMessage = { kind: 'reload' } | { kind: 'solved' } | { kind: 'problems'; problems: BuildProblem[] };

/** Server-sent events to the open pages. A page that connects while there are problems hears of them at once. */
export class LiveChannel {
  private readonly pages = new Set<Response>();
  private standing: BuildProblem[] = [];

  connect(request: Request, response: Response): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(':\n\n');
    this.pages.add(response);
    request.on('close', () => this.pages.delete(response));
    if (this.standing.length > 0) {
      send(response, { kind: 'problems', problems: this.standing });
    }
  }

  tell(message: LiveMessage): void {
    this.standing = message.kind === 'problems' ? message.problems : [];
    for (const page of this.pages) {
      send(page, message);
    }
  }

  close(): void {
    for (const page of this.pages) {
      page.end();
    }
  }
}

function send(page: Response, message: LiveMessage): void {
  page.write(`data: ${JSON.stringify(message)}\n\n`);
}
