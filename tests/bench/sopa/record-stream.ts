import { createReadStream } from 'node:fs';
import { IMPORT_LISTS } from '../../../adapters/sopa/src/import/intake/file-reader.ts';
import { openXmlRecordStream } from '../../../adapters/sopa/src/import/stream/index.ts';
import type { XmlPart } from '../../../adapters/sopa/src/import/stream/port.ts';
import { answerTimed } from './timed-answer.ts';

// The import's own reading without what follows it: records with their source and place, which nobody takes.
await answerTimed(async ([path = '']) => {
  const stream = openXmlRecordStream('strict', { lists: IMPORT_LISTS });
  let objects = 0;
  const count = (parts: readonly XmlPart[]) => {
    for (const part of parts) if (part.kind === 'record' && part.list !== undefined) objects += 1;
  };
  for await (const chunk of createReadStream(path)) count(stream.write(chunk));
  count(stream.end());
  return { objects };
});
