import type { BenefitKind } from '@saite/contracts/sopa';
import { tryCardRules } from '../testing/card-examples.ts';
import type { Given } from '../testing/cards.ts';
import { day, id, month } from '../testing/values.ts';

const of = (kind: BenefitKind, periodFrom = '2026-03', periodTo = periodFrom) => ({
  kind,
  periodFrom: month(periodFrom),
  periodTo: month(periodTo),
});
const onStatus = (periodFrom: string, periodTo: string): Given => ({
  status: { stored: [{ validFrom: day('2026-03-31'), validTo: day('2026-05-01') }] },
  benefit: { file: [{ ...of('housing', periodFrom, periodTo), statusId: id('S-1') }] },
});
const forBorn = (birthDate: string, benefit: ReturnType<typeof of>): Given => ({
  person: { birthDate: day(birthDate) },
  benefit: { file: [benefit] },
});

tryCardRules('benefit', {
  BENEFIT_OUTSIDE_STATUS: {
    broken: [onStatus('2026-02', '2026-05'), onStatus('2026-03', '2026-06')],
    right: [
      onStatus('2026-03', '2026-05'),
      { benefit: { file: [{ ...of('housing'), statusId: id('S-1') }] } },
    ],
  },
  BENEFIT_TWICE: {
    broken: [
      {
        benefit: {
          stored: [of('housing', '2025-12', '2026-03')],
          file: [of('housing', '2026-03', '2026-05')],
        },
      },
      { benefit: { file: [of('guaranteed-minimum-income'), of('guaranteed-minimum-income')] } },
      { benefit: { file: [of('foster-family'), of('foster-family')] } },
      { benefit: { file: [of('care-leaver'), of('care-leaver')] } },
      { benefit: { file: [of('care-expenses'), of('care-expenses')] } },
    ],
    right: [
      {
        benefit: {
          stored: [of('housing', '2025-12', '2026-02')],
          file: [of('housing', '2026-03', '2026-05')],
        },
      },
      { benefit: { file: [of('housing'), of('guaranteed-minimum-income')] } },
      { benefit: { file: [of('medical'), of('medical'), of('crisis'), of('crisis')] } },
    ],
  },
  BENEFIT_AFTER_DEATH: {
    broken: [
      { person: { deathDate: day('2026-02-28') }, benefit: { file: [of('medical', '2026-03')] } },
      { person: { deathDate: day('2026-02-28') }, benefit: { file: [of('medical', '2026-02', '2026-03')] } },
    ],
    right: [
      { person: { deathDate: day('2026-03-01') }, benefit: { file: [of('medical', '2026-03')] } },
      { person: null, benefit: { file: [of('medical', '2026-03')] } },
    ],
  },
  BENEFIT_CARE_LEAVER_UNDERAGE: {
    broken: [forBorn('2008-04-01', of('care-leaver'))],
    right: [
      forBorn('2008-03-31', of('care-leaver')),
      forBorn('2008-04-01', of('care-expenses')),
      { person: null, benefit: { file: [of('care-leaver')] } },
    ],
  },
  BENEFIT_SCHOOL_AGE: {
    broken: [forBorn('2021-04-01', of('school-start')), forBorn('2001-03-01', of('school-start'))],
    right: [
      forBorn('2021-03-31', of('school-start')),
      forBorn('2001-03-02', of('school-start')),
      { person: null, benefit: { file: [of('school-start')] } },
    ],
  },
});
