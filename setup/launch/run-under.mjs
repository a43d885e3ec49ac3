import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const SAME_PRESS_MS = 700;
const PARENT_CHECK_MS = 500;

/**
 * Runs a program file under a Node, ends when it ends and gives its exit status.
 *
 * The child has its own process group, so the terminal's Ctrl-C comes to this process alone and is passed on
 * once: npm passes the terminal's signal on a second time, and the second Ctrl-C of a user means "now".
 */
export function runUnder(node, args, root) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: 'inherit',
    detached: true,
    env: {
      ...process.env,
      SAITE_LAUNCHER: String(process.pid),
      // Each of many processes would read the types off the same files again: a quarter of what a start costs.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.saite', 'compile-cache'),
      PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    },
  });
  let lastSignalAt = 0;
  const pass = (signal) => {
    if (Date.now() - lastSignalAt < SAME_PRESS_MS) return;
    lastSignalAt = Date.now();
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, () => pass(signal));
  endWithParent(() => pass('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** npm killed outright tells nobody; that this process has another parent then is the sign. */
function endWithParent(end) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, PARENT_CHECK_MS);
  timer.unref();
}
