import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { type Language, languageOf } from '../language.ts';
import type { RestDoor } from './rest-door.ts';
import { PAGE_SHELL } from './shell.ts';

const TEXTS = {
  lv: {
    title: 'Saite',
    about:
      'Labklājības nozares informācijas sistēmu sadarbspējas mezgls: notikumi starp reģistriem un pārbaudītas atbildes.',
    running: 'Kas darbojas',
    where: 'Kur doties',
    links: {
      datasets: 'Atvērtās datu kopas',
      openapi: 'REST saskarnes apraksts (OpenAPI)',
      asyncapi: 'Notikumu apraksts (AsyncAPI)',
      soap: 'SOAP saskarnes apraksts (WSDL)',
      sopaImport: 'SOPA importa datnes shēma (XSD)',
      ready: 'Gatavība un atkarības',
      metrics: 'Mērījumi (Prometheus)',
    },
    parts: {
      broker: 'Ziņojumu brokeris',
      database: 'Datubāze',
      audit: 'Audita pieraksti',
      statistics: 'Statistika',
      systems: 'Izsaucēju sistēmu saraksts',
      certificates: 'Savstarpējā TLS sertifikāti',
    },
    states: { up: 'darbojas', degraded: 'darbojas daļēji', down: 'nedarbojas' },
    adapter: 'Adapteris',
    other: 'English',
  },
  en: {
    title: 'Saite',
    about:
      'The integration hub of Latvia’s welfare registers: events between registers, and checked answers.',
    running: 'What runs',
    where: 'Where to go',
    links: {
      datasets: 'The open data sets',
      openapi: 'The REST interface (OpenAPI)',
      asyncapi: 'The events (AsyncAPI)',
      soap: 'The SOAP interface (WSDL)',
      sopaImport: 'Schema of the import file of SOPA (XSD)',
      ready: 'Readiness and dependencies',
      metrics: 'Figures (Prometheus)',
    },
    parts: {
      broker: 'Message broker',
      database: 'Database',
      audit: 'Audit trail',
      statistics: 'Statistics',
      systems: 'List of calling systems',
      certificates: 'Certificates of mutual TLS',
    },
    states: { up: 'up', degraded: 'degraded', down: 'down' },
    adapter: 'Adapter',
    other: 'Latviešu',
  },
} as const;

const LINKS = [
  ['/v1/datasets', 'datasets'],
  ['/openapi.json', 'openapi'],
  ['/asyncapi.json', 'asyncapi'],
  ['/soap/v1?wsdl', 'soap'],
  ['/XMLSchemas/999003/SopaImport/v1-0/SopaImport.xsd', 'sopaImport'],
  ['/health/ready', 'ready'],
  ['/metrics', 'metrics'],
] as const;

/** Schemas of the SOAP doors and of the exchange with SOPA, published at the path that the state's catalogue would give them. */
const XML_SCHEMAS = {
  Saite: '@saite/contracts/generated/xsd/Saite.xsd',
  SopaImport: '@saite/contracts/generated/xsd/SopaImport.xsd',
  SopaImportResult: '@saite/contracts/generated/xsd/SopaImportResult.xsd',
  SopaOutgoing: '@saite/contracts/xsd/SopaOutgoing.xsd',
  SopaReceipts: '@saite/contracts/xsd/SopaReceipts.xsd',
} as const;

const GENERATED = import.meta
  .resolve('@saite/contracts/generated/openapi.json')
  .replace(/openapi\.json$/, '');

/** The first page, and the descriptions that are made from the contracts. */
export function registerPages(app: FastifyInstance, door: Pick<RestDoor, 'health'>): void {
  for (const name of ['openapi', 'asyncapi']) {
    const content = readFile(new URL(`${name}.json`, GENERATED), 'utf8');
    content.catch(() => {}); // told to whoever asks
    app.get(`/${name}.json`, async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(await content),
    );
  }
  for (const [name, module] of Object.entries(XML_SCHEMAS)) {
    const content = readFile(new URL(import.meta.resolve(module)), 'utf8');
    content.catch(() => {}); // told to whoever asks
    app.get(`/XMLSchemas/999003/${name}/v1-0/${name}.xsd`, async (_request, reply) =>
      reply.type('application/xml; charset=utf-8').send(await content),
    );
  }
  app.get<{ Querystring: { lang?: unknown } }>('/', { helmet: PAGE_SHELL }, async (request, reply) => {
    const asked = request.query.lang;
    const language =
      asked === 'lv' || asked === 'en' ? asked : languageOf(request.headers['accept-language']);
    const report = await door.health();
    const states = Object.entries(report).map(([part, { state }]) => ({ part, state }));
    return reply.type('text/html; charset=utf-8').send(page(language, states, reply.cspNonce.style));
  });
}

function page(
  language: Language,
  states: readonly { part: string; state: 'up' | 'degraded' | 'down' }[],
  nonce: string,
): string {
  const text = TEXTS[language];
  const nameOf = (part: string) =>
    Object.entries(text.parts).find(([key]) => key === part)?.[1] ??
    `${text.adapter} ${part.replace(/^adapter-/, '').toUpperCase()}`;
  const other = language === 'lv' ? 'en' : 'lv';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
body { max-width: 42rem; margin: 0 auto; padding: 2rem 1rem }
h1 { margin: 0 } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse } td { padding: .25rem 1.5rem .25rem 0 }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem }
</style>
</head>
<body>
<header><h1>${text.title}</h1><a href="/?lang=${other}" lang="${other}" hreflang="${other}">${text.other}</a></header>
<main>
<p>${text.about}</p>
<h2>${text.running}</h2>
<table>${states.map(({ part, state }) => `<tr><td>${nameOf(part)}</td><td>${state === 'up' ? '✓' : '⚠'} ${text.states[state]}</td></tr>`).join('')}</table>
<h2>${text.where}</h2>
<ul>${LINKS.map(([path, name]) => `<li><a href="${path}">${text.links[name]}</a></li>`).join('')}</ul>
</main>
</body>
</html>
`;
}
