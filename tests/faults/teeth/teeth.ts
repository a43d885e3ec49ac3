import { wrongIn } from '../runs.ts';
import type { Ground } from '../system/ground.ts';
import { type BiteOptions, bite, wrongCount } from './bite.ts';
import type { Defect } from './defect.ts';

export interface Teeth {
  readonly caught: number;
  readonly planted: number;
  /** What makes the catching worthless: a dose that fails, or that finds something wrong without the defect. */
  readonly troubles: readonly string[];
}

/** Plants one defect after another and says which were caught. */
export async function runTeeth(
  ground: Ground,
  defects: readonly Defect[],
  options: BiteOptions & { readonly controls: boolean; readonly say: (line: string) => void },
): Promise<Teeth> {
  const { say } = options;
  const troubles: string[] = [];
  let caught = 0;
  for (const defect of defects) {
    const startedAt = performance.now();
    const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
    try {
      const verdict = await bite(ground, defect, options);
      const count = wrongCount(verdict);
      if (count > 0) caught += 1;
      const { lost, doubled, differing } = verdict;
      const found = `lost ${lost.length}, doubled ${doubled.length}, differing ${differing.length}`;
      say(`  ${count > 0 ? '✓ caught' : '✗ missed'}: ${defect.name} (${found}; ${seconds()})`);
      if (!options.controls) continue;
      const control = wrongIn(
        `${defect.name}, without it`,
        await bite(ground, defect, { ...options, control: true }),
      );
      say(`    without it: ${control.length === 0 ? 'nothing wrong' : control.join(' | ')} (${seconds()})`);
      troubles.push(...control);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      say(`  ✗ ${defect.name}: ${reason} (${seconds()})`);
      troubles.push(`${defect.name}: ${reason}`);
    }
  }
  return { caught, planted: defects.length, troubles };
}
