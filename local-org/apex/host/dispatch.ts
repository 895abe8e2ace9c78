import type { ApexClassInfo, ApexMethodInfo, AuraReply, Transaction } from '../contract';
import { ApexException, NotImplementedLocally, stackTraceString } from '../runtime/values';
import { argumentsFromJson, InvalidParameter, resultToJson } from './aura-json';

/** A call from the browser. */
export interface AuraCall {
  className: string;
  method: string;
  params: Record<string, unknown>;
}

/** Finds the `@AuraEnabled` method that a call names, or null. */
export function findAction(info: ApexClassInfo | null, method: string): ApexMethodInfo | null {
  const wanted = method.toLowerCase();
  return (
    info?.methods.find(({ name, isStatic, auraEnabled }) => isStatic && auraEnabled && name.toLowerCase() === wanted) ??
    null
  );
}

/**
 * Class access: a permission set in force names the class, or the user is an author of Apex.
 *
 * @see https://help.salesforce.com/s/articleView?id=platform.code_package_security.htm
 */
function mayCall(tx: Transaction, className: string): boolean {
  const { permissionSets, userPermissions } = tx.host.identity();
  if (userPermissions.includes('AuthorApex')) return true;
  return permissionSets.some((name) => tx.project.permissionSets.get(name)?.classes.has(className) ?? false);
}

/**
 * Runs an `@AuraEnabled` method and shapes the outcome as Lightning gives it to an LWC.
 *
 * @param info the class that the call names, or null
 * @param run runs the method with Apex arguments
 */
export function dispatch(
  tx: Transaction,
  call: AuraCall,
  info: ApexClassInfo | null,
  run: (action: ApexMethodInfo, args: unknown[]) => unknown
): AuraReply {
  const action = findAction(info, call.method);
  if (!info || !action) {
    return { ok: false, error: { message: `No apex action available for ${call.className}.${call.method}` } };
  }
  if (!mayCall(tx, info.name)) {
    return { ok: false, error: { message: `You do not have access to the Apex class named '${info.name}'.` } };
  }
  try {
    const result = run(action, argumentsFromJson(tx, action, call.params));
    return { ok: true, returnValue: resultToJson(tx, result) };
  } catch (error) {
    return { ok: false, error: errorBody(error) };
  }
}

/** @see https://developer.salesforce.com/docs/platform/lwc/guide/apex-error-handling.html */
function errorBody(error: unknown): Extract<AuraReply, { ok: false }>['error'] {
  if (error instanceof InvalidParameter) return { message: error.message };
  if (error instanceof ApexException) {
    const exceptionType = error.typeName;
    if (exceptionType.toLowerCase() === 'system.aurahandledexception') return { message: error.clientMessage ?? '' };
    return {
      message: error.apexMessage ?? '',
      exceptionType,
      stackTrace: stackTraceString(error),
      isUserDefinedException: !/^system\./i.test(exceptionType)
    };
  }
  if (error instanceof NotImplementedLocally) {
    return { message: error.message, exceptionType: error.name, stackTrace: '', isUserDefinedException: false };
  }
  throw error;
}
