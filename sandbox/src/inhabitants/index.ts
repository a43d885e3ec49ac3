export { MOST_INHABITANTS } from './codes.ts';
export { Country, type Plan } from './country.ts';
export { standingIn } from './standing.ts';
