import { tryCardRules } from '../testing/card-examples.ts';
import type { Given } from '../testing/cards.ts';
import { day } from '../testing/values.ts';

const from = (movedInOn: string, movedOutOn?: string) => ({
  movedInOn: day(movedInOn),
  movedOutOn: movedOutOn === undefined ? null : day(movedOutOn),
});
/** A service in group homes from 2020 on, or of some days. */
const served = (startedOn = '2020-01-01', endedOn?: string) => ({
  stored: [
    {
      kind: 'group-home' as const,
      startedOn: day(startedOn),
      endedOn: endedOn === undefined ? null : day(endedOn),
    },
  ],
});
const stays = (given: Given['group-home-stay'] = {}): Given => ({
  service: served(),
  'group-home-stay': given,
});

tryCardRules('group-home-stay', {
  STAY_OVERLAPS: {
    broken: [
      stays({ stored: [from('2025-01-01', '2026-03-01')], file: [from('2026-03-01')] }),
      stays({ stored: [from('2025-01-01')], file: [from('2026-03-01')] }),
      stays({ file: [from('2026-03-01'), from('2026-02-01', '2026-03-01')] }),
    ],
    right: [
      stays({ stored: [from('2025-01-01', '2026-02-28')], file: [from('2026-03-01')] }),
      stays({ file: [from('2026-03-01'), from('2026-02-01', '2026-02-28')] }),
    ],
  },
  STAY_WITHOUT_SERVICE: {
    broken: [
      { 'group-home-stay': { file: [from('2026-03-01')] } },
      { service: served('2026-03-02'), 'group-home-stay': { file: [from('2026-03-01')] } },
      { service: served('2026-01-01', '2026-02-28'), 'group-home-stay': { file: [from('2026-03-01')] } },
      { service: { stored: [{}] }, 'group-home-stay': { file: [from('2026-03-01')] } },
    ],
    right: [
      { service: served('2026-03-01', '2026-03-01'), 'group-home-stay': { file: [from('2026-03-01')] } },
      {
        service: { file: [{ kind: 'group-home', disabilityGroup: 'II', startedOn: day('2026-03-01') }] },
        'group-home-stay': { file: [from('2026-03-01')] },
      },
    ],
  },
  STAY_UNDERAGE: {
    broken: [{ ...stays({ file: [from('2026-03-01')] }), person: { birthDate: day('2008-03-02') } }],
    right: [
      { ...stays({ file: [from('2026-03-01')] }), person: { birthDate: day('2008-03-01') } },
      { ...stays({ file: [from('2026-03-01')] }), person: { birthDate: day('2008-02-29') } },
      { ...stays({ file: [from('2026-03-01')] }), person: null },
    ],
  },
  STAY_AFTER_DEATH: {
    broken: [{ ...stays({ file: [from('2026-03-01')] }), person: { deathDate: day('2026-02-28') } }],
    right: [
      { ...stays({ file: [from('2026-03-01')] }), person: { deathDate: day('2026-03-01') } },
      { ...stays({ file: [from('2026-03-01')] }), person: null },
    ],
  },
});
