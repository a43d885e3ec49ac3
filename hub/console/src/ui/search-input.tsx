import { Button, Input, Label, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

/** Text that rows are looked for by. It goes nowhere but into the page's memory. */
export function SearchInput({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <SearchField value={value} onChange={onChange} autoComplete="off">
      <Label>{label}</Label>
      <span className="with-button">
        <Input />
        {value !== '' && (
          <Button className="react-aria-Button quiet" aria-label={t('action.clear')}>
            <span aria-hidden="true">✕</span>
          </Button>
        )}
      </span>
    </SearchField>
  );
}
