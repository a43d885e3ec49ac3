import { codeTexts } from './texts/codes.ts';
import { editTexts } from './texts/edits.ts';
import { failureTexts } from './texts/failures.ts';
import { jobTexts } from './texts/jobs.ts';
import { operationTexts } from './texts/operations.ts';
import { trafficTexts } from './texts/traffic.ts';
import { typeTexts } from './texts/types.ts';

/** Texts of the operator's pages. */
export const operatorTexts = {
  lv: {
    ...operationTexts.lv,
    ...failureTexts.lv,
    ...jobTexts.lv,
    ...editTexts.lv,
    ...trafficTexts.lv,
    ...codeTexts.lv,
    ...typeTexts.lv,
  },
  en: {
    ...operationTexts.en,
    ...failureTexts.en,
    ...jobTexts.en,
    ...editTexts.en,
    ...trafficTexts.en,
    ...codeTexts.en,
    ...typeTexts.en,
  },
} as const;
