/**
 * Scoped modules that `@salesforce/lightning-types` lacks.
 * @see https://developer.salesforce.com/docs/platform/lwc/guide/reference-salesforce-modules.html
 */

/**
 * What `@salesforce/apex/Class.method` exports: a function for an imperative call, and a wire adapter.
 * A call rejects with a {@link ApexError}.
 * @see https://developer.salesforce.com/docs/platform/lwc/guide/apex-call-imperative.html
 */
interface ApexMethod<Params extends object, Result> {
  (...params: Record<string, never> extends Params ? [params?: Params] : [params: Params]): Promise<Result>;
  adapter: import('lwc').WireAdapterConstructor<Params, { data?: Result; error?: ApexError }>;
}

/**
 * Error of a failed Apex call, as Lightning gives it to a component.
 * `body.message` is the text of an `AuraHandledException`, or of the exception that nobody caught.
 * @see https://developer.salesforce.com/docs/platform/lwc/guide/data-error-types.html
 */
interface ApexError {
  status?: number;
  statusText?: string;
  body?: { message: string; exceptionType?: string; stackTrace?: string; isUserDefinedException?: boolean };
}

declare module '@salesforce/i18n/locale' {
  /** BCP 47 name of the user's locale: `en-US`. */
  const locale: string;
  export default locale;
}

declare module '@salesforce/i18n/lang' {
  /** BCP 47 name of the user's language: `en-US`. */
  const lang: string;
  export default lang;
}

declare module '@salesforce/i18n/dir' {
  /** Direction of text in the user's language. */
  const dir: 'ltr' | 'rtl';
  export default dir;
}

declare module '@salesforce/i18n/timeZone' {
  /** IANA name of the user's time zone: `America/Los_Angeles`. */
  const timeZone: string;
  export default timeZone;
}
