import { z } from 'zod';
import { Instant } from '../values/calendar.ts';
import { Atvk, EventId, PersonRef } from '../values/ids.ts';

/** What is published is frozen with letters alone; only the events of a register that has a digit allow digits. */
const sourceOf = (type: string): RegExp =>
  /^[a-z]+[0-9]/.test(type) ? /^\/registers\/[a-z][a-z0-9]*$/ : /^\/registers\/[a-z]+$|^\/saite$/;

/** A CloudEvents 1.0 structured envelope around `data`. */
export const envelopeOf = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  envelopeAbout(type, PersonRef.describe('Opaque reference of the person that the event is about'), data);

/** An envelope around what is about no person: `subject` is the municipality that told it. */
export const municipalEnvelopeOf = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  envelopeAbout(type, Atvk.describe('Municipality that the event is about: ATVK code'), data);

/** An envelope around what Saite itself made or took: `subject` is the name of the thing. */
export const namedEnvelopeOf = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  envelopeAbout(
    type,
    z
      .string()
      .regex(/^[A-Za-z0-9-]{1,64}$/)
      .describe('Name of what the event is about'),
    data,
  );

const envelopeAbout = <Type extends string, Subject extends z.ZodType, Data extends z.ZodType>(
  type: Type,
  subject: Subject,
  data: Data,
) =>
  z
    .strictObject({
      specversion: z.literal('1.0').describe('CloudEvents version'),
      id: EventId,
      source: z.string().regex(sourceOf(type)).describe('Register that told the fact, or Saite'),
      type: z.literal(type).describe('Event type and routing key'),
      subject,
      time: Instant.describe('When the event was made'),
      datacontenttype: z.literal('application/json').describe('Form of the data'),
      data,
    })
    .describe('CloudEvents 1.0 envelope');
