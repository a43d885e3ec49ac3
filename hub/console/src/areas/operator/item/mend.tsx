import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../ui/states.tsx';
import { editQuery, type HeldItemDetail } from '../calls.ts';
import { EditSaid } from '../edits/edit-said.tsx';
import { EditForm } from './edit-form.tsx';

/** Mending a message: who sees what is wrong proposes, a second person approves, and then it is handed in. */
export function Mend({ item }: { readonly item: HeldItemDetail }) {
  const { t } = useTranslation('operator');
  const [isOpen, setOpen] = useState(false);
  const editable = item.fields.filter((field) => field.editable);
  if (item.editId)
    return (
      <section className="card stack" aria-labelledby="mend">
        <h2 id="mend" className="flat">
          {t('edit.waiting')}
        </h2>
        <Proposed editId={item.editId} />
      </section>
    );
  if (editable.length === 0 || item.state !== 'parked' || item.jobId) return null;
  return (
    <section className="card stack" aria-labelledby="mend">
      <div className="row spread">
        <h2 id="mend" className="flat">
          {t('edit.title')}
        </h2>
        {!isOpen && <Button onPress={() => setOpen(true)}>{t('edit.open')}</Button>}
      </div>
      <p className="flat">{t('edit.about')}</p>
      {isOpen && <EditForm itemId={item.itemId} fields={editable} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Proposed({ editId }: { readonly editId: string }) {
  const edit = useQuery(editQuery(editId));
  return (
    <Answered of={edit} rows={3}>
      {(answer) => <EditSaid edit={answer} />}
    </Answered>
  );
}
