import { dayNumber } from '@saite/contracts';
import type { RuleCodesOf } from '@saite/contracts/sopa';
import type { FactsOf } from '../facts.ts';
import type { FileContext, HomeCard } from './cards.ts';
import { DayLoad } from './days/day-load.ts';
import { lastDay } from './days/numbers.ts';
import { judge, type Known } from './judge.ts';
import { type Broken, brokenBy, type RuleTable, rulesOf } from './rule-table.ts';

type Home = FactsOf<'group-home'>;
type Stay = FactsOf<'group-home-stay'>;

/** The stays in a home: how many on each day, and the last day of all. */
class HomeStays implements Known<Stay> {
  readonly #clients = new DayLoad();
  #lastDay = Number.NEGATIVE_INFINITY;

  take({ movedInOn, movedOutOn }: Stay): void {
    const to = lastDay(movedOutOn);
    this.#clients.add(dayNumber(movedInOn), to, 1);
    this.#lastDay = Math.max(this.#lastDay, to);
  }

  get lastDay(): number {
    return this.#lastDay;
  }

  /** The most clients on a day. */
  get most(): number {
    return this.#clients.peak;
  }

  /** The most clients on a day of a stay, together with its own. */
  mostWith({ movedInOn, movedOutOn }: Stay): number {
    return 1 + this.#clients.most(dayNumber(movedInOn), lastDay(movedOutOn));
  }
}

const HOME_CHECKS: RuleTable<RuleCodesOf<'group-home', 'municipality'>, Home, HomeStays> = {
  HOME_CLOSED_WITH_STAYS: ({ closedOn }, stays) => stays.lastDay > lastDay(closedOn),
  HOME_PLACES_TOO_FEW: ({ places }, stays) => stays.most > places,
};
const HOME_RULES = rulesOf(HOME_CHECKS);

/** The stays in a home that is known. */
class StaysOfHome extends HomeStays {
  readonly home: Home;

  constructor(home: Home) {
    super();
    this.home = home;
  }
}

const STAY_CHECKS: RuleTable<RuleCodesOf<'group-home-stay', 'municipality'>, Stay, StaysOfHome> = {
  STAY_OVER_PLACES: (stay, stays) => stays.mostWith(stay) > stays.home.places,
  STAY_OUTSIDE_HOME: ({ movedInOn, movedOutOn }, { home }) =>
    movedInOn < home.openedOn || lastDay(movedOutOn) > lastDay(home.closedOn),
};
const STAY_RULES = rulesOf(STAY_CHECKS);

/**
 * Judges a home of the file beside the stored stays in it, then the stays of the file beside the home, the stored ones
 * and each other. Of a home that is not known, or is wrong, nothing is said about stays.
 * For n stays it takes time in the order of n.
 */
export function checkHome({ home, stays }: HomeCard, _file: FileContext): readonly Broken[] {
  if (!home) return [];
  if (home.place !== null) {
    const stored = new HomeStays();
    for (const { place, facts } of stays) if (place === null) stored.take(facts);
    const codes = brokenBy(HOME_RULES, home.facts, stored);
    if (codes.length > 0) return [{ object: home, codes }];
  }
  const broken: Broken[] = [];
  judge(stays, STAY_RULES, () => new StaysOfHome(home.facts), broken);
  return broken;
}
