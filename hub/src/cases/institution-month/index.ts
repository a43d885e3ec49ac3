export { type ClientTold, type MonthOfClient, tellInstitutionMonth } from './institution-month.ts';
export { changesBetween } from './month-changes.ts';
export type { ToldMonth } from './told-month.ts';
