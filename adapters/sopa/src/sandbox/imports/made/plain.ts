import type { SopaKind, SopaRecords } from '@saite/contracts/sopa';
import type { z } from 'zod';

/** A value as SOPA holds it: texts and numbers that no contract of Saite has looked at. */
export type Plain<Value> = Value extends z.$brand
  ? Value extends string
    ? string
    : number
  : Value extends string | number | boolean | null
    ? Value
    : Value extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : { readonly [Name in keyof Value]: Plain<Value[Name]> };

/** A made object of a kind. */
export type Made<Kind extends SopaKind> = Plain<SopaRecords[Kind]>;

/** A made object with its kind. */
export type MadeObject = {
  [Kind in SopaKind]: { readonly kind: Kind; readonly record: Made<Kind> };
}[SopaKind];
