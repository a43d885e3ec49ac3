import type { DatasetId } from '@saite/contracts';
import type { Tabulation } from '../tables/tabulation.ts';
import { D1 } from './d1.ts';
import { D2 } from './d2.ts';
import { D3 } from './d3.ts';
import { D4 } from './d4.ts';
import { D5 } from './d5.ts';
import { D6 } from './d6.ts';
import { D7 } from './d7.ts';
import { D8 } from './d8.ts';
import { D9 } from './d9.ts';
import { DISABILITY_SUMMARY } from './disability-summary.ts';

/** Every open data set. */
export const DATASETS: Readonly<Record<DatasetId, Tabulation>> = {
  D1,
  D2,
  D3,
  D4,
  D5,
  D6,
  D7,
  D8,
  D9,
  'disability-summary': DISABILITY_SUMMARY,
};
