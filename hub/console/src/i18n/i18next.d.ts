import 'i18next';
import type { areaTexts } from '../texts.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: { [Area in keyof typeof areaTexts]: (typeof areaTexts)[Area]['lv'] };
  }
}
