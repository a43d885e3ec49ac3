// Ends what the supervisor started when the supervisor itself is gone, even killed outright: the operating system
// then closes the pipe between the two. Each line that comes through the pipe is the whole list of what runs.
import { createInterface } from 'node:readline';
import { endAll, type Watched } from './end.ts';
import { isWatched, writeRecord } from './record.ts';

const folder = process.argv[2] ?? '.';
let list: Watched[] = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const content: unknown = JSON.parse(line);
  list = Array.isArray(content) ? content.filter(isWatched) : [];
}
if (list.length > 0) {
  await endAll(list);
  writeRecord(folder, []);
}
