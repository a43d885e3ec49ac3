import type {
  DisabilityDecided,
  Month,
  PersonUpdated,
  PlacementRecorded,
  ServiceRecorded,
  SupportRequested,
  TechnicalAidIssued,
  UnemploymentRecorded,
} from '@saite/contracts';

/** What of a fact is kept for counting: never its box, nor what names others. */
export type Decision = Pick<
  DisabilityDecided,
  'group' | 'validFrom' | 'validTo' | 'disorders' | 'prognosticated'
>;
export type PersonRecord = Pick<
  PersonUpdated,
  'bornOn' | 'diedOn' | 'formerRefs' | 'residence' | 'residences'
>;
export type Placement = Pick<
  Extract<PlacementRecorded, { withdrawn: false }>['stay'],
  'programme' | 'startedOn' | 'endedOn'
>;
export type Service = Pick<
  ServiceRecorded,
  'kind' | 'startedOn' | 'endedOn' | 'recipientRole' | 'municipality'
>;

/** A row of a source's file about a person. */
interface InPeriod {
  readonly period: Month;
}
export type Aid = InPeriod & Pick<TechnicalAidIssued, 'bornOn' | 'residence' | 'aid'>;
export type Unemployment = InPeriod & Pick<UnemploymentRecorded, 'bornOn' | 'residence' | 'since' | 'until'>;
export type Request = InPeriod & Pick<SupportRequested, 'bornOn' | 'residence' | 'service'>;

/** Everything that is counted of one person, under all codes. */
export interface Person {
  readonly decisions: readonly Decision[];
  /** PMLP's records, one a code. */
  readonly records: readonly PersonRecord[];
  readonly placements: readonly Placement[];
  readonly services: readonly Service[];
  readonly aids: readonly Aid[];
  readonly unemployments: readonly Unemployment[];
  readonly requests: readonly Request[];
}

/** What a stored record is, by its source. */
export type StoredRecord =
  | { readonly source: 'vdeavk.disability'; readonly data: Decision }
  | { readonly source: 'pmlp.person'; readonly data: PersonRecord }
  | { readonly source: 'spolis.placement'; readonly data: Placement }
  | { readonly source: 'sopa.service'; readonly data: Service }
  | { readonly source: 'technical-aids'; readonly data: Aid }
  | { readonly source: 'unemployed'; readonly data: Unemployment }
  | { readonly source: 'support-requests'; readonly data: Request };

/** A person of all the records under all codes. */
export function personOf(records: readonly StoredRecord[]): Person {
  const person = {
    decisions: [] as Decision[],
    records: [] as PersonRecord[],
    placements: [] as Placement[],
    services: [] as Service[],
    aids: [] as Aid[],
    unemployments: [] as Unemployment[],
    requests: [] as Request[],
  };
  for (const { source, data } of records) {
    switch (source) {
      case 'vdeavk.disability':
        person.decisions.push(data);
        break;
      case 'pmlp.person':
        person.records.push(data);
        break;
      case 'spolis.placement':
        person.placements.push(data);
        break;
      case 'sopa.service':
        person.services.push(data);
        break;
      case 'technical-aids':
        person.aids.push(data);
        break;
      case 'unemployed':
        person.unemployments.push(data);
        break;
      case 'support-requests':
        person.requests.push(data);
        break;
      default:
        source satisfies never;
    }
  }
  return person;
}

/** Sources whose rows are about persons. */
export const PERSON_SOURCES = [
  'technical-aids',
  'unemployed',
  'support-requests',
] as const satisfies readonly StoredRecord['source'][];
export type PersonSource = (typeof PERSON_SOURCES)[number];
