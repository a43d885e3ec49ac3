import { openSystemRoom } from '../open-data/system-room.ts';
import { type CountryResult, firstMonth, timeCountry } from '../open-data/time-country.ts';
import { type SuppressionResult, timeSuppression } from '../open-data/time-suppression.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';

/** One country: from its registers to its open data, and what hiding costs of that. */
export type OpenDataResult = CountryResult & SuppressionResult;

/** Each country on a whole system of its own, from the smallest to the largest. */
export async function measureOpenData(run: Run): Promise<readonly OpenDataResult[]> {
  const results: OpenDataResult[] = [];
  for (const inhabitants of run.options.inhabitants) results.push(await measureCountry(run, inhabitants));
  return results;
}

function measureCountry(run: Run, inhabitants: number): Promise<OpenDataResult> {
  return run.endings.within(async (closes) => {
    const name = `${whole(inhabitants)} inhabitants`;
    const room = await step(`${name}: system`, () => openSystemRoom(run, firstMonth(run), closes));
    const country = await timeCountry(run, room, inhabitants);
    return { ...country, ...(await timeSuppression(run, name, room, country.heldBack === 0)) };
  });
}
