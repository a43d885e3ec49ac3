import { z } from 'zod';

/** A JSON value that a generated document consists of. */
export type Json = z.core.util.JSONType;
export interface JsonObject {
  [key: string]: Json;
}

/** A plain copy as it will stand in the file: what JSON cannot carry is gone. */
export const plain = (value: unknown): Json => z.json().parse(JSON.parse(JSON.stringify(value)));

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A plain copy of an object. */
export function plainObject(value: unknown): JsonObject {
  const copy = plain(value);
  if (!isObject(copy)) throw new TypeError('expected an object');
  return copy;
}

const WIDTH = 110;

/**
 * The text of a generated file: one form only, so that equal content has equal bytes. It is the form that the
 * formatter of this repository gives, so that a frozen file stays untouched: a list of plain values stands on one
 * line if it fits.
 */
export const fileText = (value: Json): string => `${textOf(value, '', 0)}\n`;

function textOf(value: Json, indent: string, taken: number): string {
  if (!Array.isArray(value) && !isObject(value)) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const line = `[${value.map((entry) => JSON.stringify(entry)).join(', ')}]`;
    const nested = value.some((entry) => typeof entry === 'object' && entry !== null);
    if (!nested && taken + line.length + 1 <= WIDTH) return line;
    return `[\n${value.map((entry) => `${deeper}${textOf(entry, deeper, deeper.length)}`).join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value).map(([key, field]) => {
    const start = `${deeper}${JSON.stringify(key)}: `;
    return `${start}${textOf(field, deeper, start.length)}`;
  });
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${indent}}`;
}
