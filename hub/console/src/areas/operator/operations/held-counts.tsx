import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import type { Service } from '../calls.ts';
import { HELD_STATES } from '../filter.ts';

/** How much is held in each state; each number leads to what it counts. */
export function HeldCounts({ held, service }: { readonly held: Service['held']; readonly service?: string }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  return (
    <ul className="row plain">
      {HELD_STATES.map((state) => (
        <li key={state}>
          <Link to="/failures" search={{ state, ...(service && { service }) }}>
            {t(`held.${state}`)}: <span className="number">{formats.number(held[state])}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
