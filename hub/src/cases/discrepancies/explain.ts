import { CUSTODY_DECISION_KINDS } from '@saite/contracts';
import { DISABILITY_GROUPS, SERVICE_KINDS } from '@saite/contracts/sopa';
import type { NamedFact } from './contradiction.ts';

/**
 * What a record says, in words; never who it is about.
 *
 * @param namesInstitution false for a reader who must not learn in which institution a placement is
 */
export function explainFact(fact: NamedFact, language: 'lv' | 'en', namesInstitution = true): string {
  const [latvian, english] = words(fact, namesInstitution);
  return language === 'lv' ? latvian : english;
}

type InBoth = readonly [latvian: string, english: string];

function words(fact: NamedFact, namesInstitution: boolean): InBoth {
  switch (fact.register) {
    case 'spolis': {
      const { institutionId, startedOn, endedOn } = fact;
      const [where, institution] = namesInstitution
        ? [`iestādē ${institutionId}`, `institution ${institutionId}`]
        : ['citā iestādē', 'another institution'];
      return [
        `Izvietojums ${where} no ${startedOn}, ${endedOn === null ? 'bez beigu datuma' : `izstāšanās ${endedOn}`}`,
        `Placement in ${institution} from ${startedOn}, ${endedOn === null ? 'without an end' : `discharged on ${endedOn}`}`,
      ];
    }
    case 'sais':
      return [
        `Izmaksa par laiku no ${fact.periodFrom} līdz ${fact.periodTo}`,
        `Payment for the months from ${fact.periodFrom} to ${fact.periodTo}`,
      ];
    case 'pmlp':
      if ('diedOn' in fact) return [`Miršanas datums ${fact.diedOn}`, `Died on ${fact.diedOn}`];
      if ('isOfAge' in fact)
        return fact.isOfAge
          ? [`Pilngadība sasniegta līdz ${fact.on}`, `Of age on ${fact.on}`]
          : [`Pilngadība nav sasniegta ${fact.on}`, `Not of age on ${fact.on}`];
      return [
        `Deklarētā dzīvesvieta nav pašvaldībā ${fact.notDeclaredIn}`,
        `Declared residence not in municipality ${fact.notDeclaredIn}`,
      ];
    case 'sopa': {
      const { municipality, service, startedOn, endedOn } = fact;
      const [what, kind] = service ? kindOfService(service) : ['', ''];
      return [
        `Pašvaldības ${municipality} pakalpojums${what} no ${startedOn}, ${endedOn === null ? 'bez beigu datuma' : `pēdējā diena ${endedOn}`}`,
        `Service of municipality ${municipality}${kind} from ${startedOn}, ${endedOn === null ? 'without an end' : `last day ${endedOn}`}`,
      ];
    }
    case 'npais': {
      const { kind, court, effectiveFrom } = fact;
      return [
        `Bāriņtiesas ${court} lēmums (${CUSTODY_DECISION_KINDS[kind]}), spēkā no ${effectiveFrom}`,
        `Decision of orphan’s court ${court} (${kind.replaceAll('-', ' ')}), in force from ${effectiveFrom}`,
      ];
    }
    case 'vdeavk': {
      if ('noDecisionOn' in fact)
        return [
          `Nav pakalpojumam vajadzīgā VDEĀVK lēmuma, kas būtu spēkā ${fact.noDecisionOn}`,
          `No decision of VDEĀVK that the service needs, in force on ${fact.noDecisionOn}`,
        ];
      const { lv, en } = DISABILITY_GROUPS[fact.group];
      return [
        `VDEĀVK lēmums (${lv}), spēkā no ${fact.validFrom}`,
        `Decision of VDEĀVK (${en}), in force from ${fact.validFrom}`,
      ];
    }
    default:
      return fact satisfies never;
  }
}

/** A kind that came with a later release of SOPA has no name yet. */
function kindOfService({ kind, providerId }: { kind: string; providerId: string }): InBoth {
  const name = Object.entries(SERVICE_KINDS).find(([code]) => code === kind)?.[1] ?? { lv: kind, en: kind };
  return [` (${name.lv}), sniedzējs ${providerId},`, ` (${name.en}), provider ${providerId},`];
}
