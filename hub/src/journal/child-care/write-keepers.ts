import { dateOfDayNumber } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { Keepers, Standing } from '../../cases/child-care/index.ts';
import type { KnownPerson } from '../../deciders/load-facts.ts';

/** Who may see a child from now on, and how it stands today; without keepers nobody may, as it is no child's case. */
export interface KeptChild {
  readonly known: KnownPerson;
  readonly keepers: Keepers | null;
  readonly standing: Standing | null;
}

const date = (day: number | undefined): string | null =>
  day === undefined || !Number.isFinite(day) ? null : dateOfDayNumber(day);

/** Who may see the children from now on, and how they stand; nobody any more whoever is no child's case. */
export async function writeKeepers(transaction: Transaction, children: readonly KeptChild[]): Promise<void> {
  const kept = children.flatMap(({ known, keepers, standing }) =>
    keepers ? [{ person: known.group.person, keepers, standing }] : [],
  );
  await transaction.query({
    name: 'write-child-keepers',
    text: `INSERT INTO hub.child_keeper AS known (person, court, municipality, institutions, institution_id, since, care_to,
        anchor, report_interval, due_on)
      SELECT person, court, municipality, ARRAY(SELECT json_array_elements_text(institutions)), institution_id, since,
        care_to, anchor, report_interval, due_on
      FROM unnest($1::text[], $2::text[], $3::text[], $4::json[], $5::text[], $6::date[], $7::date[], $8::date[], $9::text[],
        $10::date[]) AS row (person, court, municipality, institutions, institution_id, since, care_to, anchor,
        report_interval, due_on)
      ORDER BY person
      ON CONFLICT (person) DO UPDATE SET court = excluded.court, municipality = excluded.municipality,
        institutions = excluded.institutions, institution_id = excluded.institution_id, since = excluded.since,
        care_to = excluded.care_to, anchor = excluded.anchor, report_interval = excluded.report_interval,
        due_on = excluded.due_on
      WHERE (known.court, known.municipality, known.institutions, known.institution_id, known.since, known.care_to,
          known.anchor, known.report_interval, known.due_on)
        IS DISTINCT FROM (excluded.court, excluded.municipality, excluded.institutions, excluded.institution_id,
          excluded.since, excluded.care_to, excluded.anchor, excluded.report_interval, excluded.due_on)`,
    values: [
      kept.map(({ person }) => person),
      kept.map(({ keepers }) => keepers.court),
      kept.map(({ keepers }) => keepers.municipality),
      kept.map(({ keepers }) => JSON.stringify(keepers.institutions)),
      kept.map(({ standing }) => standing?.institutionId ?? null),
      kept.map(({ standing }) => date(standing?.since)),
      kept.map(({ standing }) => date(standing?.careTo)),
      kept.map(({ standing }) => date(standing?.anchor)),
      kept.map(({ standing }) => standing?.due?.interval ?? null),
      kept.map(({ standing }) => date(standing?.due?.dueOn)),
    ],
  });
  const gone = children.flatMap(({ known, keepers }) =>
    known.group.refs.filter((ref) => keepers === null || ref !== known.group.person),
  );
  if (gone.length === 0) return;
  await transaction.query({
    name: 'drop-child-keepers',
    text: 'DELETE FROM hub.child_keeper WHERE person = ANY($1)',
    values: [gone],
  });
}
