import type {
  CalendarDate,
  ClientMonth,
  Month,
  PersonRef,
  StatementVersion,
  TraceSource,
} from '@saite/contracts';
import { rigaDate, type Transaction } from '@saite/runtime';
import { reproduces, traceOf } from '../../cases/allowance/index.ts';
import { changesBetween } from '../../cases/institution-month/index.ts';
import { readFactsKnownAt, type StatementFacts } from '../../journal/facts-of-statement.ts';
import { readHistory, readStatement } from '../../journal/read-statements.ts';
import { type StoredStatement, toStatement } from '../../journal/stored-statement.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import { mayShow, show } from '../allowances.ts';
import type { Call, Shown } from '../call.ts';
import { readPerson } from '../persons/known-person.ts';
import { readShownPerson } from '../persons/shown-persons.ts';
import { ProblemError } from '../problem-error.ts';

/** What a client's month is asked by. */
export interface AskedMonth {
  readonly personRef: PersonRef;
  readonly month: Month;
  readonly asKnownOn: CalendarDate | undefined;
}

/** `GET /v1/clients/{personRef}/months/{month}`: a statement, how each amount comes about, and what was said when. */
export function readClientMonth(call: Call, asked: AskedMonth): Promise<ClientMonth> {
  const { database, deciders, references } = call.door;
  return call.read(
    (transaction) => showClientMonth(transaction, call, asked),
    async () => deciders.decideNow(await refsOfPerson(database, references, asked.personRef)),
  );
}

async function showClientMonth(
  transaction: Transaction,
  { door, reach, language }: Call,
  { personRef, month, asKnownOn }: AskedMonth,
): Promise<Shown<ClientMonth>> {
  const { keyRing, references, clock } = door;
  const known = await readPerson(transaction, references, personRef);
  const refs = known?.refs ?? [personRef];
  const history = await readHistory(transaction, refs, month);
  if (!known || !history.some((stored) => mayShow(stored, reach))) throw new ProblemError('NOT_FOUND');
  const stored = await readStatement(transaction, refs, month, asKnownOn);
  if (!stored) throw new ProblemError('NOT_FOUND');
  const facts = await readFactsKnownAt(transaction, refs, stored.recordedAt);
  const content = { ...stored.content, policies: stored.policies, legalBasis: stored.legalBasis };
  const name = refs[0] ?? personRef;
  const life = { bornOn: known.pmlp.bornOn, death: known.death };
  return {
    answer: {
      person: await readShownPerson(transaction, references, name, life, rigaDate(clock.now())),
      statement: show(keyRing, stored, reach),
      trace: traceOf(
        {
          month,
          content,
          sourceOf: (register, id) => sourceIn(facts, stored, register, id),
          sees: ({ institutionId }) => reach.all || reach.institutionIds.has(institutionId),
        },
        language,
      ),
      reproduced: reproduces(content),
      factsMatch: facts.digests.includes(stored.factsDigest),
      versions: history.map((version, index) => sayVersion(version, history[index + 1])),
    },
    persons: [stored.subject],
    target: month,
  };
}

/** The record that a line or stay was taken from, if the one known then says what the statement says. */
function sourceIn(
  { payments, placements }: StatementFacts,
  { content }: StoredStatement,
  register: TraceSource['register'],
  id: string,
): TraceSource | null {
  if (register === 'sais') {
    const line = content.lines.find(({ paymentId }) => paymentId === id);
    const found = payments.get(id);
    if (!found || !line || found.data.granted !== line.granted || found.data.paid !== line.paid) return null;
    const { data: _data, ...source } = found;
    return source;
  }
  const stay = content.stays.find(({ placementId }) => placementId === id);
  const found = placements.get(id);
  if (!found || !stay || found.data.withdrawn) return null;
  if ((found.data.stay.dailyCost ?? null) !== stay.dailyCost) return null;
  const { data: _data, ...source } = found;
  return source;
}

/** A version beside the one that was said before it. */
function sayVersion(stored: StoredStatement, before: StoredStatement | undefined): StatementVersion {
  const { version, supersedes, delta, computedAt } = toStatement(stored);
  const { base, allowance, serviceCost, clientShare, flags } = stored.content;
  return {
    version,
    supersedes,
    computedAt,
    delta,
    base,
    allowance,
    serviceCost,
    clientShare,
    flags,
    changes: before && supersedes !== null ? changesBetween(before, stored) : [],
  };
}
