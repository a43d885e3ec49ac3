import { type GrantedFields, type Operation, operations, type System, SystemsFile } from '@saite/contracts';
import { SaiteError } from '@saite/runtime';
import { hasField } from './answer-fields.ts';

type Issue = readonly [path: string, message: string];

/**
 * Reads the file of the calling systems, and what its shape alone cannot say: each system and certificate stands once,
 * operations and fields are there, and nobody has the rights of its roles outside the sandbox.
 *
 * @throws SaiteError `SYSTEMS_INVALID` naming each field that is wrong
 */
export function parseSystems(text: string, isSandbox: boolean): readonly System[] {
  const parsed = SystemsFile.safeParse(jsonOf(text));
  if (!parsed.success)
    throw invalid(parsed.error.issues.map((issue) => [issue.path.join('.') || 'the file', issue.message]));
  const { systems } = parsed.data;
  const issues = [...twice(systems), ...systems.flatMap((system, at) => wrongGrants(system, at, isSandbox))];
  if (issues.length > 0) throw invalid(issues);
  return systems;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid([['the file', 'is not JSON']]);
  }
}

const invalid = (issues: readonly Issue[]): SaiteError =>
  new SaiteError(
    'SYSTEMS_INVALID',
    `The file of the calling systems is not valid (${issues.map((issue) => issue.join(': ')).join('; ')}).`,
  );

function twice(systems: readonly System[]): Issue[] {
  const names = new Set<string>();
  const thumbprints = new Set<string>();
  const isSecond = (known: Set<string>, one: string) => known.size === known.add(one).size;
  return systems.flatMap(({ system, certificates }, at): Issue[] => [
    ...(isSecond(names, system) ? [[`systems.${at}.system`, 'stands here a second time'] as const] : []),
    ...certificates.flatMap((certificate, index): Issue[] =>
      isSecond(thumbprints, certificate)
        ? [[`systems.${at}.certificates.${index}`, 'stands here a second time']]
        : [],
    ),
  ]);
}

const isOperation = (id: string): id is keyof typeof operations => Object.hasOwn(operations, id);

function wrongGrants({ operations: grants }: System, at: number, isSandbox: boolean): Issue[] {
  const path = `systems.${at}.operations`;
  if (grants === 'of-roles')
    return isSandbox ? [] : [[path, 'all rights of the roles are given in the sandbox only']];
  return Object.entries(grants).flatMap(([id, fields]): Issue[] =>
    isOperation(id)
      ? wrongFields(operations[id], fields, `${path}.${id}`)
      : [[`${path}.${id}`, 'no such operation']],
  );
}

function wrongFields(operation: Operation, fields: GrantedFields, path: string): Issue[] {
  if (fields === 'all') return [];
  if (operation.answeredBy !== undefined)
    return [[path, 'a service behind the hub answers it as a whole: only "all" can be granted']];
  return fields.flatMap((field, index): Issue[] =>
    hasField(operation.answer.schema, field) ? [] : [[`${path}.${index}`, 'the answer has no such field']],
  );
}
