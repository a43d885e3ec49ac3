import { pino } from 'pino';

/**
 * What a log line may say. A field that is not here does not pass: personal data leak through log lines,
 * so the list allows instead of forbidding. None of them may hold a code, a name or text from outside.
 */
export interface LogFields {
  /** Register, queue, loop or route that the line is about. */
  readonly part?: string;
  readonly count?: number;
  readonly ms?: number;
  readonly attempt?: number;
  readonly status?: number;
  readonly port?: number;
  /** Stable code of what went wrong. */
  readonly code?: string;
  /** Event or fact type. */
  readonly type?: string;
  readonly state?: string;
  /** Stable code of why somebody was not let in. */
  readonly reason?: string;
}

const ALLOWED = [
  'part',
  'count',
  'ms',
  'attempt',
  'status',
  'port',
  'code',
  'type',
  'state',
  'reason',
] as const satisfies readonly (keyof LogFields)[];

/** A service's log: one JSON line an event, only allowed fields. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields, error?: unknown): void;
  error(event: string, fields?: LogFields, error?: unknown): void;
}

/** An error whose text we wrote ourselves: safe to show and to log, with a stable code. */
export class SaiteError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SaiteError';
    this.code = code;
  }
}

/** The stable code of any error: ours, Node's, PostgreSQL's, else its class. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.name;
}

/** What of an error may be logged: its code and frames; its message only if we wrote it, since others quote data. */
function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return {};
  const frames = framesOf(error);
  return {
    error: codeOf(error),
    frames,
    ...(error instanceof SaiteError ? { message: error.message } : {}),
    ...(error.cause ? { cause: loggable(error.cause) } : {}),
  };
}

/** Where a frame stands: a file of a program, never a line of a message that merely begins like a frame. */
const FRAME =
  /^ {4}at (?:(?:async )?(?:new )?[\w$.#<>[\] ]{1,80} (?:\[as [\w$.]{1,40}\] )?\()?(?:file:\/\/|node:|\/)[^()\s]{1,300}:\d+:\d+\)?$/;

/** The frames of an error without its message, which may quote anything, and over several lines. */
function framesOf({ stack = '', message }: Error): string[] {
  const after = stack.indexOf(message) + message.length;
  return stack
    .slice(stack.includes(message) ? after : 0)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, 8);
}

/**
 * @param service name of the process
 * @param level pino level, from `LOG_LEVEL`
 */
export function createLog(service: string, level: string = process.env.LOG_LEVEL ?? 'info'): Log {
  const sink = pino({ level, base: { service, pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime });
  const allowed = (fields: LogFields | undefined) => {
    const kept: Record<string, unknown> = {};
    if (fields) for (const name of ALLOWED) if (fields[name] !== undefined) kept[name] = fields[name];
    return kept;
  };
  return {
    debug: (event, fields) => sink.debug(allowed(fields), event),
    info: (event, fields) => sink.info(allowed(fields), event),
    warn: (event, fields, error) => sink.warn({ ...allowed(fields), ...loggable(error) }, event),
    error: (event, fields, error) => sink.error({ ...allowed(fields), ...loggable(error) }, event),
  };
}
