import { CSV, operations, XLSX } from '@saite/contracts';
import accepts from 'accepts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Door } from '../call.ts';
import { monthAsCsv } from '../exports/csv.ts';
import { monthAsXlsx } from '../exports/xlsx.ts';
import { handlers } from '../handlers.ts';
import { type Admitted, type Asked, callOf, fieldsOf } from '../perform.ts';
import { parseInput } from '../problem-error.ts';

type FileType = typeof CSV | typeof XLSX;
const { params: Path, query: Query } = operations.listInstitutionAllowances;

/** The file that the caller of an institution's month prefers, or nothing if that is JSON. */
export function preferredFile(request: FastifyRequest, { caller }: Admitted): FileType | undefined {
  // A file has all columns: whoever was granted a part of the fields gets JSON.
  if (fieldsOf(caller, 'listInstitutionAllowances') !== 'all') return undefined;
  const preferred = accepts(request.raw).type(['application/json', CSV, XLSX]);
  return preferred === CSV || preferred === XLSX ? preferred : undefined;
}

/** Answers an institution's month as a file. */
export async function exportMonth(
  door: Door,
  asked: Omit<Asked, 'operation'>,
  type: FileType,
  reply: FastifyReply,
): Promise<string | Buffer> {
  const call = callOf(door, { ...asked, operation: 'listInstitutionAllowances' });
  const { items } = await handlers.listInstitutionAllowances(call);
  const { institutionId } = parseInput(Path, asked.params);
  const { month } = parseInput(Query, asked.query);
  const name = `${institutionId}-${month}.${type === CSV ? 'csv' : 'xlsx'}`.replaceAll(':', '_');
  reply.header('content-disposition', `attachment; filename="${name}"`);
  reply.type(type === CSV ? `${CSV}; charset=utf-8` : XLSX);
  return type === CSV ? monthAsCsv(items, asked.language) : monthAsXlsx(items, asked.language);
}
