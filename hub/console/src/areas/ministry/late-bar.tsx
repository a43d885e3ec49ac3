import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/schemas.ts';
import { useFormats } from '../../i18n/formats.ts';
import { lateOf } from './late.ts';

/** Reports of some children as a bar, as long as these are many among the most. */
export function LateBar({ counts, most }: { readonly counts: Schemas['CareCounts']; readonly most: number }) {
  const { t } = useTranslation('ministry');
  const { number } = useFormats();
  const { late, soon, inTime } = lateOf(counts);
  const per = (value: number) => `${most === 0 ? 0 : (value / most) * 100}%`;
  return (
    <svg
      role="img"
      aria-label={t('shareSaid', { late: number(late), soon: number(soon), all: number(counts.inCare) })}
      width="100%"
      height="12"
    >
      <rect className="fill-bad" x="0" width={per(late)} height="12" />
      <rect className="fill-warn" x={per(late)} width={per(soon)} height="12" />
      <rect className="fill-soft" x={per(late + soon)} width={per(inTime)} height="12" />
    </svg>
  );
}
