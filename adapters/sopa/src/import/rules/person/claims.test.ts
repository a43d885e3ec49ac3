import type { SopaClaim, SopaService } from '@saite/contracts/sopa';
import { tryCardRules } from '../testing/card-examples.ts';
import type { Given } from '../testing/cards.ts';
import { day, eur, id, month } from '../testing/values.ts';

type Services = readonly Partial<SopaService>[];

const care: Partial<SopaService> = {
  serviceId: id('K-2'),
  kind: 'state-long-term-care',
  startedOn: day('2020-01-01'),
  endedOn: day('2026-01-15'),
};
const community: Partial<SopaService> = { serviceId: id('K-1'), startedOn: day('2026-01-16') };
const claiming = (claim: Partial<SopaClaim> = {}, services: Services = [care, community]): Given => ({
  service: { stored: services },
  claim: { file: [claim] },
});
/** State care beside the one that ended. */
const more = (startedOn: string, endedOn: string | null): Partial<SopaService> => ({
  serviceId: id('K-3'),
  kind: 'state-long-term-care',
  startedOn: day(startedOn),
  endedOn: endedOn === null ? null : day(endedOn),
});
const stays = (...stateCare: readonly (readonly [string, string | null])[]): Given => ({
  ...claiming(),
  stateCare: stateCare.map(([startedOn, endedOn]) => ({
    startedOn: day(startedOn),
    endedOn: endedOn === null ? null : day(endedOn),
  })),
});
const born = (birthDate: string, disabilityGroup: 'I' | 'II' | 'III' | 'child'): Given => ({
  ...claiming({ disabilityGroup }),
  person: { birthDate: day(birthDate) },
});

tryCardRules('claim', {
  CLAIM_NOT_STATE_CARE: {
    broken: [claiming({}, [{ ...care, kind: 'municipal-long-term-care' }, community])],
    right: [claiming(), claiming({}, [community])],
  },
  CLAIM_CARE_NOT_ENDED: {
    broken: [
      claiming({}, [{ ...care, endedOn: null }, community]),
      claiming({ leftCareOn: day('2026-03-01') }, [{ ...care, endedOn: day('2026-03-01') }, community]),
      claiming({}, [care, community, more('2026-02-01', '2026-02-28')]),
      claiming({}, [care, community, more('2026-01-20', null)]),
    ],
    right: [
      claiming({ leftCareOn: day('2026-02-28') }, [{ ...care, endedOn: day('2026-02-28') }, community]),
      claiming({}, [care, community, more('2026-02-02', null)]),
      claiming({}, [care, community, more('2026-01-20', '2026-02-27')]),
      claiming({}, [community]),
    ],
  },
  CLAIM_LEFT_CARE_DIFFERS: {
    broken: [claiming({ leftCareOn: day('2026-01-14') }), claiming({ leftCareOn: day('2026-01-16') })],
    right: [
      claiming({ leftCareOn: day('2026-01-15') }),
      claiming({ leftCareOn: day('2026-01-14') }, [community]),
    ],
  },
  CLAIM_NOT_COMMUNITY: {
    broken: [claiming({}, [care, { ...community, kind: 'municipal-long-term-care' }])],
    right: [claiming({}, [care, { ...community, kind: 'family-assistant' }]), claiming({}, [care])],
  },
  CLAIM_SERVICE_NOT_IN_MONTH: {
    broken: [
      claiming({}, [care, { ...community, startedOn: day('2026-03-01') }]),
      claiming({}, [care, { ...community, endedOn: day('2026-01-31') }]),
    ],
    right: [
      claiming({}, [care, { ...community, startedOn: day('2026-02-28') }]),
      claiming({}, [care, { ...community, endedOn: day('2026-02-01') }]),
      claiming({}, [care]),
    ],
  },
  CLAIM_TWICE: {
    broken: [
      { ...claiming(), claim: { stored: [{}], file: [{}] } },
      { ...claiming(), claim: { file: [{}, {}] } },
    ],
    right: [
      { ...claiming(), claim: { stored: [{ month: month('2026-01') }], file: [{}] } },
      { ...claiming(), claim: { file: [{ serviceId: id('K-4') }, {}] } },
    ],
  },
  CLAIM_OVER_COST: {
    broken: [
      claiming({ amount: eur('372.51') }),
      claiming({ amount: eur('412.51') }, [care, { ...community, clientShare: null }]),
    ],
    right: [
      claiming({ amount: eur('372.50') }),
      claiming({ amount: eur('412.50') }, [care, { ...community, clientShare: null }]),
      claiming({ amount: eur('9000.00') }, [care, { ...community, monthlyCost: null }]),
      claiming({ amount: eur('9000.00') }, [care]),
    ],
  },
  CLAIM_GROUP_NOT_ALLOWED: {
    broken: [
      born('1990-01-01', 'III'),
      born('2008-02-01', 'child'),
      born('2008-03-01', 'II'),
      born('2012-01-01', 'III'),
    ],
    right: [
      born('1990-01-01', 'I'),
      born('2008-02-02', 'child'),
      born('2008-02-28', 'II'),
      born('2012-01-01', 'child'),
      { ...claiming({ disabilityGroup: 'child' }), person: null },
    ],
  },
  CLAIM_DURING_STATE_CARE: {
    broken: [
      stays(['2026-02-01', '2026-03-01']),
      stays(['2026-01-20', null]),
      stays(['2026-02-10', '2026-03-05'], ['2026-01-20', '2026-02-10']),
    ],
    right: [
      stays(['2026-02-02', null]),
      stays(['2026-01-20', '2026-02-28']),
      stays(['2026-02-11', null], ['2026-01-20', '2026-02-10']),
    ],
  },
});
