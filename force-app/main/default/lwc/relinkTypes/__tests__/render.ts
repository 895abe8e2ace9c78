/** Puts a component on the page of a unit test, and reads what it sends. */
import { createElement } from 'lwc';
import type { StepMessage } from 'c/relinkEvents';

type Constructor = Parameters<typeof createElement>[1]['is'];

/** An element of a test; its public properties are set by name. */
export type TestElement = HTMLElement & Record<string, unknown> & { shadowRoot: ShadowRoot };

/** Creates a component, sets its properties, and waits until it is rendered. */
export async function render(name: string, type: unknown, properties: Record<string, unknown>): Promise<TestElement> {
  const element = createElement(name, { is: type as Constructor }) as unknown as TestElement;
  Object.assign(element, properties);
  document.body.appendChild(element);
  await settled();
  return element;
}

/** Lets promises and renderings come to an end. */
export async function settled(): Promise<void> {
  await Array.from({ length: 20 }).reduce<Promise<void>>((before) => before.then(() => undefined), Promise.resolve());
}

/** What a step tells the wizard, in order. */
export function messagesOf(element: HTMLElement): StepMessage[] {
  const messages: StepMessage[] = [];
  element.addEventListener('relinkmessage', (event) => messages.push((event as CustomEvent<StepMessage>).detail));
  return messages;
}

/** Element inside the component, or an error that names the selector. */
export function find(element: TestElement, selector: string): TestElement {
  const found = element.shadowRoot.querySelector<TestElement>(selector);
  if (!found) {
    throw new Error(`Nothing matches ${selector}`);
  }
  return found;
}

/** Base button with a label; labels of the package are their own names in unit tests. */
export function button(element: TestElement, label: string): TestElement {
  const buttons = [...element.shadowRoot.querySelectorAll<TestElement>('lightning-button')];
  const found = buttons.find((one) => one.label === `c.Relink_${label}`);
  if (!found) {
    throw new Error(`No button ${label}, only ${buttons.map((one) => String(one.label)).join(', ')}`);
  }
  return found;
}

/** Presses a button and waits until what it starts has ended. */
export async function press(element: TestElement, label: string): Promise<void> {
  button(element, label).click();
  await settled();
}

/** Presses a button of the fault panel. */
export async function act(element: TestElement, action: string): Promise<void> {
  find(element, 'c-relink-fault').dispatchEvent(new CustomEvent('relinkaction', { detail: { action } }));
  await settled();
}

/** Takes everything off the page. */
export function cleanUp(): void {
  document.body.replaceChildren();
  jest.clearAllMocks();
}
