import { tryCardRules } from '../testing/card-examples.ts';
import { day } from '../testing/values.ts';

const on = (text: string) => ({ declaredOn: day(text) });

tryCardRules('declaration', {
  DECLARATION_TWICE: {
    broken: [
      { declaration: { stored: [on('2026-03-02')], file: [on('2026-03-02')] } },
      { declaration: { file: [on('2026-03-01'), on('2026-03-02'), on('2026-03-01')] } },
    ],
    right: [{ declaration: { stored: [on('2026-03-01')], file: [on('2026-03-02')] } }],
  },
  DECLARATION_OF_UNDERAGE: {
    broken: [
      { person: { birthDate: day('2008-03-03') }, declaration: { file: [on('2026-03-02')] } },
      // Who was born on 29 February has the birthday on 1 March of a common year.
      { person: { birthDate: day('2008-02-29') }, declaration: { file: [on('2026-02-28')] } },
    ],
    right: [
      { person: { birthDate: day('2008-03-02') }, declaration: { file: [on('2026-03-02')] } },
      { person: { birthDate: day('2008-02-29') }, declaration: { file: [on('2026-03-01')] } },
      { person: null, declaration: { file: [on('2026-03-02')] } },
    ],
  },
  DECLARATION_AFTER_DEATH: {
    broken: [{ person: { deathDate: day('2026-03-01') }, declaration: { file: [on('2026-03-02')] } }],
    right: [
      { person: { deathDate: day('2026-03-02') }, declaration: { file: [on('2026-03-02')] } },
      { person: null, declaration: { file: [on('2026-03-02')] } },
    ],
  },
});
