import { commonTexts } from './app/texts.ts';
import { accountantTexts } from './areas/accountant/texts.ts';
import { auditTexts } from './areas/audit/texts.ts';
import { childrenTexts } from './areas/children/texts.ts';
import { ministryTexts } from './areas/ministry/texts.ts';
import { operatorTexts } from './areas/operator/texts.ts';
import { peopleTexts } from './areas/people/texts.ts';

/** Every text of the console, by area: a new area brings its own and stands here. */
export const areaTexts = {
  common: commonTexts,
  accountant: accountantTexts,
  operator: operatorTexts,
  children: childrenTexts,
  ministry: ministryTexts,
  people: peopleTexts,
  audit: auditTexts,
} as const;
