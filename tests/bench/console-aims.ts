import { type Aim, below } from './aims.ts';
import type { ConsoleResult, ListResult } from './measures/console.ts';
import { aimsOfReading } from './reading-aims.ts';
import { whole } from './support/screen.ts';

/** A page shows its whole list in less, ms. */
const LIMIT_MS = 1_000;

/** How long pages wait for their lists, and what is asked of that. */
export const consoleAimsOf = ({ clients, children, extreme }: ConsoleResult): Aim[] => [
  ...aimsOfList(`month of an institution, ${whole(clients.rows)} of ${whole(extreme.rows)} clients`, clients),
  ...aimsOfList(`worklist of a court, ${whole(children.rows)} children`, children),
  ...aimsOfList(`all ${whole(extreme.rows)} clients in one institution`, extreme),
];

const aimsOfList = (name: string, list: ConsoleResult['clients']): Aim[] => [
  ...aimsOfAnswer(name, list),
  ...aimsOfReading(name, list),
];

const aimsOfAnswer = (name: string, { answerMs, bareMs, ratio, megabytes }: ListResult): Aim[] => [
  {
    name,
    measured: `${whole(answerMs)} ms`,
    against: `${megabytes.toFixed(1)} MB`,
    ...below(answerMs, LIMIT_MS, '< 1 s'),
  },
  {
    name: 'the same, names opened and audited',
    measured: `${whole(answerMs)} ms`,
    against: `bare query ${whole(bareMs)} ms`,
    ratio,
    aim: 'of the bare query',
    reached: null,
  },
];
