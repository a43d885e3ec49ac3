export { checkHome } from './check-home.ts';
export { checkDeletion, checkObject } from './check-object.ts';
export { checkPerson } from './check-person.ts';
export { checkReports } from './check-reports.ts';
export type { Broken } from './rule-table.ts';
