import { createHash } from 'node:crypto';
import type {
  CareAlertAcknowledged,
  ChildChecked,
  ContactReportRecorded,
  CrisisReported,
  CustodyDecided,
  DeliveryRegister,
  DeliverySettled,
  DisabilityChecked,
  DisabilityDecided,
  IncomeChecked,
  PaymentRecorded,
  PersonRef,
  PersonUpdated,
  PlacementRecorded,
  ServiceRecorded,
  SurveyRecorded,
} from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type {
  AcknowledgementFact,
  ChildCheckFact,
  ContactReportFact,
  CrisisFact,
  CustodyFact,
  DisabilityCheckFact,
  DisabilityFact,
  IncomeCheckFact,
  PaymentFact,
  PersonFact,
  PersonFacts,
  PlacementFact,
  ServiceFact,
  SurveyFact,
} from '../cases/case.ts';
import type { PersonGroup } from '../persons/groups.ts';

/** A row of the history, typed by its source; its data were validated before they were stored. */
type FactRow = {
  readonly subject: PersonRef;
  readonly key: string;
  readonly knownAt: Date;
  /** False for an older version of a record of PMLP. */
  readonly newest: boolean;
} & (
  | { readonly source: 'sais.payment'; readonly data: PaymentRecorded }
  | { readonly source: 'sais.income'; readonly data: IncomeChecked }
  | { readonly source: 'spolis.placement'; readonly data: PlacementRecorded }
  | { readonly source: 'spolis.contact-report'; readonly data: ContactReportRecorded }
  | { readonly source: 'pmlp.person'; readonly data: PersonUpdated }
  | { readonly source: 'npais.custody'; readonly data: CustodyDecided }
  | { readonly source: 'npais.child'; readonly data: ChildChecked }
  | { readonly source: 'npais.crisis'; readonly data: CrisisReported }
  | { readonly source: 'sopa.survey'; readonly data: SurveyRecorded }
  | { readonly source: 'sopa.service'; readonly data: ServiceRecorded }
  | { readonly source: 'vdeavk.disability'; readonly data: DisabilityDecided }
  | { readonly source: 'vdeavk.person'; readonly data: DisabilityChecked }
  | { readonly source: 'saite.care-alert'; readonly data: CareAlertAcknowledged }
  | { readonly source: `${DeliveryRegister}.delivery`; readonly data: DeliverySettled }
);

/** What is known of a person now, and what of it is needed beside the cases. */
export interface KnownPerson {
  readonly group: PersonGroup;
  readonly facts: PersonFacts;
  /** Digest of exactly these fact versions, kept with what was decided from them. */
  readonly factsDigest: string;
  /** When the newest of them became known. */
  readonly knownAt: Date;
  /** How deliveries about the person ended, by delivery: the highest round. */
  readonly settlements: readonly DeliverySettled[];
  /** Codes whose sealed form the hub keeps; one that only PMLP named is not among them. */
  readonly sealedRefs: ReadonlySet<PersonRef>;
}

/** SQL: names a fact version, whatever the index key that its references are under. */
export const FACT_KEY = 'event_id';

const COLUMNS = `source, subject, data, ${FACT_KEY} AS key, known_at AS "knownAt"`;

/**
 * The highest version of each record that names one of these persons, in one query; of PMLP's records every version,
 * since the residences of former days stand only there.
 */
export async function loadFacts(
  transaction: Pick<Transaction, 'query'>,
  groups: readonly PersonGroup[],
): Promise<KnownPerson[]> {
  const { rows } = await transaction.query<FactRow>({
    name: 'load-facts',
    text: `SELECT ${COLUMNS}, true AS newest
      FROM hub.fact WHERE subject = ANY($1) AND NOT EXISTS (
        SELECT FROM hub.fact newer
        WHERE newer.source = fact.source AND newer.record_id = fact.record_id AND newer.version > fact.version)
      UNION ALL
      SELECT ${COLUMNS}, false FROM hub.fact WHERE source = 'pmlp.person' AND record_id = ANY($1) AND EXISTS (
        SELECT FROM hub.fact newer
        WHERE newer.source = 'pmlp.person' AND newer.record_id = fact.record_id AND newer.version > fact.version)`,
    values: [groups.flatMap((group) => group.refs)],
  });
  const rowsByRef = new Map<PersonRef, FactRow[]>();
  for (const row of rows) {
    const known = rowsByRef.get(row.subject);
    if (known) known.push(row);
    else rowsByRef.set(row.subject, [row]);
  }
  return groups.map((group) =>
    knownPerson(
      group,
      group.refs.flatMap((ref) => rowsByRef.get(ref) ?? []),
    ),
  );
}

function knownPerson(group: PersonGroup, rows: readonly FactRow[]): KnownPerson {
  const placements: PlacementFact[] = [];
  const payments: PaymentFact[] = [];
  const incomeChecks: IncomeCheckFact[] = [];
  const persons: PersonFact[] = [];
  const personVersions: PersonFact[] = [];
  const custody: CustodyFact[] = [];
  const childChecks: ChildCheckFact[] = [];
  const crises: CrisisFact[] = [];
  const surveys: SurveyFact[] = [];
  const services: ServiceFact[] = [];
  const disabilities: DisabilityFact[] = [];
  const disabilityChecks: DisabilityCheckFact[] = [];
  const contactReports: ContactReportFact[] = [];
  const acknowledgements: AcknowledgementFact[] = [];
  const settlements: DeliverySettled[] = [];
  for (const row of rows) {
    switch (row.source) {
      case 'spolis.placement':
        placements.push(row);
        break;
      case 'spolis.contact-report':
        contactReports.push(row);
        break;
      case 'sais.payment':
        payments.push(row);
        break;
      case 'sais.income':
        incomeChecks.push(row);
        break;
      case 'pmlp.person':
        personVersions.push(row);
        if (row.newest) persons.push(row);
        break;
      case 'npais.custody':
        custody.push(row);
        break;
      case 'npais.child':
        childChecks.push(row);
        break;
      case 'npais.crisis':
        crises.push(row);
        break;
      case 'sopa.survey':
        surveys.push(row);
        break;
      case 'sopa.service':
        services.push(row);
        break;
      case 'vdeavk.disability':
        disabilities.push(row);
        break;
      case 'vdeavk.person':
        disabilityChecks.push(row);
        break;
      case 'saite.care-alert':
        acknowledgements.push(row);
        break;
      case 'npais.delivery':
      case 'sopa.delivery':
      case 'inspection.delivery':
        settlements.push(row.data);
        break;
      default:
        row satisfies never;
    }
  }
  return {
    group,
    facts: {
      refs: group.refs,
      placements,
      payments,
      incomeChecks,
      persons,
      personVersions,
      custody,
      childChecks,
      crises,
      surveys,
      services,
      disabilities,
      disabilityChecks,
      contactReports,
      acknowledgements,
    },
    settlements,
    factsDigest: digestOfKeys(rows.map(({ key }) => key)),
    knownAt: new Date(Math.max(0, ...rows.map(({ knownAt }) => knownAt.getTime()))),
    sealedRefs: new Set(
      rows
        .filter(({ source, data }) => source !== 'pmlp.person' && 'identity' in data)
        .map(({ subject }) => subject),
    ),
  };
}

/** Digest of exactly these fact versions, in whatever order. */
export const digestOfKeys = (keys: readonly string[]): string => `${BY_EVENT_ID}${digestOfTexts(keys)}`;

/** Begins a digest of event ids; one of before was made of content hashes, which change with the index key. */
export const BY_EVENT_ID = 'e.';

/** The digest of before. */
export const digestOfTexts = (texts: readonly string[]): string =>
  createHash('sha256')
    .update([...texts].sort().join('\n'))
    .digest('base64url')
    .slice(0, 27);
