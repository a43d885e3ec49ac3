import {
  type CalendarDate,
  dateOfDayNumber,
  dayNumber,
  type InstitutionId,
  Money,
  type Month,
  monthNumber,
  monthOf,
  monthOfNumber,
  PaymentRecorded,
  PersonCode,
  type PersonRef,
  PlacementRecorded,
  type Sealed,
} from '@saite/contracts';
import { type KeyRing, personRef, sealCode, sealPerson } from '@saite/identity';
import type pg from 'pg';
import { AllowanceConfig, allowancePolicies, decideAllowance } from '../../hub/src/cases/allowance/index.ts';

/** Somebody whom PMLP has told, with boxes that open. */
export interface MadeSomebody {
  readonly ref: PersonRef;
  readonly code: Sealed;
  readonly record: Sealed;
}

export function madeSomebody(ring: KeyRing, number: number): MadeSomebody {
  const personCode = PersonCode.parse(`32${String(number).padStart(9, '0')}`);
  const ref = personRef(ring, personCode);
  const names = {
    givenName: 'Ķirsis',
    familyName: `Āboliņš-${number % 997}`,
    formerCodes: [],
    parentCodes: [],
  };
  return {
    ref,
    code: sealCode(ring, ref, personCode),
    record: sealPerson(ring, ref, { personCode, ...names }),
  };
}

/** Puts people into a hub's tables: their codes, and what PMLP told of them. */
export async function storePeople(database: pg.Client, people: readonly MadeSomebody[]): Promise<void> {
  const refs = people.map(({ ref }) => ref);
  await database.query('INSERT INTO hub.person_code SELECT ref, ref FROM unnest($1::text[]) AS ref', [refs]);
  await database.query('INSERT INTO hub.code_identity SELECT * FROM unnest($1::text[], $2::json[])', [
    refs,
    people.map(({ code }) => JSON.stringify(code)),
  ]);
  await storeFacts(
    database,
    'pmlp.person',
    people.map(({ ref, record }) => ({
      id: ref,
      subject: ref,
      data: {
        recordId: ref,
        recordVersion: 1,
        withdrawn: false,
        bornOn: '1940-05-06',
        formerRefs: [],
        parentRefs: [],
        residence: { atvk: '0001000', since: '2016-04-01' },
        identity: record,
      },
    })),
  );
}

interface MadeFact {
  readonly id: string;
  readonly subject: PersonRef;
  readonly data: object;
}

async function storeFacts(database: pg.Client, source: string, facts: readonly MadeFact[]): Promise<void> {
  await database.query(
    `INSERT INTO hub.fact (source, record_id, version, subject, withdrawn, content_hash, event_id, known_at, data)
     SELECT $1, id, 1, subject, false, 'made', 'e.made', now(), data
     FROM unnest($2::text[], $3::text[], $4::json[]) AS fact (id, subject, data)`,
    [
      source,
      facts.map(({ id }) => id),
      facts.map(({ subject }) => subject),
      facts.map(({ data }) => JSON.stringify(data)),
    ],
  );
}

const policies = allowancePolicies(AllowanceConfig.parse({}));

/**
 * Clients of one institution as they lie in a hub's tables: a placement each, and the statements of the present month
 * and the one before, as the case decides them.
 */
export async function storeClients(
  database: pg.Client,
  people: readonly MadeSomebody[],
  institutionId: InstitutionId,
  today: CalendarDate,
): Promise<void> {
  await database.query('BEGIN');
  await storePeople(database, people);
  const startedOn = dateOfDayNumber(dayNumber(today) - 400);
  const placements = people.map(({ ref, code }) => ({
    subject: ref,
    data: PlacementRecorded.parse({
      recordId: `A-${ref}`,
      recordVersion: 1,
      withdrawn: false,
      stay: { programme: 'adult-long-term-care', institutionId, startedOn, dailyCost: '31.17' },
      identity: code,
    }),
  }));
  await storeFacts(
    database,
    'spolis.placement',
    placements.map(({ subject, data }) => ({ id: data.recordId, subject, data })),
  );
  const last = monthNumber(monthOf(today));
  const months = new Set<Month>([monthOfNumber(last - 1), monthOfNumber(last)]);
  const rows = placements.flatMap(({ subject, data: placement }, index) => {
    const payment = PaymentRecorded.parse({
      recordId: `P${index}`,
      recordVersion: 1,
      withdrawn: false,
      kind: 'STATE_PENSION',
      periodFrom: '2019-01',
      periodTo: '2099-12',
      granted: Money.parse(`${300 + (index % 400)}.00`),
      paid: '280.00',
      currency: 'EUR',
      identity: placement.identity,
    });
    const decided = decideAllowance(
      {
        refs: [subject],
        placements: [{ subject, data: placement }],
        payments: [{ subject, data: payment }],
        incomeChecks: [],
        persons: [],
      },
      policies,
      today,
    );
    return decided.months.filter(({ month }) => months.has(month)).map((told) => ({ subject, ...told }));
  });
  const [some] = rows;
  if (!some) throw new Error('nobody was stated');
  await database.query(`INSERT INTO hub.grounds VALUES ('made', $1, $2) ON CONFLICT DO NOTHING`, [
    JSON.stringify(some.content.policies),
    JSON.stringify(some.content.legalBasis),
  ]);
  await database.query(
    `INSERT INTO hub.statement (person, month, version, statement_id, subject, supersedes, delta_cents, allowance_cents,
       content_hash, content, grounds, facts_digest, program_version, recorded_at)
     SELECT person, month, 1, gen_random_uuid(), person, NULL, cents, cents, 'made', content, 'made', 'made', 'made', now()
     FROM unnest($1::text[], $2::text[], $3::bigint[], $4::json[]) AS row (person, month, cents, content)`,
    [
      rows.map(({ subject }) => subject),
      rows.map(({ month }) => month),
      rows.map(({ allowanceCents }) => allowanceCents),
      rows.map(({ content: { policies: _policies, legalBasis: _basis, ...own } }) => JSON.stringify(own)),
    ],
  );
  await database.query('COMMIT');
  await database.query('ANALYZE hub.fact, hub.person_code, hub.statement, hub.code_identity');
}

/** Children of one orphan's court as they lie in a hub's tables, each with an open alert and a report to be read. */
export async function storeCourtChildren(
  database: pg.Client,
  people: readonly MadeSomebody[],
  court: string,
  today: CalendarDate,
): Promise<void> {
  const refs = people.map(({ ref }) => ref);
  const since = dateOfDayNumber(dayNumber(today) - 170);
  const due = dateOfDayNumber(dayNumber(today) + 11);
  await database.query('BEGIN');
  await storePeople(database, people);
  await database.query(
    `INSERT INTO hub.child_keeper (person, court, municipality, institutions, institution_id, since, anchor, report_interval, due_on)
     SELECT ref, $2, '0001000', ARRAY['BSRC-1'], 'BSRC-1', $3, $3, 'P6M', $4 FROM unnest($1::text[]) AS ref`,
    [refs, court, since, due],
  );
  await database.query(
    `INSERT INTO hub.care_alert (alert_id, person, subject, key, kind, raised_on, due_on, recorded_at, basis, court, recipients)
     SELECT 'a.made-' || ref, ref, ref, 'made', 'report-due-soon', $2, $3, now(), '{}', $4, '[]' FROM unnest($1::text[]) AS ref`,
    [refs, today, due, court],
  );
  await database.query(
    `INSERT INTO hub.delivery (delivery_id, person, document, document_id, document_version, role, recipient, register,
       state, round, asked_round, made_at)
     SELECT gen_random_uuid(), ref, 'contact-report', 'R' || ref, 1, 'orphan-court', $2, 'npais', 'delivered', 1, 1, now()
     FROM unnest($1::text[]) AS ref`,
    [refs, court],
  );
  await database.query('COMMIT');
  await database.query('ANALYZE hub.child_keeper, hub.care_alert, hub.delivery');
}
