import { z } from 'zod';

/** Programmes of a placement: long-term care of adults (*ilgstoša aprūpe*), out-of-family care of children (*ārpusģimenes aprūpe*). */
export const Programme = z
  .enum(['adult-long-term-care', 'child-out-of-family'], {
    error: 'expected adult-long-term-care or child-out-of-family',
  })
  .describe('Programme of the placement');
export type Programme = z.infer<typeof Programme>;
