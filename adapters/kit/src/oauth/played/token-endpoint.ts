import type { FastifyInstance } from 'fastify';
import type { OAuthClients } from './clients.ts';

/** Mounts a played register's token endpoint at `/<register>/oauth2/token`; the scope takes forms from then on. */
export function mountTokenEndpoint(app: FastifyInstance, register: string, clients: OAuthClients): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  );
  app.post(`/${register}/oauth2/token`, async (request, reply) => {
    const answer = await clients.token(request.body);
    return reply.status('error' in answer ? 401 : 200).send(answer);
  });
}
