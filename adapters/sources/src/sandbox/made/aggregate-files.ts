import { fromCents, PROVIDED_SERVICES, type VsaaService } from '@saite/contracts';
import type { MadeMonth } from './plan.ts';
import { anyTerritory } from './territories.ts';

type Rows = Generator<readonly string[], void>;

/** Insured persons of the country, and how many of a thousand are declared nowhere. */
const INSURED = 900_000;
const NOWHERE = 4;

/** Insured persons of each municipality and sex, and those whose territory is not known. */
export function* insured(month: MadeMonth): Rows {
  const territories = [...month.territories, { atvk: '', share: NOWHERE / 1_000 }];
  for (const [at, { atvk, share }] of territories.entries()) {
    for (const [which, sex] of ['female', 'male'].entries()) {
      const random = month.random('insured', at * 2 + which);
      const persons = Math.round((month.sized(INSURED) * share * random.int(470, 530)) / 1_000);
      const periods = persons + Math.floor((persons * random.int(0, 60)) / 1_000);
      const cents = periods * random.int(95_000, 165_000) + random.int(0, periods);
      yield [atvk, sex, String(persons), fromCents(cents), String(periods)];
    }
  }
}

/** Recipients of the country by service. */
const RECIPIENTS: Readonly<Record<VsaaService, number>> = {
  old_age_pension: 432_000,
  disability_pension: 72_000,
  survivors_pension: 14_000,
  unemployment_benefit: 33_000,
  sickness_benefit: 37_000,
  family_benefit: 210_000,
  state_social_security_benefit: 22_000,
  care_benefit: 17_000,
};

/** Recipients of each service in each municipality; of a rare service and a small one there may be none. */
export function* recipients(month: MadeMonth): Rows {
  for (const [at, { atvk, share }] of month.territories.entries()) {
    for (const [which, [service, ofCountry]] of Object.entries(RECIPIENTS).entries()) {
      const random = month.random('recipients', at * 100 + which);
      yield [atvk, service, String(Math.round((month.sized(ofCountry) * share * random.int(85, 115)) / 100))];
    }
  }
}

/** Providers of the country. */
const PROVIDERS = 3_000;

/** Providers, each with up to three services; every eighth also in another municipality. */
export function* providers(month: MadeMonth): Rows {
  const all = Object.keys(PROVIDED_SERVICES);
  for (let index = 0; index < month.sized(PROVIDERS); index += 1) {
    const random = month.random('providers', index);
    const number = `4${String(index + 1).padStart(10, '0')}`;
    const place = anyTerritory(random, month.territories);
    const first = random.int(0, all.length - 1);
    const services = all.slice(first, first + random.int(1, 3)).join(' ');
    const rest = [services, random.pick(['with', 'without', 'both']), random.pick(['jā', 'nē'])];
    yield [number, place, ...rest];
    const other = anyTerritory(random, month.territories);
    if (random.percent(12) && other !== place) yield [number, other, ...rest];
  }
}
