import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { createServerless } from 'soap';
import type { FaultSwitch } from '../../sandbox/fault-switch.ts';
import { MESSAGE_LIMIT_BYTES } from '../guarded-http.ts';
import { type IvisService, schemaPathOf } from '../ivis-service.ts';
import type { WrittenAnswer } from './ivis-register.ts';
import { spoilCorrelation, spoilText } from './soap-faults.ts';

const SOAP_TYPE = 'application/soap+xml; charset=utf-8';

const fault = (code: 'Sender' | 'Receiver', reason: string) => ({
  Fault: {
    Code: { Value: `soap:${code}` },
    Reason: { Text: { attributes: { 'xml:lang': 'en' }, $value: reason } },
    statusCode: code === 'Sender' ? 400 : 500,
  },
});

export interface SoapDoorOptions<Answer extends object> {
  readonly service: IvisService;
  /** Register in the path: the service stands at `/<register>/soap`, its schema beside it. */
  readonly register: string;
  readonly submit: (content: unknown) => Promise<WrittenAnswer<Answer>>;
  readonly faults: Pick<FaultSwitch<string>, 'mode' | 'hook'>;
  /** Spoils an answer in the register's own ways. */
  readonly spoil: (mode: string, answer: Answer) => Answer;
  /** Elements of requests that bring something: the fault `lost-answer` loses the answers to these. */
  readonly deliveries: readonly string[];
}

/** Mounts a played register's SOAP 1.2 service, with its WSDL and schema, and plays the faults of SOAP. */
export async function mountSoap<Answer extends object>(
  app: FastifyInstance,
  { service, register, submit, faults, spoil, deliveries }: SoapDoorOptions<Answer>,
): Promise<void> {
  const SubmitSync = async (content: unknown) => {
    if (faults.mode === 'soap-fault') throw fault('Receiver', 'the register failed');
    const answer = await submit(content);
    if (faults.mode === 'wrong-correlation') return spoilCorrelation(answer);
    return answer.Body ? { ...answer, Body: spoil(faults.mode, answer.Body) } : answer;
  };
  const path = `/${register}/soap`;
  const wsdl = readFileSync(service.wsdlPath, 'utf8');
  const schema = readFileSync(schemaPathOf(service), 'utf8');
  const ready = Promise.withResolvers<void>();
  const server = await createServerless({
    path,
    xml: wsdl,
    uri: service.wsdlPath,
    suppressStack: true,
    forceSoap12Headers: true,
    services: { [service.name]: { [`${service.name}Port`]: { SubmitSync } } },
    callback: (error: unknown) => (error ? ready.reject(error) : ready.resolve()),
  });
  await ready.promise; // the schema is read after the server is there: until then it answers every call with a fault
  await app.register(async (scope) => {
    scope.addHook('onRequest', faults.hook);
    scope.addContentTypeParser(
      ['application/soap+xml', 'text/xml', 'application/xml'],
      { parseAs: 'string', bodyLimit: MESSAGE_LIMIT_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.get(path, (_request, reply) => reply.type('application/wsdl+xml').send(wsdl));
    scope.get(`/${register}/${service.schema}.xsd`, (_request, reply) =>
      reply.type('application/xml').send(schema),
    );
    scope.post(path, { bodyLimit: MESSAGE_LIMIT_BYTES }, async (request, reply) => {
      const body = String(request.body);
      if (/<!DOCTYPE/i.test(body)) return reply.status(400).type('text/plain').send('No document types.');
      const answer = await server.processRequest(body, {
        url: path,
        headers: { 'content-type': SOAP_TYPE },
      });
      if (faults.mode === 'lost-answer' && deliveries.some((element) => body.includes(`<${element}>`))) {
        reply.hijack();
        reply.raw.destroy();
        return reply;
      }
      return reply.status(answer.statusCode).type(SOAP_TYPE).send(spoilText(faults.mode, answer.body));
    });
  });
}
