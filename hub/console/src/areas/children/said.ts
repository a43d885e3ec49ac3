import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/schemas.ts';
import { type Formats, useFormats } from '../../i18n/formats.ts';
import { useMunicipalityName } from '../../i18n/municipalities.ts';

interface Named {
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** A name as lists sort it: family name first; null while no register told it. */
export const nameOf = ({ givenName, familyName }: Named): string | null =>
  givenName === null && familyName === null ? null : [familyName, givenName].filter(Boolean).join(' ');

/** A personal code as people write it. */
export const codeOf = (code: string): string => `${code.slice(0, 6)}-${code.slice(6)}`;

/** How the pages about children say things. */
export interface Said extends Formats {
  readonly name: (person: Named) => string;
  /** A recipient: its role and who it is. */
  readonly recipient: (to: {
    readonly role: Schemas['Recipient']['role'];
    readonly id: string | null;
  }) => string;
  readonly days: (count: number) => string;
  readonly period: (period: { readonly from: string; readonly to: string }) => string;
}

export function useSaid(): Said {
  const { t } = useTranslation('children');
  const formats = useFormats();
  const municipality = useMunicipalityName();
  return useMemo(() => {
    const idOf = (role: string, id: string | null) =>
      role === 'social-service' && id !== null ? municipality(id) : id;
    return {
      ...formats,
      name: (person) => nameOf(person) ?? t('name.unnamed'),
      recipient: ({ role, id }) =>
        role === 'ministry' || role === 'children-inspection'
          ? t(`name.recipient.${role}`)
          : `${t(`name.recipient.${role}`)} ${idOf(role, id) ?? `(${t('name.nobody')})`}`,
      days: (count) => t('name.days', { count }),
      period: ({ from, to }) => `${formats.date(from)} – ${formats.date(to)}`,
    };
  }, [t, formats, municipality]);
}
