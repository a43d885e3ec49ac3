import {
  AlertId,
  CalendarDate,
  type CareAlertKind,
  type CareAlertRaised,
  type EventOf,
  Instant,
  PersonCode,
  RecipientRole,
  RecordId,
  RecordVersion,
} from '@saite/contracts';
import { eventIdOf, type KeyRing, personRef } from '@saite/identity';
import { toInstant } from '@saite/runtime';

/** The child of every made alert. */
const CHILD = PersonCode.parse('34000000001');

export interface MadeAlert {
  readonly alertId: string;
  /** As `role:id`. */
  readonly to: readonly string[];
  readonly kind?: CareAlertKind;
  readonly dueOn?: string | null;
  readonly recordedAt?: string;
}

const dataOf = ({ alertId, to, kind, dueOn, recordedAt }: MadeAlert): CareAlertRaised => ({
  alertId: AlertId.parse(alertId),
  kind: kind ?? 'report-overdue',
  raisedOn: CalendarDate.parse('2026-11-15'),
  dueOn: dueOn === null ? null : CalendarDate.parse(dueOn ?? '2026-11-14'),
  recordedAt: Instant.parse(recordedAt ?? '2026-11-15T00:10:00Z'),
  recipients: to.map((text) => {
    const colon = text.indexOf(':');
    return { role: RecipientRole.parse(text.slice(0, colon)), id: text.slice(colon + 1) };
  }),
});

const headOf = <Type extends string>(keys: KeyRing, type: Type, alertId: string) => ({
  specversion: '1.0' as const,
  id: eventIdOf(keys, type, RecordId.parse(alertId), RecordVersion.parse(1)),
  source: '/saite',
  type,
  subject: personRef(keys, CHILD),
  time: toInstant(new Date()),
  datacontenttype: 'application/json' as const,
});

export const raised = (keys: KeyRing, alert: MadeAlert): EventOf<'saite.care-alert.raised.v1'> => ({
  ...headOf(keys, 'saite.care-alert.raised.v1', alert.alertId),
  data: dataOf(alert),
});

export const cleared = (keys: KeyRing, alert: MadeAlert): EventOf<'saite.care-alert.cleared.v1'> => ({
  ...headOf(keys, 'saite.care-alert.cleared.v1', alert.alertId),
  data: { ...dataOf(alert), clearedOn: CalendarDate.parse('2026-11-16') },
});
