import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FaultSwitch } from '@saite/adapter-kit/sandbox';
import type { FastifyInstance } from 'fastify';
import { createServerless } from 'soap';
import { WSDL_PATH } from '../soap-client.ts';
import { MESSAGE_LIMIT_BYTES } from '../upstream-contract.ts';
import { type SaisFault, spoilAnswer, spoilText } from './faults.ts';
import type { PlayedRegister } from './register.ts';

const XSD_PATH = fileURLToPath(new URL('../../wsdl/SaisExchange.xsd', import.meta.url));
const SOAP_TYPE = 'application/soap+xml; charset=utf-8';

const fault = (code: 'Sender' | 'Receiver', reason: string) => ({
  Fault: {
    Code: { Value: `soap:${code}` },
    Reason: { Text: { attributes: { 'xml:lang': 'en' }, $value: reason } },
    statusCode: code === 'Sender' ? 400 : 500,
  },
});

/** Mounts SAIS's SOAP service at `/sais/soap`, with its WSDL and schema. */
export async function mountSoap(
  app: FastifyInstance,
  register: PlayedRegister,
  faults: FaultSwitch<SaisFault>,
): Promise<void> {
  const submit = async (content: unknown) => {
    if (faults.mode === 'soap-fault') throw fault('Receiver', 'the register failed');
    return spoilAnswer(faults.mode, await register.submit(content));
  };
  const wsdl = readFileSync(WSDL_PATH, 'utf8');
  const schema = readFileSync(XSD_PATH, 'utf8');
  const server = await createServerless({
    path: '/sais/soap',
    xml: wsdl,
    uri: WSDL_PATH,
    suppressStack: true,
    forceSoap12Headers: true,
    services: { Sais: { SaisPort: { SubmitSync: submit } } },
  });
  await app.register(async (scope) => {
    scope.addHook('onRequest', faults.hook);
    scope.addContentTypeParser(
      ['application/soap+xml', 'text/xml', 'application/xml'],
      { parseAs: 'string', bodyLimit: MESSAGE_LIMIT_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.get('/sais/soap', (_request, reply) => reply.type('application/wsdl+xml').send(wsdl));
    scope.get('/sais/SaisExchange.xsd', (_request, reply) => reply.type('application/xml').send(schema));
    scope.post('/sais/soap', { bodyLimit: MESSAGE_LIMIT_BYTES }, async (request, reply) => {
      const body = String(request.body);
      if (/<!DOCTYPE/i.test(body)) return reply.status(400).type('text/plain').send('No document types.');
      const answer = await server.processRequest(body, {
        url: '/sais/soap',
        headers: { 'content-type': SOAP_TYPE },
      });
      if (faults.mode === 'lost-answer' && body.includes('<CareNotice>')) {
        reply.hijack();
        reply.raw.destroy();
        return reply;
      }
      return reply.status(answer.statusCode).type(SOAP_TYPE).send(spoilText(faults.mode, answer.body));
    });
  });
}
