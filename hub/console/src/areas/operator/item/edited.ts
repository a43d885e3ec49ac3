import type { HeldField } from '../calls.ts';

/** What an operator wants a field to be; `none` takes it out. */
export type WantedKind = 'text' | 'number' | 'yes' | 'no' | 'none';
export interface Wanted {
  readonly kind: WantedKind;
  readonly text: string;
}
type Value = string | number | boolean | null;

/** How a field stands in the form before anybody touched it. */
export function wantedOf({ value }: HeldField): Wanted {
  if (typeof value === 'boolean') return { kind: value ? 'yes' : 'no', text: '' };
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  return { kind: 'text', text: value ?? '' };
}

/** The value that is wanted; undefined if no number was typed. */
export function readWanted({ kind, text }: Wanted): Value | undefined {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return /^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined;
    case 'yes':
      return true;
    case 'no':
      return false;
    case 'none':
      return null;
  }
}

export interface Change {
  readonly path: string;
  readonly before: Value;
  readonly beforeState: HeldField['state'];
  readonly after: Value;
}

/** What differs from what is held. A field that shows no value is left alone until it is touched. */
export function changesOf(
  fields: readonly HeldField[],
  wanted: Readonly<Record<string, Wanted>>,
): readonly Change[] {
  return fields.flatMap((field) => {
    const asked = wanted[field.path];
    if (!asked) return [];
    const after = readWanted(asked);
    const isSame = after === undefined || (field.state === 'clear' && after === field.value);
    return isSame ? [] : [{ path: field.path, before: field.value, beforeState: field.state, after }];
  });
}
