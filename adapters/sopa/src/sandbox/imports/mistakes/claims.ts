import type { RuleCodesOf, RuleScope } from '@saite/contracts/sopa';
import { dateOf, monthOfDay, monthText } from '../made/days.ts';
import { claimOf } from '../made/homes.ts';
import { AT, personAt } from '../made/persons.ts';
import type { Neighbourhood } from '../made/places.ts';
import type { Made, MadeObject } from '../made/plain.ts';
import { type ServiceSketch, serviceOf } from '../made/services.ts';
import { claim, lastDay, type Mistake, oneWrong, person, service } from './mistake.ts';

/** The rule about state care rests on what SPOLIS told, which no file of SOPA can say. */
export type ClaimCode = Exclude<RuleCodesOf<'claim', RuleScope>, 'CLAIM_DURING_STATE_CARE'>;

const LEFT_AGO = 200;
const STATE_CARE: ServiceSketch = {
  place: AT.leftStateCare,
  letter: 'a',
  kind: 'state-long-term-care',
  startedAgo: 1_000,
  endedAgo: LEFT_AGO,
  endReason: 'own-wish',
  group: 'I',
  funding: 'state',
};
const COMMUNITY: ServiceSketch = {
  place: AT.leftStateCare,
  letter: 'b',
  kind: 'specialist-consultation',
  startedAgo: LEFT_AGO - 1,
  funding: 'money-follows-client',
};

interface Around {
  readonly stateCare: Made<'service'>;
  readonly community: Made<'service'>;
  readonly right: Made<'claim'>;
  readonly beside: readonly MadeObject[];
}

function around(at: Neighbourhood): Around {
  const [stateCare, community] = [serviceOf(at, STATE_CARE), serviceOf(at, COMMUNITY)];
  const right = claimOf(at, AT.leftStateCare, 0, stateCare, community);
  return {
    stateCare,
    community,
    right,
    beside: [person(personAt(at, AT.leftStateCare)), service(stateCare), service(community)],
  };
}

const changed =
  (code: ClaimCode, change: (made: Around, at: Neighbourhood) => Partial<Made<'claim'>>): Mistake =>
  (at) => {
    const made = around(at);
    const wrong = { ...made.right, ...change(made, at) };
    return oneWrong(made.beside, claim(made.right), claim(wrong), code);
  };

const monthAgo = ({ town }: Neighbourhood, days: number): string => monthText(monthOfDay(town.origin - days));

export const CLAIM_MISTAKES: { readonly [Code in ClaimCode]: Mistake } = {
  CLAIM_BEFORE_LEAVING: changed('CLAIM_BEFORE_LEAVING', (_, { town }) => ({
    month: monthText(monthOfDay(town.origin - LEFT_AGO) - 1),
  })),
  CLAIM_MONTH_NOT_OVER: changed('CLAIM_MONTH_NOT_OVER', (_, at) => ({
    month: monthText(monthOfDay(lastDay(at) + 1)),
  })),
  CLAIM_AMOUNT_ZERO: changed('CLAIM_AMOUNT_ZERO', () => ({ amount: 0 })),
  CLAIM_NOT_STATE_CARE(at) {
    const { beside, right } = around(at);
    const ended = { startedAgo: LEFT_AGO - 10, endedAgo: LEFT_AGO - 20, endReason: 'completed' } as const;
    const short = serviceOf(at, { ...COMMUNITY, ...ended, letter: 'c', kind: 'short-term-care' });
    const wrong = { ...right, stateCareServiceId: short.serviceId, leftCareOn: short.endedOn ?? '' };
    return oneWrong([...beside, service(short)], claim(right), claim(wrong), 'CLAIM_NOT_STATE_CARE');
  },
  CLAIM_CARE_NOT_ENDED(at) {
    const { beside, right: made } = around(at);
    const again = serviceOf(at, { ...STATE_CARE, letter: 'c', startedAgo: LEFT_AGO - 70 });
    const open = service({ ...again, endedOn: null, endReason: null });
    const right = { ...made, month: monthAgo(at, LEFT_AGO - 20) };
    return oneWrong([...beside, open], claim(right), claim(made), 'CLAIM_CARE_NOT_ENDED');
  },
  CLAIM_LEFT_CARE_DIFFERS: changed('CLAIM_LEFT_CARE_DIFFERS', (_, { town }) => ({
    leftCareOn: dateOf(town.origin - LEFT_AGO + 1),
  })),
  CLAIM_NOT_COMMUNITY(at) {
    const { beside, right } = around(at);
    const assistant = serviceOf(at, {
      ...COMMUNITY,
      letter: 'c',
      kind: 'extended-assistant',
      hours: 10,
      group: 'I',
      funding: 'state',
    });
    const wrong = { ...right, serviceId: assistant.serviceId, amount: 100 };
    return oneWrong([...beside, service(assistant)], claim(right), claim(wrong), 'CLAIM_NOT_COMMUNITY');
  },
  CLAIM_SERVICE_NOT_IN_MONTH(at) {
    const { beside, right } = around(at);
    const late = serviceOf(at, { ...COMMUNITY, letter: 'c', kind: 'psychologist', startedAgo: 100 });
    const ofLate = { ...right, serviceId: late.serviceId, amount: 100 };
    const wrong = { ...ofLate, month: monthAgo(at, 140) };
    return oneWrong([...beside, service(late)], claim(ofLate), claim(wrong), 'CLAIM_SERVICE_NOT_IN_MONTH');
  },
  CLAIM_TWICE(at) {
    const { beside, right: first, stateCare, community } = around(at);
    const wrong = { ...first, claimId: `${first.claimId}-b` };
    const { month } = claimOf(at, AT.leftStateCare, 1, stateCare, community);
    return oneWrong([...beside, claim(first)], claim({ ...wrong, month }), claim(wrong), 'CLAIM_TWICE');
  },
  CLAIM_OVER_COST: changed('CLAIM_OVER_COST', ({ community }) => ({
    amount: (community.monthlyCost ?? 0) - (community.clientShare ?? 0) + 1,
  })),
  CLAIM_GROUP_NOT_ALLOWED: changed('CLAIM_GROUP_NOT_ALLOWED', () => ({ disabilityGroup: 'III' })),
};
