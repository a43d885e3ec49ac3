import type { Atvk } from '@saite/contracts';
import type { PersonFacts } from '../case.ts';
import { childPerson } from '../child/person.ts';
import { deathOf } from '../person/day-of-death.ts';
import { type Contradiction, namedElsewhere, namedService, toSocialService } from './contradiction.ts';
import { municipalityOf } from './municipality.ts';
import { presentRecord } from './present-record.ts';
import type { Service } from './services.ts';

/** A municipality in which the person was declared, from a day up to, not including, another one. */
interface Declared {
  readonly municipality: Atvk;
  readonly from: number;
  readonly to: number;
}

/**
 * Services of a municipality to somebody who is declared in another one on the same days: one contradiction for each
 * span without a gap, however often the person moved outside the municipality meanwhile. Days on which no residence
 * is known, or one that the classifier does not have, contradict nothing.
 */
export function residencesThatDiffer(
  services: readonly Service[],
  facts: Pick<PersonFacts, 'refs' | 'persons' | 'personVersions'>,
): Contradiction[] {
  const record = presentRecord(facts);
  if (!record || services.length === 0) return [];
  const declared = declaredIn(facts);
  return services.flatMap((service) =>
    spansElsewhere(service, declared).map(({ from, to }) => ({
      key: `residence-differs/${service.recordId}`,
      kind: 'residence-differs',
      since: from,
      from,
      to,
      facts: [namedService(service, false), namedElsewhere(record.recordId, service)],
      audience: [toSocialService(service)],
    })),
  );
}

/** The person's municipalities, oldest first; a declaration ends with the day of death. */
function declaredIn(facts: Pick<PersonFacts, 'refs' | 'persons' | 'personVersions'>): Declared[] {
  const person = childPerson(facts);
  const end = (deathOf(facts.persons)?.day ?? Number.POSITIVE_INFINITY) + 1;
  const starts = [...new Set(person.residenceStarts)].sort((a, b) => a - b);
  return starts.flatMap((from, index) => {
    const territory = person.municipalityOn(from);
    const municipality = territory === null ? null : municipalityOf(territory);
    const to = Math.min(starts[index + 1] ?? end, end);
    return municipality === null || from >= to ? [] : [{ municipality, from, to }];
  });
}

function spansElsewhere(service: Service, declared: readonly Declared[]): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const each of declared) {
    const from = Math.max(service.from, each.from);
    const to = Math.min(service.to, each.to);
    if (each.municipality === service.municipality || from >= to) continue;
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}
