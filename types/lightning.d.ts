/** Platform modules that `@salesforce/lightning-types` lacks. */

declare module 'lightning/input' {
  import { LightningElement } from 'lwc';

  /**
   * Members of `lightning-input` that this package reads or sets by script.
   * @see https://developer.salesforce.com/docs/component-library/bundle/lightning-input/documentation
   */
  export default class LightningInput extends LightningElement {
    value: string;
    checked: boolean;
    disabled: boolean;
    readonly validity: ValidityState;
    focus(): void;
    blur(): void;
    checkValidity(): boolean;
    reportValidity(): boolean;
    setCustomValidity(message: string): void;
  }
}

declare module 'lightning/navigation' {
  /** A page that this package navigates to. The local org serves these kinds and refuses others by name. */
  export type PageReference =
    | { type: 'standard__webPage'; attributes: { url: string } }
    | {
        type: 'standard__navItemPage';
        attributes: { apiName: string };
        /** Keys carry a namespace prefix: `c__step`. */
        state?: Record<string, string>;
      }
    | {
        type: 'standard__objectPage';
        attributes: { objectApiName: string; actionName: 'list' | 'home' };
        state?: { filterName?: string };
      };

  const Navigate: unique symbol;
  const GenerateUrl: unique symbol;

  interface Navigation {
    [Navigate](pageReference: PageReference, replace?: boolean): void;
    [GenerateUrl](pageReference: PageReference): Promise<string>;
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- TypeScript accepts only `any[]` for the base of a mixin
  type Constructor<T> = new (...args: any[]) => T;

  /**
   * Adds navigation to a component.
   * @see https://developer.salesforce.com/docs/platform/lwc/guide/use-navigate-page-types.html
   */
  export const NavigationMixin: {
    <Base extends Constructor<object>>(base: Base): Base & Constructor<Navigation>;
    readonly Navigate: typeof Navigate;
    readonly GenerateUrl: typeof GenerateUrl;
  };

  /** Wire adapter with the page reference of the current page. */
  export const CurrentPageReference: import('lwc').WireAdapterConstructor<
    Record<string, never>,
    { type: string; attributes: Record<string, string>; state: Record<string, string | undefined> }
  >;
}

declare module 'lightning/platformShowToastEvent' {
  /**
   * Asks the page for a toast.
   * @see https://developer.salesforce.com/docs/component-library/bundle/lightning-platform-show-toast-event/documentation
   */
  export class ShowToastEvent extends CustomEvent<ToastOptions> {
    constructor(options: ToastOptions);
  }

  interface ToastOptions {
    title?: string;
    message: string;
    /** Fill `{0}`, `{1}` of the message. */
    messageData?: (string | { url: string; label: string })[];
    variant?: 'info' | 'success' | 'warning' | 'error';
    mode?: 'dismissible' | 'pester' | 'sticky';
  }
}

declare module 'lightning/platformUtilityBarApi' {
  /** Wire adapter with the id of the utility that the component is in; null outside of a utility bar. */
  export const EnclosingUtilityId: import('lwc').WireAdapterConstructor<Record<string, never>, string | null>;

  /**
   * Changes how the bar shows a utility.
   * @see https://developer.salesforce.com/docs/service/api-console/guide/sforce-api-console-lwc-updateutility.html
   */
  export function updateUtility(utilityId: string, attributes: UtilityAttributes): Promise<boolean>;

  interface UtilityAttributes {
    label?: string;
    /** Name of an SLDS utility icon, without its category. */
    icon?: string;
    iconVariant?: 'success' | 'warning' | 'error';
    highlighted?: boolean;
  }
}
