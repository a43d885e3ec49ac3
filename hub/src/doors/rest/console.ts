import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { CONSOLE_PAGES } from '@saite/console/pages';
import type { Log } from '@saite/runtime';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ProblemError } from '../problem-error.ts';
import { pageShell } from './shell.ts';

/** The web page for people, as it was built. */
export interface ConsoleFiles {
  /** Folder of `index.html` and `assets/`. */
  readonly folder: string;
  /** Issuer at which people sign in; the page may call it and nothing else but the hub. */
  readonly issuer: string;
}

const YEAR_S = 31_536_000;

/**
 * The console at `/`: one page for every path of its own, and its files, whose names change with their content. A
 * checkout where it was not built answers `UNAVAILABLE`; everything else works.
 */
export async function registerConsole(app: FastifyInstance, files: ConsoleFiles, log: Log): Promise<void> {
  const shell = pageShell(new URL(files.issuer).origin);
  const page = existsSync(join(files.folder, 'index.html'))
    ? (await readFile(join(files.folder, 'index.html'), 'utf8')).replaceAll('%SAITE_ISSUER%', files.issuer)
    : undefined;
  if (page === undefined) log.warn('console.not-built');
  else
    await app.register(fastifyStatic, {
      root: join(files.folder, 'assets'),
      prefix: '/assets/',
      preCompressed: true,
      decorateReply: false,
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (reply) => {
        reply.header('cache-control', `public, max-age=${YEAR_S}, immutable`);
      },
    });
  const show = async (_request: unknown, reply: FastifyReply) => {
    if (page === undefined) throw new ProblemError('UNAVAILABLE');
    return reply
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('%SAITE_NONCE%', reply.cspNonce.style));
  };
  app.get('/', { helmet: shell }, show);
  for (const name of CONSOLE_PAGES) {
    app.get(`/${name}`, { helmet: shell }, show);
    app.get(`/${name}/*`, { helmet: shell }, show);
  }
}
