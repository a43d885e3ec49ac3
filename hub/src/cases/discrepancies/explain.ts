import { CUSTODY_DECISION_KINDS } from '@saite/contracts';
import type { NamedFact } from './contradiction.ts';

/** What a record says, in words; never who it is about. */
export function explainFact(fact: NamedFact, language: 'lv' | 'en'): string {
  const [latvian, english] = words(fact);
  return language === 'lv' ? latvian : english;
}

function words(fact: NamedFact): readonly [latvian: string, english: string] {
  switch (fact.register) {
    case 'spolis': {
      const { institutionId, startedOn, endedOn } = fact;
      return [
        `Izvietojums iestādē ${institutionId} no ${startedOn}, ${endedOn === null ? 'bez beigu datuma' : `izstāšanās ${endedOn}`}`,
        `Placement in institution ${institutionId} from ${startedOn}, ${endedOn === null ? 'without an end' : `discharged on ${endedOn}`}`,
      ];
    }
    case 'sais':
      return [
        `Izmaksa par laiku no ${fact.periodFrom} līdz ${fact.periodTo}`,
        `Payment for the months from ${fact.periodFrom} to ${fact.periodTo}`,
      ];
    case 'pmlp':
      return [`Miršanas datums ${fact.diedOn}`, `Died on ${fact.diedOn}`];
    case 'npais': {
      const { kind, court, effectiveFrom } = fact;
      return [
        `Bāriņtiesas ${court} lēmums (${CUSTODY_DECISION_KINDS[kind]}), spēkā no ${effectiveFrom}`,
        `Decision of orphan’s court ${court} (${kind.replaceAll('-', ' ')}), in force from ${effectiveFrom}`,
      ];
    }
    default:
      return fact satisfies never;
  }
}
