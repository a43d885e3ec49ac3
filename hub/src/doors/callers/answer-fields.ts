import { z } from 'zod';

/** What stands inside of whatever may be absent, repeated or one of several. */
function insideOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return [schema.def.innerType];
  if (schema instanceof z.ZodReadonly || schema instanceof z.ZodNonOptional) return [schema.def.innerType];
  if (schema instanceof z.ZodArray) return [schema.def.element];
  if (schema instanceof z.ZodUnion) return schema.def.options;
  if (schema instanceof z.ZodPipe) return [schema.def.out];
  return undefined;
}

/** Whether an answer has a field: the path as a grant writes it, `stays.days`; of a list, a field of its items. */
export function hasField(answer: z.core.$ZodType, path: string): boolean {
  if (answer instanceof z.ZodObject && 'items' in answer.shape && 'next' in answer.shape)
    return isIn(answer.shape.items, path.split('.'));
  return isIn(answer, path.split('.'));
}

function isIn(schema: z.core.$ZodType, [name, ...below]: readonly string[]): boolean {
  if (name === undefined) return true;
  if (schema instanceof z.ZodObject) {
    const part = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    return part !== undefined && isIn(part, below);
  }
  return insideOf(schema)?.some((inner) => isIn(inner, [name, ...below])) ?? false;
}
