import { parseBody } from '@saite/adapter-kit/sandbox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from 'oidc-provider';
import { z } from 'zod';
import { type Language, languageOf, pageHeaders, STYLE, STYLE_PATH } from './pages/page.ts';
import { expiredPage, signInPage } from './pages/sign-in.ts';
import type { IdentityProvider } from './provider.ts';
import { USERS } from './users.ts';

const FORM_LIMIT = 4_096;
const Choice = z.strictObject({ user: z.enum(USERS.map(({ id }) => id)).describe('Who signs in') });
const Query = z.looseObject({ lang: z.unknown() });

/** Mounts the pages on which people sign in. Cookies of the log-in under way keep others from signing in for them. */
export async function mountSignIn(app: FastifyInstance, issuer: IdentityProvider): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_LIMIT },
      (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
    );
    scope.get(STYLE_PATH, (_request, reply) =>
      reply.header('x-content-type-options', 'nosniff').type('text/css; charset=utf-8').send(STYLE),
    );

    scope.get('/sign-in/:uid', async (request, reply) => {
      const underWay = await find(request, reply);
      if (!underWay) return expired(request, reply);
      const { redirect_uri: leadsTo, ui_locales: locales } = underWay.params;
      const language = languageOfRequest(request, locales);
      const headers = pageHeaders(typeof leadsTo === 'string' ? leadsTo : undefined);
      return reply.headers(headers).send(signInPage(language));
    });

    scope.post('/sign-in/:uid', async (request, reply) => {
      if (!(await find(request, reply))) return expired(request, reply);
      const { user } = parseBody(Choice, request.body);
      const result = { login: { accountId: user, remember: false } };
      const next = await issuer.current().interactionResult(request.raw, reply.raw, result);
      return reply.header('cache-control', 'no-store').redirect(next, 303);
    });

    const find = async (request: FastifyRequest, reply: FastifyReply) => {
      try {
        return await issuer.current().interactionDetails(request.raw, reply.raw);
      } catch (error) {
        if (error instanceof errors.SessionNotFound) return undefined;
        throw error;
      }
    };
  });
}

function languageOfRequest(request: FastifyRequest, locales?: unknown): Language {
  const chosen = Query.safeParse(request.query).data?.lang ?? String(locales ?? '').split(/[ -]/)[0];
  return languageOf(chosen, request.headers['accept-language']);
}

const expired = (request: FastifyRequest, reply: FastifyReply) =>
  reply
    .status(400)
    .headers(pageHeaders())
    .send(expiredPage(languageOfRequest(request)));
