import { parseArgs } from 'node:util';
import { SetupProblem } from '../../setup/src/problem.ts';

export interface Options {
  readonly seed: number;
  readonly persons: number;
  readonly minutes: number;
  readonly controls: boolean;
  /** Only the defects whose name holds this word. */
  readonly only: string | undefined;
}

export const HELP = `npm run faults -- [options]

Kills the parts of a whole running system at random times and at named points, and proves that nothing was lost,
doubled or changed by it; then plants defects and proves that each of them is caught.
Nogalina strādājošas sistēmas daļas nejaušos brīžos un nosauktās vietās un pierāda, ka nekas nav zudis, dubultojies
vai mainījies; pēc tam iestrādā kļūdas un pierāda, ka katru no tām pamana.

  --minutes N   how long faults are injected (2); 0 leaves them out  / cik minūtes bojāt (2); 0 – nemaz
  --seed N      the same seed makes the same persons, corrections and faults (1) / izejas skaitlis (1)
  --persons N   persons of the made population (60) / izdomāto personu skaits (60)
  --defects W   only planted defects whose name holds W; "none" for none / tikai kļūdas, kuru nosaukumā ir W
  --controls    run each defect's dose without the defect too / katru kļūdas devu palaist arī bez kļūdas
  --help        this text / šis teksts`;

/** @throws SetupProblem naming the option that is wrong */
export function readOptions(args: readonly string[]): Options | 'help' {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: '2' },
        seed: { type: 'string', default: '1' },
        persons: { type: 'string', default: '60' },
        defects: { type: 'string' },
        controls: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'help';
    return {
      minutes: numberOf('minutes', values.minutes, 0, 10_000),
      seed: Math.floor(numberOf('seed', values.seed, 0, 1_000_000)),
      persons: Math.floor(numberOf('persons', values.persons, 10, 5_000)),
      controls: values.controls,
      only: values.defects,
    };
  } catch (error) {
    if (error instanceof SetupProblem) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupProblem(`${reason}. See --help.`, 'Nezināma izvēle. Skatiet --help.');
  }
}

function numberOf(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= least && number <= most) return number;
  throw new SetupProblem(
    `--${name} is "${text}"; it must be a number from ${least} to ${most}.`,
    `--${name} ir "${text}"; tam jābūt skaitlim no ${least} līdz ${most}.`,
  );
}
