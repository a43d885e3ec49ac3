import { alertTexts } from './texts/alerts.ts';
import { childTexts } from './texts/child.ts';
import { discrepancyTexts } from './texts/discrepancies.ts';
import { filingTexts } from './texts/filing.ts';
import { nameTexts } from './texts/names.ts';
import { reportTexts } from './texts/reports.ts';
import { timelineTexts } from './texts/timeline.ts';
import { worklistTexts } from './texts/worklist.ts';

/** Texts of the pages about children in care. */
export const childrenTexts = {
  lv: {
    name: nameTexts.lv,
    list: worklistTexts.lv,
    child: childTexts.lv,
    timeline: timelineTexts.lv,
    report: reportTexts.lv,
    filing: filingTexts.lv,
    alerts: alertTexts.lv,
    discrepancy: discrepancyTexts.lv,
  },
  en: {
    name: nameTexts.en,
    list: worklistTexts.en,
    child: childTexts.en,
    timeline: timelineTexts.en,
    report: reportTexts.en,
    filing: filingTexts.en,
    alerts: alertTexts.en,
    discrepancy: discrepancyTexts.en,
  },
} as const;
