import { dayNumber } from '@saite/contracts';
import {
  COMMUNITY_SERVICES,
  INSTITUTIONAL_SERVICES,
  REPRESENTATIVE_SERVICES,
  type ServiceKind,
  type SopaId,
} from '@saite/contracts/sopa';
import type { FactsOf } from '../../facts.ts';
import type { FileContext, PersonCard } from '../cards.ts';
import { DayLoad } from '../days/day-load.ts';
import { DayUnion } from '../days/day-union.ts';
import { EarliestDay } from '../days/earliest-day.ts';
import { lastDay } from '../days/numbers.ts';
import { Periods } from '../days/periods.ts';
import { PeriodsBy } from '../days/periods-by.ts';
import type { Known } from '../judge.ts';
import type { Life } from './life.ts';

export type Service = FactsOf<'service'>;

export const HOURS_OF_A_WEEK = 168;
/** Days for which the project pays at most: two years with a leap day (project description P7). */
export const MOST_PROJECT_DAYS = 731;

/** Care that nobody gets on a day in an institution. */
export const CARE_OUTSIDE: ReadonlySet<ServiceKind> = new Set([
  'home-care',
  'day-care-centre',
  'group-home',
  'short-term-care',
  'disabled-child-care',
  'extended-assistant',
]);

export const isByProject = ({ funding, kind }: Service): boolean =>
  funding === 'project' && COMMUNITY_SERVICES.has(kind);

const isStateCare = ({ kind }: Service): boolean => kind === 'state-long-term-care';

/** The child for whose representative a rehabilitation service is. */
const representedChild = ({ recipientRole, kind, childId }: Service): SopaId | null =>
  recipientRole === 'representative' && REPRESENTATIVE_SERVICES.has(kind) ? childId : null;

/** A person's services by what they may clash in, and the stays in state care. */
export class KnownServices implements Known<Service> {
  readonly life: Life;
  readonly #lastDayOfFile: number;
  readonly #byKind = new PeriodsBy<ServiceKind>();
  readonly #byProvider = new PeriodsBy<string>();
  readonly #institutional = new Periods();
  readonly #outside = new Periods();
  readonly #stateCare = new Periods();
  /** The last days of state-financed long-term care, of all services of the card. */
  readonly #careEnds: EarliestDay;
  /** Days of discharge from state care. */
  readonly #discharges: EarliestDay;
  readonly #kindsByChild = new Map<SopaId, Set<ServiceKind>>();
  /** Left out if all hours together fit into a week. */
  readonly #hours: DayLoad | undefined;
  readonly #project = new DayUnion();

  constructor({ objects, elsewhere, stateCare }: PersonCard, life: Life, { periodTo }: FileContext) {
    this.life = life;
    this.#lastDayOfFile = dayNumber(periodTo);
    let hours = 0;
    const ends: number[] = [];
    for (const { facts } of objects.service) {
      hours += facts.hoursPerWeek ?? 0;
      if (isStateCare(facts) && facts.endedOn !== null) ends.push(dayNumber(facts.endedOn));
    }
    this.#hours = hours > HOURS_OF_A_WEEK ? new DayLoad() : undefined;
    this.#careEnds = new EarliestDay(ends);
    this.#discharges = new EarliestDay(
      stateCare.flatMap(({ endedOn }) => (endedOn === null ? [] : [dayNumber(endedOn)])),
    );
    for (const service of elsewhere) this.#addPeriod(service);
    // The day of discharge is not a day in care.
    for (const { startedOn, endedOn } of stateCare)
      this.#stateCare.add(dayNumber(startedOn), endedOn === null ? lastDay(null) : dayNumber(endedOn) - 1);
  }

  take(service: Service): void {
    const from = dayNumber(service.startedOn);
    const to = lastDay(service.endedOn);
    this.#addPeriod(service);
    if (INSTITUTIONAL_SERVICES.has(service.kind)) this.#institutional.add(from, to);
    if (CARE_OUTSIDE.has(service.kind)) this.#outside.add(from, to);
    this.#hours?.add(from, to, service.hoursPerWeek ?? 0);
    if (isByProject(service) && this.#project.length <= MOST_PROJECT_DAYS)
      this.#project.add(from, this.#lastDayOf(service));
    const child = representedChild(service);
    if (child !== null) this.#kindsByChild.set(child, this.#kindsOf(child).add(service.kind));
  }

  drop(service: Service): void {
    if (isStateCare(service) && service.endedOn !== null) this.#careEnds.drop(dayNumber(service.endedOn));
  }

  /** How many services of the same kind have a day in common: at the same provider, and at others. */
  sameKindWith({ kind, providerId, startedOn, endedOn }: Service): { here: number; others: number } {
    const from = dayNumber(startedOn);
    const to = lastDay(endedOn);
    const here = this.#byProvider.overlapping(`${kind} ${providerId}`, from, to);
    return { here, others: this.#byKind.overlapping(kind, from, to) - here };
  }

  isInInstitution({ startedOn, endedOn }: Service): boolean {
    return this.#institutional.overlapping(dayNumber(startedOn), lastDay(endedOn)) > 0;
  }

  hasCareOutside({ startedOn, endedOn }: Service): boolean {
    return this.#outside.overlapping(dayNumber(startedOn), lastDay(endedOn)) > 0;
  }

  isInStateCare({ startedOn, endedOn }: Service): boolean {
    return this.#stateCare.overlapping(dayNumber(startedOn), lastDay(endedOn)) > 0;
  }

  hasLeftStateCare({ startedOn }: Service): boolean {
    const day = dayNumber(startedOn);
    return this.#careEnds.first < day || this.#discharges.first <= day;
  }

  /** Most hours of a week on a day of a service, together with it. */
  hoursWith({ startedOn, endedOn, hoursPerWeek }: Service): number {
    return (hoursPerWeek ?? 0) + (this.#hours?.most(dayNumber(startedOn), lastDay(endedOn)) ?? 0);
  }

  /** Days that the project pays for, together with those of a service, as far as they are known. */
  projectDaysWith(service: Service): number {
    if (this.#project.length > MOST_PROJECT_DAYS) return this.#project.length;
    return this.#project.lengthWith(dayNumber(service.startedOn), this.#lastDayOf(service));
  }

  /** Kinds of rehabilitation of a child's representative, together with a service. */
  representedKindsWith(service: Service): number {
    const child = representedChild(service);
    if (child === null) return 0;
    const kinds = this.#kindsOf(child);
    return kinds.size + (kinds.has(service.kind) ? 0 : 1);
  }

  /** The last day of a service that is known to be one: of one that goes on, the last day of the file. */
  lastKnownDay(service: Service): number {
    return Math.max(dayNumber(service.startedOn), this.#lastDayOf(service));
  }

  #lastDayOf({ endedOn }: Service): number {
    return endedOn === null ? this.#lastDayOfFile : dayNumber(endedOn);
  }

  #kindsOf(child: SopaId): Set<ServiceKind> {
    return this.#kindsByChild.get(child) ?? new Set();
  }

  #addPeriod(service: Pick<Service, 'kind' | 'providerId' | 'startedOn' | 'endedOn'>): void {
    const from = dayNumber(service.startedOn);
    const to = lastDay(service.endedOn);
    this.#byKind.add(service.kind, from, to);
    this.#byProvider.add(`${service.kind} ${service.providerId}`, from, to);
  }
}
