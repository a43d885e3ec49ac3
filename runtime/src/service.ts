import { codeOf, createLog, type Log } from './log.ts';

/** Something that is closed in good order, last opened first. */
export type Closer = () => Promise<void>;

const CLOSE_LIMIT_MS = 20_000;

/**
 * Runs a process: starts it, says `ready` to a parent that listens, closes what it opened on SIGTERM or SIGINT,
 * and ends when the parent that started it is gone.
 *
 * @param start opens what the service needs; each part hands in how it is closed
 */
export async function runService(
  name: string,
  start: (log: Log, closes: (closer: Closer) => void) => Promise<void>,
): Promise<void> {
  const log = createLog(name);
  const closers: Closer[] = [];
  let closing = false;
  const close = async (exitCode: number) => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(exitCode || 1), CLOSE_LIMIT_MS).unref();
    for (const closer of closers.reverse()) {
      await closer().catch((error: unknown) => log.warn('service.close-failed', {}, error));
    }
    log.info('service.closed');
    process.exit(exitCode);
  };
  process.on('SIGTERM', () => void close(0));
  process.on('SIGINT', () => void close(0));
  process.on('disconnect', () => void close(0));
  if (process.connected === false) void close(0); // the parent was gone before anybody listened
  process.on('uncaughtException', (error) => {
    log.error('service.broken', { code: codeOf(error) }, error);
    process.exit(1);
  });
  try {
    await start(log, (closer) => closers.push(closer));
  } catch (error) {
    log.error('service.not-started', { code: codeOf(error) }, error);
    process.exit(1);
  }
  log.info('service.ready');
  process.send?.('ready');
}
