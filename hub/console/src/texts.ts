import { commonTexts } from './app/texts.ts';
import { accountantTexts } from './areas/accountant/texts.ts';
import { operatorTexts } from './areas/operator/texts.ts';

/** Every text of the console, by area: a new area brings its own and stands here. */
export const areaTexts = {
  common: commonTexts,
  accountant: accountantTexts,
  operator: operatorTexts,
} as const;
