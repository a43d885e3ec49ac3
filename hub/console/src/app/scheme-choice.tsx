import { useState } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { chooseScheme, currentScheme, SCHEMES } from './scheme.ts';

/** Light, dark, or as the device. */
export function SchemeChoice() {
  const { t } = useTranslation();
  const [scheme, setScheme] = useState(currentScheme);
  return (
    <Select
      value={scheme}
      onChange={(key) => {
        const chosen = SCHEMES.find((each) => each === key) ?? 'auto';
        chooseScheme(chosen);
        setScheme(chosen);
      }}
    >
      <Label className="hidden">{t('scheme.label')}</Label>
      <Button>
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover>
        <ListBox>
          {SCHEMES.map((each) => (
            <ListBoxItem key={each} id={each}>
              {t(`scheme.${each}`)}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
