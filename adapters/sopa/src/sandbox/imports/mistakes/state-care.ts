import type { ObjectRuleCode } from '@saite/contracts/sopa';
import { dateOf } from '../made/days.ts';
import { claimOf } from '../made/homes.ts';
import { AT, personAt } from '../made/persons.ts';
import type { Neighbourhood } from '../made/places.ts';
import { type ServiceSketch, serviceOf } from '../made/services.ts';
import { claim, type Mistake, type MistakeCase, oneWrong, person, service } from './mistake.ts';

const HOME_CARE: ServiceSketch = {
  place: AT.victim,
  letter: 'a',
  kind: 'home-care',
  startedAgo: 90,
  hours: 10,
};
const LEFT_AGO = 200;
const STATE_CARE: ServiceSketch = {
  place: AT.victim,
  letter: 'b',
  kind: 'state-long-term-care',
  startedAgo: 900,
  endedAgo: LEFT_AGO,
  endReason: 'own-wish',
  group: 'I',
  funding: 'state',
};
const CONSULTATION: ServiceSketch = {
  place: AT.victim,
  letter: 'c',
  kind: 'specialist-consultation',
  startedAgo: LEFT_AGO - 1,
};

/** SPOLIS says that the person has been in a state care centre for so many days, and still is. */
const inStateCare = (at: Neighbourhood, since: number, made: MistakeCase): MistakeCase => ({
  ...made,
  stateCare: [
    {
      placementId: `sopa-${at.town.municipality.code}-${at.number}`,
      personCode: personAt(at, AT.victim).personCode,
      startedOn: dateOf(at.town.origin - since),
    },
  ],
});

/** Rules that hold a file against stays in state care centres (*VSAC*), which SPOLIS tells. */
export const STATE_CARE_MISTAKES = {
  SERVICE_WHILE_IN_STATE_CARE(at) {
    const wrong = serviceOf(at, HOME_CARE);
    const ended = dateOf(at.town.origin - 60);
    const right = service({ ...wrong, endedOn: ended, endReason: 'other-service' });
    const beside = [person(personAt(at, AT.victim))];
    return inStateCare(at, 30, oneWrong(beside, right, service(wrong), 'SERVICE_WHILE_IN_STATE_CARE'));
  },
  CLAIM_DURING_STATE_CARE(at) {
    const [stateCare, community] = [serviceOf(at, STATE_CARE), serviceOf(at, CONSULTATION)];
    const beside = [person(personAt(at, AT.victim)), service(stateCare), service(community)];
    const wrong = claim(claimOf(at, AT.victim, 0, stateCare, community));
    return inStateCare(at, LEFT_AGO - 50, oneWrong(beside, null, wrong, 'CLAIM_DURING_STATE_CARE'));
  },
} as const satisfies Partial<Record<ObjectRuleCode, Mistake>>;
