import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

/** Installs the packages of the lock file unless exactly those are there. */
export async function ensurePackages(root) {
  if (packagesMatch(root)) return;
  const release = await takeInstallLock(root);
  try {
    // Another run may have installed them while this one waited.
    if (!packagesMatch(root)) await install(root);
  } finally {
    release();
  }
}

/**
 * Whether what npm wrote down of its last installation is what the lock file asks for. Packages of other
 * platforms may be missing. Comparing this, and not a mark of our own, leaves an `npm install` that somebody
 * made by hand alone.
 */
export function packagesMatch(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return true;
    const found = installed[path];
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && Boolean(found.link) === Boolean(entry.link);
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Two runs that install into one folder at once would break it, so the second waits for the first. */
async function takeInstallLock(root) {
  const folder = join(root, '.saite');
  const file = join(folder, 'install.lock');
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  for (let tries = 0; ; tries += 1) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!ownerLives(file)) rmSync(file, { force: true });
    else if (tries % 20 === 0)
      console.log('… another run installs the packages, waiting / gaida citu instalāciju');
    await wait(500);
  }
}

function ownerLives(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Between making the file and writing the number into it, it is empty for a moment.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function install(root) {
  console.log('… installing the packages with npm ci / instalē pakotnes');
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const progress = setInterval(() => console.log(`… still installing / vēl instalē (${seconds()} s)`), 5000);
  // The npm that runs this script is the one whose settings fit; without it, whichever is on the path.
  const cli = process.env.npm_execpath;
  const [program, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const child = spawn(
    program,
    [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    // The reason comes first; long help may follow it.
    if (complaint.length < 4000) complaint += chunk;
  });
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      complaint += error.message;
      resolve(1);
    });
    child.on('close', resolve);
  });
  clearInterval(progress);
  if (code === 0) {
    console.log(`✓ packages ready / pakotnes gatavas (${seconds()} s)`);
    return;
  }
  if (UNREACHABLE.test(complaint)) {
    throw new Error(
      'The package registry cannot be reached. Check the network or the npm settings (registry, proxy) and try again.\n' +
        '  Pakotņu reģistrs nav sasniedzams. Pārbaudiet tīklu vai npm iestatījumus un mēģiniet vēlreiz.',
    );
  }
  throw new Error(
    `The packages could not be installed / Pakotnes neizdevās uzinstalēt:\n${reasonIn(complaint)}`,
  );
}

/** What npm complains about, without the help that it adds. */
function reasonIn(complaint) {
  const lines = complaint.trim().split('\n');
  const help = lines.findIndex((line) => /^npm error (Clean install a project|Usage:)/.test(line));
  return lines.slice(0, help === -1 ? 30 : help).join('\n');
}
