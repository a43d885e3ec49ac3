import { flushCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, createLog, type Log } from './log.ts';

/** Something that is closed in good order, last opened first. */
export type Closer = () => Promise<void>;

const CLOSE_LIMIT_MS = 20_000;
const REOPEN_MS = 2_000;

/**
 * Runs a process: starts it, says `ready` to a parent that listens, closes what it opened on SIGTERM or SIGINT,
 * and ends when the parent that started it is gone.
 *
 * @param start opens what the service needs; each part hands in how it is closed. It may ask that all of it is closed and
 *   opened again, as after a restart of the process
 */
export async function runService(
  name: string,
  start: (log: Log, closes: (closer: Closer) => void, reopen: () => void) => Promise<void>,
): Promise<void> {
  const log = createLog(name);
  const closers: Closer[] = [];
  let closing = false;
  const closeAll = async () => {
    for (const closer of closers.splice(0).reverse())
      await closer().catch((error: unknown) => log.warn('service.close-failed', {}, error));
  };
  let reopening = false;
  const reopen = () => {
    if (closing || reopening) return;
    reopening = true;
    log.info('service.reopening');
    void openAgain();
  };
  const open = () => start(log, (closer) => closers.push(closer), reopen);
  const openAgain = async () => {
    await withinLimit(closeAll());
    while (!closing) {
      reopening = false;
      try {
        await open();
        log.info('service.ready');
        return;
      } catch (error) {
        // What it needs may be away just now; it was there before.
        log.error('service.not-opened', { code: codeOf(error) }, error);
        reopening = true;
        await withinLimit(closeAll());
        await pause(REOPEN_MS);
      }
    }
  };
  const close = async (exitCode: number) => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(exitCode || 1), CLOSE_LIMIT_MS).unref();
    await closeAll();
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
    await open();
  } catch (error) {
    log.error('service.not-started', { code: codeOf(error) }, error);
    process.exit(1);
  }
  log.info('service.ready');
  process.send?.('ready');
  flushCompileCache(); // what is killed outright writes nothing down at its end, and its next start would compile it all again
}

/** What hangs while it is closed is left, as at the end of a process. */
async function withinLimit(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_LIMIT_MS);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
