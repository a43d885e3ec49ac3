import type { ServiceKind, SopaService } from '@saite/contracts/sopa';
import type { PersonCard } from '../cards.ts';
import { tryCardRules } from '../testing/card-examples.ts';
import { CHILD, type Given } from '../testing/cards.ts';
import { day, id } from '../testing/values.ts';

type Changes = Partial<SopaService>;

const from = (startedOn: string, endedOn?: string): Changes => ({
  startedOn: day(startedOn),
  endedOn: endedOn === undefined ? null : day(endedOn),
});
const file = (...services: Changes[]): Given => ({ service: { file: services } });
const born = (birthDate: string, ...services: Changes[]): Given => ({
  ...file(...services),
  person: { birthDate: day(birthDate) },
});
const unknown = (...services: Changes[]): Given => ({ ...file(...services), person: null });
const care = (kind: ServiceKind, startedOn: string, endedOn?: string): Changes => ({
  ...from(startedOn, endedOn),
  kind,
  hoursPerWeek: null,
});
const forChild = (kind: ServiceKind, childId = CHILD): Changes => ({
  kind,
  recipientRole: 'representative',
  childId,
  hoursPerWeek: null,
});
const elsewhere = (providerId: string, startedOn: string, endedOn: string): PersonCard['elsewhere'] => [
  { kind: 'home-care', providerId, startedOn: day(startedOn), endedOn: day(endedOn) },
];
const inStateCare = (startedOn: string, endedOn?: string): PersonCard['stateCare'] => [
  { startedOn: day(startedOn), endedOn: endedOn === undefined ? null : day(endedOn) },
];
const project = (startedOn: string, endedOn?: string): Changes => ({
  ...care('support-group', startedOn, endedOn),
  funding: 'project',
});
const money: Changes = { ...care('support-group', '2026-03-01'), funding: 'money-follows-client' };

tryCardRules('service', {
  SERVICE_CHILD_TOO_OLD: {
    broken: [
      born('2021-03-03', care('disabled-child-care', '2025-09-01', '2026-03-03')),
      born('2021-03-02', care('disabled-child-care', '2025-09-01')),
      // Begins after the period of the file, without a last day.
      born('2021-03-09', care('disabled-child-care', '2026-03-09')),
    ],
    right: [
      born('2021-03-03', care('disabled-child-care', '2025-09-01', '2026-03-02')),
      born('2021-03-03', care('disabled-child-care', '2025-09-01')),
      // Born on 29 February: the fifth birthday is on 1 March.
      born('2020-02-29', care('disabled-child-care', '2024-09-01', '2025-02-28')),
      unknown(care('disabled-child-care', '2025-09-01')),
    ],
  },
  SERVICE_REPRESENTATIVE_TOO_MANY: {
    broken: [
      file(forChild('psychologist'), forChild('physiotherapy'), forChild('educational-support-group')),
      {
        service: {
          stored: [forChild('psychologist'), forChild('physiotherapy')],
          file: [forChild('rehabilitation-specialist')],
        },
      },
    ],
    right: [
      file(forChild('psychologist'), forChild('physiotherapy'), forChild('respite')),
      file(
        forChild('psychologist'),
        forChild('physiotherapy'),
        forChild('educational-support-group', id('P-4')),
      ),
      file(forChild('psychologist'), forChild('physiotherapy'), {
        ...care('rehabilitation-specialist', '2026-03-01'),
      }),
      {
        service: {
          stored: [forChild('psychologist'), forChild('physiotherapy')].map((one) => ({
            ...one,
            ...from('2025-01-01', '2025-12-31'),
          })),
          file: [forChild('psychologist')],
        },
      },
    ],
  },
  SERVICE_ADULTS_ONLY: {
    broken: [
      born('2008-03-02', care('workshop', '2026-03-01')),
      born('2008-03-02', care('group-home', '2026-03-01')),
      born('2008-03-02', care('violence-victim-rehabilitation', '2026-03-01')),
      born('2008-03-02', care('violence-perpetrator-rehabilitation', '2026-03-01')),
    ],
    right: [
      born('2008-03-01', care('workshop', '2026-03-01')),
      born('2008-02-29', care('group-home', '2026-03-01')),
      born('2008-03-02', care('home-care', '2026-03-01')),
      unknown(care('workshop', '2026-03-01')),
    ],
  },
  SERVICE_CHILDREN_ONLY: {
    broken: [
      born('2008-03-01', care('care-support-centre', '2026-03-01')),
      born('2008-03-01', care('speech-therapist', '2026-03-01')),
      born('2008-03-01', care('riding-therapy', '2026-03-01')),
      born('2008-03-01', care('hydrotherapy', '2026-03-01')),
      born('2008-03-01', care('educational-support-group', '2026-03-01')),
    ],
    right: [
      born('2008-03-02', care('speech-therapist', '2026-03-01')),
      born('2008-03-01', care('psychologist', '2026-03-01')),
      born('2008-03-01', forChild('educational-support-group')),
      unknown(care('speech-therapist', '2026-03-01')),
    ],
  },
  SERVICE_GROUP_NOT_OF_AGE: {
    broken: [
      born('2008-03-02', { disabilityGroup: 'III' }),
      born('2008-03-01', { disabilityGroup: 'child' }),
    ],
    right: [
      born('2008-03-01', { disabilityGroup: 'III' }),
      born('2008-03-02', { disabilityGroup: 'child' }),
      born('1990-03-02', { ...forChild('psychologist'), disabilityGroup: 'child' }),
      unknown({ disabilityGroup: 'child' }),
    ],
  },
  SERVICE_TWICE: {
    broken: [
      { service: { stored: [from('2025-01-01', '2026-03-01')], file: [from('2026-03-01')] } },
      { service: { stored: [from('2025-01-01')], file: [from('2026-03-01', '2026-03-31')] } },
      file(from('2026-03-01', '2026-03-31'), from('2026-02-01', '2026-03-01')),
      { ...file(from('2026-03-01')), elsewhere: elsewhere('SPS-0417', '2026-01-01', '2026-03-01') },
    ],
    right: [
      { service: { stored: [from('2025-01-01', '2026-02-28')], file: [from('2026-03-01')] } },
      file(from('2026-03-01', '2026-03-31'), from('2026-02-01', '2026-02-28')),
      file(care('home-care', '2026-03-01'), care('day-care-centre', '2026-03-01')),
      { ...file(from('2026-03-01')), elsewhere: elsewhere('SPS-0417', '2026-01-01', '2026-02-28') },
    ],
  },
  SERVICE_AT_TWO_PROVIDERS: {
    broken: [
      {
        service: {
          stored: [{ ...from('2025-01-01', '2026-03-01'), providerId: 'SPS-0001' }],
          file: [from('2026-03-01')],
        },
      },
      file(from('2026-03-01'), { ...from('2026-02-01', '2026-03-01'), providerId: 'SPS-0001' }),
      { ...file(from('2026-03-01')), elsewhere: elsewhere('SPS-0001', '2026-01-01', '2026-03-01') },
    ],
    right: [
      {
        service: {
          stored: [{ ...from('2025-01-01', '2026-02-28'), providerId: 'SPS-0001' }],
          file: [from('2026-03-01')],
        },
      },
      file(care('home-care', '2026-03-01'), {
        ...care('day-care-centre', '2026-03-01'),
        providerId: 'SPS-0001',
      }),
      { ...file(from('2026-03-01')), elsewhere: elsewhere('SPS-0001', '2026-01-01', '2026-02-28') },
      {
        ...file(care('day-care-centre', '2026-03-01')),
        elsewhere: elsewhere('SPS-0001', '2026-01-01', '2026-03-01'),
      },
    ],
  },
  SERVICE_WHILE_IN_INSTITUTION: {
    broken: [
      file(care('municipal-long-term-care', '2026-01-01', '2026-03-01'), care('home-care', '2026-03-01')),
      file(care('state-long-term-care', '2026-01-01'), care('day-care-centre', '2026-03-01')),
      file(care('state-long-term-care', '2026-01-01'), care('group-home', '2026-03-01')),
      file(care('state-long-term-care', '2026-01-01'), care('short-term-care', '2026-03-01')),
      file(care('state-long-term-care', '2026-01-01'), care('extended-assistant', '2026-03-01')),
      born(
        '2023-01-01',
        care('state-long-term-care', '2026-01-01'),
        care('disabled-child-care', '2026-03-01'),
      ),
      file(care('home-care', '2026-01-01', '2026-03-01'), care('municipal-long-term-care', '2026-03-01')),
    ],
    right: [
      file(care('municipal-long-term-care', '2026-01-01', '2026-02-28'), care('home-care', '2026-03-01')),
      file(care('home-care', '2026-01-01', '2026-02-28'), care('municipal-long-term-care', '2026-03-01')),
      file(care('municipal-long-term-care', '2026-01-01'), care('psychologist', '2026-03-01')),
    ],
  },
  SERVICE_WHILE_IN_STATE_CARE: {
    broken: [
      { ...file(care('home-care', '2026-03-01')), stateCare: inStateCare('2025-01-01', '2026-03-02') },
      { ...file(care('short-term-care', '2026-03-01')), stateCare: inStateCare('2025-01-01') },
      {
        ...file(care('home-care', '2026-02-01', '2026-03-01')),
        stateCare: inStateCare('2026-03-01', '2026-03-10'),
      },
    ],
    right: [
      // The day of discharge is not a day in care.
      { ...file(care('home-care', '2026-03-01')), stateCare: inStateCare('2025-01-01', '2026-03-01') },
      {
        ...file(care('home-care', '2026-02-01', '2026-02-28')),
        stateCare: inStateCare('2026-03-01', '2026-03-10'),
      },
      { ...file(care('home-care', '2026-02-01')), stateCare: inStateCare('2026-03-01', '2026-03-01') },
      { ...file(care('psychologist', '2026-03-01')), stateCare: inStateCare('2025-01-01') },
    ],
  },
  SERVICE_AFTER_DEATH: {
    broken: [{ ...file(from('2026-03-01')), person: { deathDate: day('2026-02-28') } }],
    right: [
      { ...file(from('2026-03-01')), person: { deathDate: day('2026-03-01') } },
      unknown(from('2026-03-01')),
    ],
  },
  SERVICE_BEFORE_BIRTH: {
    broken: [born('2026-03-02', from('2026-03-01'))],
    right: [born('2026-03-01', from('2026-03-01')), unknown(from('2026-03-01'))],
  },
  SERVICE_HOURS_TOGETHER: {
    broken: [
      file({ hoursPerWeek: 160 }, { kind: 'extended-assistant', hoursPerWeek: 9 }),
      {
        service: {
          stored: [
            { ...care('day-care-centre', '2026-01-01', '2026-03-31'), hoursPerWeek: 100 },
            { ...care('respite', '2026-03-31', '2026-04-30'), hoursPerWeek: 60 },
          ],
          file: [{ hoursPerWeek: 9 }],
        },
      },
    ],
    right: [
      {
        service: {
          stored: [
            { ...care('day-care-centre', '2026-01-01'), hoursPerWeek: 100 },
            { ...care('respite', '2026-01-01'), hoursPerWeek: 100 },
          ],
          file: [{ hoursPerWeek: 0 }],
        },
      },
      file({ hoursPerWeek: 160 }, { kind: 'extended-assistant', hoursPerWeek: 8 }),
      file(
        { ...from('2026-01-01', '2026-02-28'), hoursPerWeek: 160 },
        { ...care('extended-assistant', '2026-03-01'), hoursPerWeek: 9 },
      ),
      {
        service: {
          stored: [
            { ...care('day-care-centre', '2026-01-01', '2026-03-30'), hoursPerWeek: 100 },
            { ...care('respite', '2026-03-31', '2026-04-30'), hoursPerWeek: 60 },
          ],
          file: [{ hoursPerWeek: 68 }],
        },
      },
    ],
  },
  SERVICE_MONEY_WITHOUT_CARE: {
    broken: [
      file(money),
      file(care('state-long-term-care', '2025-01-01'), money),
      file(care('state-long-term-care', '2025-01-01', '2026-03-01'), money),
      file(care('municipal-long-term-care', '2025-01-01', '2026-02-28'), money),
      { ...file(money), stateCare: inStateCare('2025-01-01') },
      { ...file(money), stateCare: inStateCare('2025-01-01', '2026-03-02') },
    ],
    right: [
      file(care('state-long-term-care', '2025-01-01', '2026-02-28'), money),
      file(money, care('state-long-term-care', '2025-01-01', '2026-02-28')),
      { service: { stored: [care('state-long-term-care', '2025-01-01', '2026-02-28')], file: [money] } },
      { ...file(money), stateCare: inStateCare('2025-01-01', '2026-03-01') },
      file({ ...money, funding: 'project' }),
    ],
  },
  SERVICE_PROJECT_TOO_LONG: {
    broken: [
      // 732 days: 2 March 2024 to 2 March 2026 are 731.
      file(project('2024-03-01')),
      file(project('2024-03-02'), { ...project('2024-03-01', '2024-03-01'), kind: 'psychologist' }),
      {
        service: {
          stored: [project('2020-01-01', '2020-12-31')],
          file: [{ ...project('2022-01-01', '2023-01-01'), kind: 'respite' }],
        },
      },
    ],
    right: [
      {
        service: {
          stored: [{ ...project('2020-01-01', '2023-12-31'), funding: 'municipality' }],
          file: [project('2024-03-02')],
        },
      },
      file(project('2024-03-02')),
      file(project('2024-03-02'), { ...project('2024-03-02', '2026-03-02'), kind: 'psychologist' }),
      {
        service: {
          stored: [project('2020-01-01', '2020-12-31')],
          file: [{ ...project('2022-01-01', '2022-12-31'), kind: 'respite' }],
        },
      },
      file({ ...project('2020-01-01'), funding: 'municipality' }),
      file({ ...project('2020-01-01'), kind: 'municipal-long-term-care' }),
      file({ ...project('2030-01-01') }),
    ],
  },
});
