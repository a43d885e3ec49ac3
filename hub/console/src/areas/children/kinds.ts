import { childrenTexts } from './texts.ts';

export type AlertKind = keyof typeof childrenTexts.lv.name.alert;
export type DiscrepancyKind = keyof typeof childrenTexts.lv.discrepancy.name;

const keysOf = <Key extends string>(texts: Readonly<Record<Key, string>>): Key[] =>
  Object.keys(texts) as Key[]; // the keys of an object of ours

/** Kinds of alerts, in the order of the rules. */
export const ALERT_KINDS = keysOf(childrenTexts.lv.name.alert);
export const DISCREPANCY_KINDS = keysOf(childrenTexts.lv.discrepancy.name);
