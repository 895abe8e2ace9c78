/** `lightning/navigation` of the local org: components navigate through the service that the page shell registers. */
import { urlOf } from './routes';

interface NavigationService {
  /** Goes to an address of the app, or opens another one. */
  go(url: string, replace: boolean): void;
  /** Page reference of what is on the screen. */
  current(): unknown;
}

type Constructor = new (...args: never[]) => object;
type Listener = (pageReference: unknown) => void;

const listeners = new Set<Listener>();
let service: NavigationService | null = null;

/** Called once by the page shell. */
export function provideNavigation(provided: NavigationService): void {
  service = provided;
}

/** Tells the components that the page changed. */
export function announcePage(): void {
  for (const listener of listeners) {
    listener(active().current());
  }
}

function active(): NavigationService {
  if (!service) {
    throw new Error('navigation: the page is not ready');
  }
  return service;
}

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

const mixin = (Base: Constructor): Constructor =>
  class extends Base {
    [Navigate](pageReference: unknown, replace = false): void {
      active().go(urlOf(pageReference), replace);
    }

    [GenerateUrl](pageReference: unknown): Promise<string> {
      return Promise.resolve(urlOf(pageReference));
    }
  };

export const NavigationMixin = Object.assign(mixin, { Navigate, GenerateUrl });

/** Wire adapter with the current page reference. */
export class CurrentPageReference {
  private readonly emit: Listener;

  constructor(emit: Listener) {
    this.emit = emit;
  }

  connect(): void {
    listeners.add(this.emit);
  }

  update(): void {
    this.emit(active().current());
  }

  disconnect(): void {
    listeners.delete(this.emit);
  }
}
