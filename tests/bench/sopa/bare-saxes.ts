import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';
import { answerTimed } from './timed-answer.ts';

// The parser that the import reads with, and nothing else: no handlers, no positions, no namespaces.
await answerTimed(async ([path = '']) => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser({ position: false });
  for await (const chunk of createReadStream(path)) parser.write(decoder.decode(chunk, { stream: true }));
  parser.write(decoder.decode()).close();
  return {};
});
