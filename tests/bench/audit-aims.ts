import { type Aim, below, FLAT } from './aims.ts';
import type { AuditResult } from './measures/audit.ts';
import { whole } from './support/screen.ts';

/** A million entries are verified in less, seconds. */
const VERIFY_LIMIT_S = 120;

/** What the audit trail costs, and what is asked of it. */
export function auditAimsOf(result: AuditResult): Aim[] {
  const [smaller, larger] = result.verified;
  if (!smaller || !larger) throw new Error('two trails are verified');
  const millions = larger.entries / 1_000_000;
  return [
    {
      name: "a person's facts read, with the audit entry",
      measured: `${whole(result.readWithEntryMicroseconds)} µs`,
      against: `without ${whole(result.readMicroseconds)} µs`,
      ...below(result.ratio, 2, '< 2'),
    },
    {
      name: 'audit entries chained',
      measured: `${whole(result.sealedPerSecond)}/s`,
      against: `${whole(result.sealed)} at once`,
      ratio: result.sealedPerSecond / (1_000_000 / result.readWithEntryMicroseconds),
      aim: 'of such reads one after another',
      reached: null,
    },
    {
      name: `${whole(larger.entries)} audit entries verified`,
      measured: `${larger.seconds.toFixed(1)} s`,
      against: `${whole(larger.entries / larger.seconds)}/s`,
      ...below(larger.seconds / millions, VERIFY_LIMIT_S, `< ${VERIFY_LIMIT_S} s a million`),
    },
    {
      name: `peak memory of verifying ${whole(larger.entries)}`,
      measured: `${whole(larger.peakMemory)} MiB`,
      against: `${whole(smaller.entries)} ${whole(smaller.peakMemory)} MiB`,
      ...below(larger.peakMemory / smaller.peakMemory, FLAT, `flat, < ${FLAT}`),
    },
  ];
}
