import type { FaultSwitch } from '@saite/adapter-kit/sandbox';
import { Atvk } from '@saite/contracts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { XML_LIMIT_BYTES, XmlProblem } from '../xml/schema.ts';
import { type DropFolders, WrongFile } from './drop-folders.ts';
import { writeReceipts } from './write-receipts.ts';

/** Ways in which this register alone goes wrong. */
export const SOPA_FAULTS = [
  'lost-answer',
  'slow-reading',
  'refuse-items',
  'refuse-files',
  'other-receipts',
  'other-person',
  'changed-schema',
] as const;
export type SopaFault = (typeof SOPA_FAULTS)[number];

const Place = z.object({
  municipality: Atvk,
  fileName: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/)
    .describe('Name of the file'),
});
const STATUS = { new: 201, same: 200 } as const;

/** The text of a body; `undefined` if it is not UTF-8. */
function textOf(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

const refuse = (reply: FastifyReply, status: number, code: string) =>
  reply.status(status).send({ error: { code } });

/** Mounts the folders of the municipalities; `app` is a scope of their own. */
export function mountFolders(
  app: FastifyInstance,
  folders: DropFolders,
  faults: FaultSwitch<SopaFault>,
  slowReadingMs: number,
): void {
  app.addContentTypeParser(
    ['application/xml', 'text/xml'],
    { parseAs: 'buffer', bodyLimit: XML_LIMIT_BYTES },
    (_request, body, done) => done(null, body),
  );

  app.put('/sopa/:municipality/outgoing/:fileName', async (request, reply) => {
    const place = Place.safeParse(request.params);
    if (!place.success || !Buffer.isBuffer(request.body)) return refuse(reply, 400, 'REQUEST_NOT_VALID');
    const { mode } = faults; // as it is now, however long the file takes
    if (mode === 'refuse-files') return refuse(reply, 422, 'FILE_NOT_TAKEN');
    const { municipality, fileName } = place.data;
    const reading = {
      delayMs: mode === 'slow-reading' ? slowReadingMs : 0,
      ...(mode === 'refuse-items' ? { refuse: 'CHILD_NOT_KNOWN' } : {}),
    };
    const xml = textOf(request.body);
    if (xml === undefined) return refuse(reply, 422, 'NOT_UNICODE');
    try {
      const outcome = await folders.put(municipality, fileName, xml, reading);
      if (outcome === 'other') return refuse(reply, 409, 'FILE_NAME_TAKEN');
      if (mode !== 'lost-answer') return reply.status(STATUS[outcome]).send({ fileName });
      reply.hijack();
      reply.raw.destroy();
      return reply;
    } catch (error) {
      if (error instanceof XmlProblem || error instanceof WrongFile) return refuse(reply, 422, error.code);
      throw error;
    }
  });

  app.get('/sopa/:municipality/outgoing/:fileName/receipts', (request, reply) => {
    const place = Place.safeParse(request.params);
    const receipts = place.success ? folders.receipts(place.data.fileName) : undefined;
    if (!place.success || !receipts) return refuse(reply, 404, 'NOT_READ_YET');
    const { municipality } = place.data;
    const fileName =
      faults.mode === 'other-receipts' ? `SAITE-${municipality}-999999.xml` : place.data.fileName;
    const xml = writeReceipts(municipality, fileName, receipts.readAt, receipts.items);
    return reply.type('application/xml; charset=utf-8').send(xml);
  });
}
