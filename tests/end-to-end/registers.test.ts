import { after, before, describe } from 'node:test';
import { type RunningSystem, startSystem } from '../support/system.ts';
import { childrenInCare } from './children.ts';
import { contradictions } from './discrepancies.ts';

/** Whoever tells of a child or of a contradiction, and whoever is told. */
const NEEDED = [
  'sandbox',
  ...['inspection', 'mail', 'npais', 'pmlp', 'sopa'].map((register) => `adapter-${register}`),
  'hub',
];

/** From the registers through the hub and back, on one system: each kind of fact has persons of its own. */
describe('through every register', () => {
  let system: RunningSystem;
  before(async () => {
    system = await startSystem({ only: NEEDED });
  });
  after(() => system.close());
  childrenInCare(() => system);
  contradictions(() => system);
});
