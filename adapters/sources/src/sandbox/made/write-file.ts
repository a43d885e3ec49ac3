import { SOURCE_STRUCTURES, type Source } from '@saite/contracts';
import { insured, providers, recipients } from './aggregate-files.ts';
import { supportRequests, technicalAids, unemployed } from './person-files.ts';
import { type MadeMonth, type MadePlan, monthOfPlan } from './plan.ts';

/** How each source writes: the rows, and what stands between the cells. */
const WRITTEN: {
  readonly [Name in Source]: readonly [(month: MadeMonth) => Iterable<readonly string[]>, ',' | ';'];
} = {
  'technical-aids': [technicalAids, ';'],
  unemployed: [unemployed, ';'],
  'support-requests': [supportRequests, ','],
  providers: [providers, ','],
  insured: [insured, ';'],
  recipients: [recipients, ','],
};

const AT_ONCE = 500;

/** A made file of a source, some rows at a time. */
export function* writeSourceFile(source: Source, plan: MadePlan): Generator<string, void> {
  const [rows, delimiter] = WRITTEN[source];
  let lines = [SOURCE_STRUCTURES[source].columns.map(({ name }) => name).join(delimiter)];
  for (const cells of rows(monthOfPlan(plan))) {
    lines.push(cells.join(delimiter));
    if (lines.length < AT_ONCE) continue;
    yield `${lines.join('\r\n')}\r\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`;
}
