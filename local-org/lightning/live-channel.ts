import type { Request, Response } from 'express';
import type { BuildProblem } from './bundle';

/** What open pages are told. */
export type LiveMessage = { kind: 'reload' } | { kind: 'solved' } | { kind: 'problems'; problems: BuildProblem[] };

/** Server-sent events to the open pages. A page that connects while there are problems hears of them at once. */
export class LiveChannel {
  private readonly pages = new Set<Response>();
  private standing: BuildProblem[] = [];

  /** What stands over the pages now. */
  get problems(): readonly BuildProblem[] {
    return this.standing;
  }

  connect(request: Request, response: Response): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(':\n\n');
    this.pages.add(response);
    request.on('close', () => this.pages.delete(response));
    if (this.standing.length > 0) {
      send(response, { kind: 'problems', problems: this.standing });
    }
  }

  /** Lays problems over the open pages, in place of those before; none: takes them away. */
  show(problems: BuildProblem[]): void {
    this.standing = problems;
    this.tell(problems.length > 0 ? { kind: 'problems', problems } : { kind: 'solved' });
  }

  /** Loads the open pages again. Problems that do not hinder the build stand over the new ones. */
  reload(problems: BuildProblem[]): void {
    this.standing = problems;
    this.tell({ kind: 'reload' });
  }

  close(): void {
    for (const page of this.pages) {
      page.end();
    }
  }

  private tell(message: LiveMessage): void {
    for (const page of this.pages) {
      send(page, message);
    }
  }
}

function send(page: Response, message: LiveMessage): void {
  page.write(`data: ${JSON.stringify(message)}\n\n`);
}
