export { callBroker, openRoom, type Room } from './room.ts';
export { until, waitFor } from './wait-for.ts';
