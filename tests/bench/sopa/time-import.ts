import { setTimeout as pause } from 'node:timers/promises';
import { peakMemory } from '../support/processes.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';
import { type ImportRoom, type ImportState, openImportRoom } from './import-room.ts';
import { type MadeFile, megabytesOf, rate } from './made-file.ts';

const ASK_MS = 20;
const LIMIT_MS = 3_600_000;

/** Takes a file in, in a room of its own: how fast, in MB a second from the first byte sent, and with what memory. */
export function measureImport(run: Run, name: string, file: MadeFile) {
  return run.endings.within(async (closes) => {
    const room = await openImportRoom(run, closes);
    let far = '';
    return step(
      `${name}: import`,
      async () => {
        let sent = 0;
        const startedAt = performance.now();
        const rateNow = () => (megabytesOf(file) * 1000) / (performance.now() - startedAt);
        const importId = await room.send(file.path, (bytes) => {
          sent += bytes;
          far = `${whole(sent / 1_000_000)} MB sent`;
        });
        const received = rateNow();
        far = 'received';
        await until(room, ({ state }) => state !== 'received' && state !== 'checking');
        const accepted = rateNow();
        const last = await until(room, ({ state, toldUpTo, objects, isTold }) => {
          far = `${whole(toldUpTo)} of ${whole(objects)} told`;
          return isTold || !state.startsWith('accepted');
        });
        const told = rateNow();
        const { state, objects } = last;
        if (state !== 'accepted' || last.accepted !== objects)
          throw new Error(`the file is ${state}, of ${objects} objects ${last.accepted} are`);
        await room.readResult(importId);
        return { objects, received, accepted, told, peakMemory: peakMemory(room.adapter) };
      },
      {
        far: () => far,
        outcome: ({ accepted, told }) => `accepted ${rate(accepted)}, told ${rate(told)}`,
      },
    );
  });
}

async function until(room: ImportRoom, isSo: (state: ImportState) => boolean): Promise<ImportState> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const now = await room.state();
    if (now && isSo(now)) return now;
    if (Date.now() > end) throw new Error(`not done after ${LIMIT_MS / 60_000} minutes`);
    room.adapter.assertRuns();
    await pause(ASK_MS);
  }
}
