import { COMMUNITY_SERVICES, SERVICE_KINDS, type ServiceKind } from '@saite/contracts/sopa';
import type { Frame } from '../period/frame.ts';
import { attributesOf } from '../persons/attributes.ts';
import type { Person } from '../persons/person.ts';
import { byTerritory } from '../tables/by-territory.ts';
import { ATVK, TERRITORY } from '../tables/territories.ts';
import { countOf, TOTAL } from './columns.ts';

const COLUMNS = [
  countOf('long_term_care', 'Ilgstoša sociālā aprūpe institūcijā', 'Long-term care in an institution'),
  countOf('out_of_family_care', 'Ārpusģimenes aprūpe un tās atbalsts', 'Out-of-family care and its support'),
  countOf('assistant', 'Asistenta pakalpojums', 'Assistant service'),
  countOf(
    'violence_rehabilitation',
    'Sociālā rehabilitācija saistībā ar vardarbību',
    'Rehabilitation after violence',
  ),
  countOf('community', 'Sabiedrībā balstīti pakalpojumi', 'Community-based services'),
  countOf('other', 'Citi pakalpojumi', 'Other services'),
];

const isKnown = (kind: string): kind is ServiceKind => Object.hasOwn(SERVICE_KINDS, kind);

/** The column of a service that a municipality told; a kind that is not known yet counts as other. */
function columnOf(kind: string): string {
  if (!isKnown(kind)) return 'other';
  if (COMMUNITY_SERVICES.has(kind)) return 'community';
  switch (kind) {
    case 'state-long-term-care':
    case 'municipal-long-term-care':
      return 'long_term_care';
    case 'care-support-centre':
      return 'out_of_family_care';
    case 'extended-assistant':
      return 'assistant';
    case 'violence-victim-rehabilitation':
    case 'violence-perpetrator-rehabilitation':
      return 'violence_rehabilitation';
    default:
      return 'other';
  }
}

/** Columns of what somebody got on a day of the period; a stay's day of discharge is none of its days. */
function servicesIn(
  { placements, services }: Person,
  { first, last }: Frame,
  diedOn: string | undefined,
): string[] {
  const until = diedOn !== undefined && diedOn < last ? diedOn : last;
  return [
    ...placements
      .filter(
        ({ startedOn, endedOn }) =>
          startedOn <= until && (endedOn === undefined || (endedOn > first && endedOn > startedOn)),
      )
      .map(({ programme }) =>
        programme === 'adult-long-term-care' ? 'long_term_care' : 'out_of_family_care',
      ),
    ...services
      .filter(({ startedOn, endedOn }) => startedOn <= until && (endedOn === null || endedOn >= first))
      .map(({ kind }) => columnOf(kind)),
  ];
}

/** D7: recipients of state social services (*valsts sociālo pakalpojumu saņēmēji*), of SPOLIS and SOPA. */
export const D7 = byTerritory({
  structure: {
    id: 'D7',
    titles: { lv: 'Valsts sociālo pakalpojumu saņēmēji', en: 'Recipients of state social services' },
    descriptions: {
      lv: 'Personas, kuras kādā mēneša dienā saņēma sociālos pakalpojumus (SPOLIS izvietojumi un SOPA pakalpojumi), pēc pakalpojuma un deklarētās dzīvesvietas mēneša beigās vai nāves dienā. Viena persona var saņemt vairākus pakalpojumus.',
      en: 'Persons who received social services on a day of the month (placements of SPOLIS and services of SOPA), by service and declared residence at its end or on the day of death. One person may receive several services.',
    },
    keywords: {
      lv: ['sociālie pakalpojumi', 'ilgstoša sociālā aprūpe'],
      en: ['social services', 'long-term care'],
    },
    keys: [ATVK, TERRITORY],
    figures: [TOTAL, ...COLUMNS],
  },
  restsOn: ['services', 'persons'],
  columnLinks: [{ kind: 'cover', total: 'total', parts: COLUMNS.map(({ name }) => name) }],
  counted(person, frame) {
    if (person.placements.length === 0 && person.services.length === 0) return undefined;
    const { territory, diedOn } = attributesOf(person, frame);
    if (diedOn !== undefined && diedOn < frame.first) return undefined;
    const columns = servicesIn(person, frame, diedOn);
    return columns.length > 0 ? { territory, columns: ['total', ...columns] } : undefined;
  },
});
