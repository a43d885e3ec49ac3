import { createReadStream, readFileSync } from 'node:fs';
import { linesOf, TrailVerifier } from '@saite/hub/audit';
import { parseAuditPublicKey } from '@saite/identity';
import { answerParent } from '../support/answer-parent.ts';
import type { Verified } from './verified.ts';

// Verifies an exported trail, as `npm run audit -- verify` does.
await answerParent(async ([file = '', key = '']): Promise<Verified> => {
  const verifier = new TrailVerifier([parseAuditPublicKey(readFileSync(key, 'utf8'))]);
  const startedAt = performance.now();
  for await (const line of linesOf(createReadStream(file, { highWaterMark: 1 << 20 }))) verifier.take(line);
  const { entries, faultCount } = verifier.end();
  const seconds = (performance.now() - startedAt) / 1000;
  return { entries, faults: faultCount, seconds, peakMemory: process.resourceUsage().maxRSS / 1024 };
});
