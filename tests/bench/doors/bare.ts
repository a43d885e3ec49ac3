import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import Fastify from 'fastify';
import { listen } from 'soap';

// What the doors are held against: a bare fastify route and a bare server of the soap library, each answering what never
// changes, without any check.
const { REST_PORT = '', SOAP_PORT = '', ANSWER = '{}' } = process.env;
const answer: unknown = JSON.parse(ANSWER);

const rest = Fastify();
rest.post('/v1/allowances/query', async () => answer);
await rest.listen({ host: '127.0.0.1', port: Number(REST_PORT) });

const wsdl = readFileSync(new URL(import.meta.resolve('@saite/contracts/generated/wsdl/Saite.wsdl')), 'utf8');
const soap = createServer((_request, response) => response.writeHead(404).end());
soap.listen(Number(SOAP_PORT), '127.0.0.1');
const GetAllowance = () => answer;
listen(soap, '/soap/v1', { Saite: { Soap11: { GetAllowance }, Soap12: { GetAllowance } } }, wsdl, () =>
  process.send?.('ready'),
);
process.on('disconnect', () => process.exit());
