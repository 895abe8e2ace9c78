/** Where an Apex stack frame is: the text Salesforce prints and the line inside the class file. */
export interface ApexFrame {
  /** `Class.RelinkFinder.find` or `Class.RelinkFinder.Inner.<init>`. */
  label: string;
  line: number;
}

/** Translates a JavaScript call site of a compiled class into an Apex frame; null for runtime-internal frames. */
export type FrameResolver = (file: string, line: number) => ApexFrame | null;

let resolveFrame: FrameResolver = () => null;

/** Installed by the loaded program, so that exceptions carry Apex lines. */
export function setFrameResolver(resolver: FrameResolver): void {
  resolveFrame = resolver;
}

function captureFrames(from: Error | null): ApexFrame[] {
  const frames: ApexFrame[] = [];
  const collect = (file: string | null | undefined, line: number | null): void => {
    const frame = file && line ? resolveFrame(file, line) : null;
    if (frame) frames.push(frame);
  };
  if (from) {
    for (const match of (from.stack ?? '').matchAll(/[( ]([^()\s]+\.cls):(\d+):\d+\)?$/gm)) {
      collect(match[1], Number(match[2]));
    }
    return frames;
  }
  const errors = Error as { prepareStackTrace?: (error: Error, sites: NodeJS.CallSite[]) => unknown };
  const previous = errors.prepareStackTrace;
  const previousLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  try {
    errors.prepareStackTrace = (_error, sites) => {
      for (const site of sites) collect(site.getFileName(), site.getLineNumber());
      return '';
    };
    const holder: { stack?: string } = {};
    Error.captureStackTrace(holder, captureFrames);
    void holder.stack;
  } finally {
    errors.prepareStackTrace = previous;
    Error.stackTraceLimit = previousLimit;
  }
  return frames;
}

/** A row of a DmlException: what getDmlMessage(i) and its siblings answer. */
export interface DmlFailure {
  index: number;
  id: string | null;
  status: string;
  message: string;
  fields: string[];
}

/**
 * Every Apex exception: built-in ones carry their type's name, custom ones are compiled classes that derive from this one.
 * Not one JavaScript class per built-in type, because all of them derive directly from System.Exception.
 */
export class ApexException extends Error {
  /** Qualified name of a built-in type (`System.DmlException`); compiled classes override it. */
  declare typeName: string;
  declare apexMessage: string | null;
  /** Text the browser gets from an AuraHandledException: what its constructor was given. */
  declare clientMessage: string | null;
  declare apexCause: ApexException | null;
  declare frames: ApexFrame[];
  declare dmlFailures: DmlFailure[];

  constructor(typeName: string, message: string | null = null, cause: ApexException | null = null) {
    super(message ?? undefined);
    initException(this, message, cause);
    this.typeName = typeName;
  }
}

/** Sets the state of an exception instance; compiled exception classes call it instead of a constructor. */
export function initException(
  target: ApexException,
  message: string | null,
  cause: ApexException | null,
  origin: Error | null = null
): void {
  target.apexMessage = message;
  target.clientMessage = message;
  target.apexCause = cause;
  target.dmlFailures = [];
  target.frames = captureFrames(origin);
  const own = `Class.${target.typeName}.<init>`;
  while (target.frames[0]?.label === own) target.frames.shift();
  Object.defineProperty(target, 'message', { value: message ?? '', configurable: true, writable: true });
}

/** A throwable built-in exception. An AuraHandledException hides its text from Apex, as on Salesforce. */
export function apexException(
  typeName: string,
  message: string | null,
  cause: ApexException | null = null
): ApexException {
  const error = new ApexException(typeName, message, cause);
  if (typeName.toLowerCase() === 'system.aurahandledexception') error.apexMessage = 'Script-thrown exception';
  return error;
}

/** The exception for a null receiver, with Salesforce's text. */
export function nullPointer(): ApexException {
  return apexException('System.NullPointerException', 'Attempt to de-reference a null object');
}

/** Whether compiled code itself made the mistake, not a native under it. */
function thrownByApex(error: Error): boolean {
  const first = /^\s+at .*$/m.exec(error.stack ?? '')?.[0] ?? '';
  return /\.cls:\d+:\d+\)?$/.test(first);
}

/**
 * The Apex view of whatever a compiled class's code threw. JavaScript's own errors become Apex ones only where they mean the
 * same; anything else is a defect of the runtime and is passed on unchanged.
 */
export function asApexException(error: unknown): ApexException | null {
  if (error instanceof ApexException) return error;
  if (error instanceof TypeError && /\bof null\b/.test(error.message) && thrownByApex(error)) {
    const exception = nullPointer();
    exception.frames = captureFrames(error);
    return exception;
  }
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    const exception = apexException('System.LimitException', 'Maximum stack depth reached: 1001');
    exception.frames = captureFrames(error);
    return exception;
  }
  return null;
}

/** `Class.X.y: line 3, column 1` lines, newest first, as getStackTraceString gives them. */
export function stackTraceString(error: ApexException): string {
  return linesOf(error.frames);
}

/** The Apex lines, in the same form, that led to an error of the runtime itself. */
export function apexLines(error: Error): string {
  return linesOf(captureFrames(error));
}

function linesOf(frames: ApexFrame[]): string {
  return frames.map((frame) => `${frame.label}: line ${frame.line}, column 1`).join('\n');
}

/** Exceptions that no catch clause receives. */
export function isUncatchable(error: ApexException): boolean {
  const name = error.typeName.toLowerCase();
  return name === 'system.limitexception' || name === 'system.assertexception';
}

/** A member or behaviour this runtime does not have; never an Apex exception, so that no catch clause can hide it. */
export class NotImplementedLocally extends Error {
  constructor(what: string) {
    super(`${what} is not implemented in the local Apex runtime`);
    this.name = 'NotImplementedLocally';
  }
}
