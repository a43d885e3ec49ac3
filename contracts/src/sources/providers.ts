import { z } from 'zod';
import { ACCOMMODATION, PROVIDED_SERVICES } from '../codes/statistics.ts';
import { cell, codeIn, codesIn, registrationNumber, territoryCode, wordOf } from './cells.ts';
import { TERRITORY_FORM, words } from './person-columns.ts';
import { declareSource, faultsOf } from './structure.ts';
import { territoryFault } from './territory.ts';

/** Providers with their places of service (*sociālo pakalpojumu sniedzēju reģistrs*), a row for each municipality. */
export const providers = declareSource({
  source: 'providers',
  titles: { lv: 'sociālo pakalpojumu sniedzēji', en: 'providers of social services' },
  register: 'spsr',
  type: 'spsr.provider.registered.v1',
  row: z.strictObject({
    registration_number: cell(registrationNumber),
    atvk: cell(territoryCode),
    services: cell(codesIn(PROVIDED_SERVICES)),
    accommodation: cell(codeIn(ACCOMMODATION)),
    adapted: cell(wordOf({ jā: true, nē: false, yes: true, no: false })),
  }),
  columns: {
    registration_number: words('reģistrācijas numurs', 'registration number', 'numurs', 'number'),
    atvk: words('pakalpojuma vieta', 'place of the service', ...TERRITORY_FORM),
    services: words(
      'pakalpojumi',
      'services',
      'kodi ar atstarpi vai | starp tiem',
      'codes with a space or | between them',
    ),
    accommodation: words('izmitināšana', 'accommodation', 'kods', 'code'),
    adapted: words('pielāgotas telpas', 'adapted premises', 'jā vai nē', 'yes or no'),
  },
  namedBy: ['registration_number', 'atvk'],
  check: ({ atvk }, month) => faultsOf({ atvk: territoryFault(atvk, month) }),
  subject: ({ atvk }) => ({ kind: 'territory', atvk }),
  facts: ({ registration_number, services, accommodation, adapted }) => ({
    provider: registration_number,
    services,
    accommodation,
    adapted,
  }),
});
