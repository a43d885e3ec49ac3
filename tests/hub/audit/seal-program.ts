import { once } from 'node:events';
import { parseAuditKeyFile } from '@saite/identity';
import { createLog, createMetrics, openDatabase, systemClock } from '@saite/runtime';
import { openTrail } from '../../../hub/src/audit/trail.ts';

// A process that chains and signs, so that a test can let it die between two steps.
const [secret] = await once(process, 'message');
const log = createLog('test-sealer', 'silent');
openTrail({
  key: parseAuditKeyFile(String(secret)),
  headsFile: process.argv[2] ?? '',
  database: openDatabase(process.env.DATABASE_URL ?? '', 'test-sealer', log, 4),
  clock: systemClock,
  log,
  metrics: createMetrics('test'),
});
