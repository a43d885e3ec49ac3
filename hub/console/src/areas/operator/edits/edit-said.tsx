import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import type { Edit } from '../calls.ts';
import { useNames } from '../names.ts';
import { Decide } from './decide.tsx';
import { Difference } from './difference.tsx';

export const EDIT_TONES = {
  proposed: 'warn',
  approved: 'good',
  rejected: 'bad',
  outdated: 'plain',
} as const satisfies Record<Edit['state'], Tone>;

/** An edit: what it changes, who proposed it and why, and what a second person said. */
export function EditSaid({ edit }: { readonly edit: Edit }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const names = useNames();
  const { itemId, service, type, state, difference, note, proposedBy, proposedAt } = edit;
  const { decidedBy, decidedAt, decisionNote } = edit;
  return (
    <div className="stack">
      <div className="row">
        <Tag tone={EDIT_TONES[state]}>{t(`editState.${state}`)}</Tag>
        <Link to="/failures/$itemId" params={{ itemId }}>
          {names.service(service)}: {names.type(type)}
        </Link>
      </div>
      <Difference of={difference} />
      <Facts
        of={[
          [t('edit.proposedBy'), proposedBy],
          [t('edit.proposedAt'), formats.time(proposedAt)],
          [t('note.label'), note],
          ...(decidedBy ? [[t('edit.decidedBy'), decidedBy] as const] : []),
          ...(decidedAt ? [[t('edit.decidedAt'), formats.time(decidedAt)] as const] : []),
          ...(decisionNote ? [[t('edit.decisionNote'), decisionNote] as const] : []),
        ]}
      />
      {state === 'proposed' && <Decide edit={edit} />}
    </div>
  );
}
