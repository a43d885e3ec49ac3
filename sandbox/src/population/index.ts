export { eachChild, makeChild } from './children/children.ts';
export type {
  MadeChild,
  NpaisCrisis,
  NpaisDecision,
  SopaSurvey,
  SpolisReport,
} from './children/records.ts';
export { MOST_CHILDREN } from './person-codes.ts';
export {
  eachPerson,
  makePerson,
  makePopulation,
  type Population,
  type PopulationOptions,
} from './population.ts';
export type { MadePerson, PmlpPerson, SaisPayment, SpolisPlacement, SpolisWithdrawal } from './records.ts';
