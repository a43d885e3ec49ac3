import { municipalityOn } from '@saite/contracts';
import type { ObjectChecks } from '../rule-table.ts';

export const STAY_CHECKS: ObjectChecks<'group-home-stay'> = {
  STAY_ENDS_BEFORE_START: ({ movedInOn, movedOutOn }) => movedOutOn !== null && movedOutOn < movedInOn,
  STAY_GROUP_NOT_ALLOWED: ({ disabilityGroup }) => disabilityGroup === 'child',
  STAY_FROM_SAME_MUNICIPALITY: ({ fromMunicipality }, { sender }) => fromMunicipality === sender,
  STAY_FROM_UNKNOWN: ({ fromMunicipality, movedInOn }) =>
    fromMunicipality !== null && municipalityOn(fromMunicipality, movedInOn) === undefined,
};
