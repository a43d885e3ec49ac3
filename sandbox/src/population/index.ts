export {
  eachPerson,
  makePerson,
  makePopulation,
  type Population,
  type PopulationOptions,
} from './population.ts';
export type { MadePerson, PmlpPerson, SaisPayment, SpolisPlacement, SpolisWithdrawal } from './records.ts';
