import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditKey, makeAuditKeyFile, parseAuditKeyFile } from '@saite/identity';

/** A key of the audit trail and a file of its heads, for one test. */
export interface TestKeeping {
  readonly key: AuditKey;
  readonly headsFile: string;
  /** Text of the file with the public half of the key. */
  readonly open: string;
  close(): void;
}

export function makeTrailKeeping(): TestKeeping {
  const folder = mkdtempSync(join(tmpdir(), 'saite-trail-'));
  const { secret, open } = makeAuditKeyFile();
  return {
    key: parseAuditKeyFile(secret),
    headsFile: join(folder, 'audit-heads.jsonl'),
    open,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
