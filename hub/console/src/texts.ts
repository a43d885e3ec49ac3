import { commonTexts } from './app/texts.ts';
import { accountantTexts } from './areas/accountant/texts.ts';

/** Every text of the console, by area: a new area brings its own and stands here. */
export const areaTexts = {
  common: commonTexts,
  accountant: accountantTexts,
} as const;
