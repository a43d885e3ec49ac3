import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import type { FailureFilter } from '../filter.ts';
import { useNames } from '../names.ts';

/** The parts of a filter, each by its name and in words. */
export function useFilterParts(filter: FailureFilter) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const names = useNames();
  const { kind, service, queue, type, reason, path, state, from, to } = filter;
  const parts: readonly (readonly [keyof FailureFilter, string | undefined])[] = [
    ['kind', kind && t(`kind.${kind}`)],
    ['service', service && names.service(service)],
    ['queue', queue],
    ['type', type && names.type(type)],
    ['reason', reason],
    ['path', path],
    ['state', state && t(`held.${state}`)],
    ['from', from && formats.time(from)],
    ['to', to && formats.time(to)],
  ];
  return parts.flatMap(([part, value]) =>
    value === undefined || value === '' ? [] : [{ part, name: t(`column.${part}`), value }],
  );
}

/** A filter in words. */
export function FilterSaid({ filter }: { readonly filter: FailureFilter }) {
  const parts = useFilterParts(filter);
  return parts.map(({ name, value }) => `${name}: ${value}`).join('; ');
}
