import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../../../app/for-roles.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered } from '../../../ui/states.tsx';
import { editQuery } from '../calls.ts';
import { EditSaid } from './edit-said.tsx';

/** One edit, for who is to decide about it. */
export function EditPage() {
  return (
    <ForRoles roles={['operator']}>
      <TheEdit />
    </ForRoles>
  );
}

function TheEdit() {
  const { t } = useTranslation('operator');
  const { editId } = useParams({ from: '/retries/edits/$editId' });
  const edit = useQuery(editQuery(editId));
  return (
    <Page
      title={t('edit.one')}
      actions={
        <Link to="/retries/edits" search={{ state: 'proposed' }} className="button">
          {t('edits.title')}
        </Link>
      }
    >
      <Answered of={edit}>
        {(answer) => (
          <section className="card" aria-label={t('edit.one')}>
            <EditSaid edit={answer} />
          </section>
        )}
      </Answered>
    </Page>
  );
}
