import { ApiProblem } from '../../../api/problem.ts';
import type { DraftField } from './check.ts';

const FIELDS: Readonly<Record<string, DraftField>> = {
  institutionId: 'institutionId',
  reportedOn: 'reportedOn',
  period: 'from',
  'period.from': 'from',
  'period.to': 'to',
  contacts: 'contacts',
  cooperation: 'cooperation',
  physicalDevelopment: 'physicalDevelopment',
  psychosocialDevelopment: 'psychosocialDevelopment',
};

/** What the hub refuses at a field of the form, in its words. */
export function refusalsIn(error: Error): Readonly<Partial<Record<DraftField, string>>> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.errors.flatMap(({ path, message }) => {
      const field = FIELDS[path] ?? FIELDS[path.split(/[.[]/, 1)[0] ?? ''];
      return field ? [[field, message]] : [];
    }),
  );
}
