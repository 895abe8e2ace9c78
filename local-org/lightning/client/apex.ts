/** Calls of `@AuraEnabled` Apex from the browser: what `@salesforce/apex/*` imports are in the local org. */

type Params = Record<string, unknown>;
type WireResult = { data: unknown; error: unknown };

/**
 * Calls a method. Rejects with the error shape that Lightning gives to components.
 * @see https://developer.salesforce.com/docs/platform/lwc/guide/data-error-types.html
 */
async function call(className: string, method: string, params: Params): Promise<unknown> {
  const response = await fetch('/webruntime/api/apex/execute', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ namespace: '', classname: className, method, isContinuation: false, params })
  });
  const answer = (await response.json()) as { returnValue?: unknown; error?: unknown; message?: unknown };
  if (response.ok && answer.error === undefined) {
    return answer.returnValue;
  }
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- Lightning rejects with a plain object
  throw {
    status: response.ok ? 500 : response.status,
    statusText: 'Server Error',
    ok: false,
    body: answer.error ?? answer
  };
}

/** The export of `@salesforce/apex/Class.method`: callable, and with an adapter for `@wire`. */
export function apexMethod(className: string, method: string): unknown {
  const imperative = (params: Params = {}): Promise<unknown> => call(className, method, params);

  class ApexAdapter {
    private readonly emit: (result: WireResult) => void;
    private latest = 0;

    constructor(emit: (result: WireResult) => void) {
      this.emit = emit;
      emit({ data: undefined, error: undefined });
    }

    update(config: Params): void {
      // Lightning waits until every reactive parameter has a value.
      if (Object.values(config).some((value) => value === undefined)) {
        return;
      }
      const turn = ++this.latest;
      const settle = (result: WireResult): void => {
        if (turn === this.latest) {
          this.emit(result);
        }
      };
      imperative(config).then(
        (data) => settle({ data, error: undefined }),
        (error: unknown) => settle({ data: undefined, error })
      );
    }

    connect(): void {
      // Values follow from update().
    }

    disconnect(): void {
      this.latest++;
    }
  }

  return Object.assign(imperative, { adapter: ApexAdapter });
}
