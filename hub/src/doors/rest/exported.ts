import { CSV, operations, PDF, XLSX } from '@saite/contracts';
import accepts from 'accepts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Door } from '../call.ts';
import { monthAsCsv } from '../exports/csv.ts';
import { statementAsPdf } from '../exports/statement-pdf.ts';
import { monthAsXlsx } from '../exports/xlsx.ts';
import { handlers, type OwnOperationId } from '../handlers.ts';
import { type Admitted, type Asked, callOf, fieldsOf } from '../perform.ts';
import { parseInput } from '../problem-error.ts';

type AskedFile = Omit<Asked, 'operation'>;
/** Answers a call as a file. */
type Export = (door: Door, asked: AskedFile, reply: FastifyReply) => Promise<string | Buffer>;

/** The files that an operation may answer with in place of JSON, by content type. */
const FILES: Readonly<Partial<Record<OwnOperationId, Readonly<Record<string, Export>>>>> = {
  listInstitutionAllowances: {
    [CSV]: (door, asked, reply) => exportMonth(door, asked, CSV, reply),
    [XLSX]: (door, asked, reply) => exportMonth(door, asked, XLSX, reply),
  },
  readClientMonth: { [PDF]: exportStatement },
};

/** How the caller of an operation gets the file that it prefers, or nothing if that is JSON. */
export function preferredFile(
  id: OwnOperationId,
  request: FastifyRequest,
  { caller }: Admitted,
): Export | undefined {
  const files = FILES[id];
  // A file has everything: whoever was granted a part of the fields gets JSON.
  if (!files || fieldsOf(caller, id) !== 'all') return undefined;
  const preferred = accepts(request.raw).type(['application/json', ...Object.keys(files)]);
  return typeof preferred === 'string' && Object.hasOwn(files, preferred) ? files[preferred] : undefined;
}

async function exportMonth(
  door: Door,
  asked: AskedFile,
  type: typeof CSV | typeof XLSX,
  reply: FastifyReply,
): Promise<string | Buffer> {
  const { params, query } = operations.listInstitutionAllowances;
  const call = callOf(door, { ...asked, operation: 'listInstitutionAllowances' });
  const { items } = await handlers.listInstitutionAllowances(call);
  const { institutionId } = parseInput(params, asked.params);
  const { month } = parseInput(query, asked.query);
  const name = `${institutionId}-${month}.${type === CSV ? 'csv' : 'xlsx'}`.replaceAll(':', '_');
  reply.header('content-disposition', `attachment; filename="${name}"`);
  reply.type(type === CSV ? `${CSV}; charset=utf-8` : XLSX);
  return type === CSV ? monthAsCsv(items, asked.language) : monthAsXlsx(items, asked.language);
}

/** A client's month to be printed; the name of the file tells nobody who it is. */
async function exportStatement(door: Door, asked: AskedFile, reply: FastifyReply): Promise<Buffer> {
  const call = callOf(door, { ...asked, operation: 'readClientMonth' });
  const month = await handlers.readClientMonth(call);
  const { month: name, version } = month.statement;
  reply.header('content-disposition', `inline; filename="statement-${name}-${version}.pdf"`);
  reply.header('content-language', asked.language);
  reply.type(PDF);
  return statementAsPdf(month, asked.language);
}
