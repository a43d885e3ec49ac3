import { SetupProblem } from '../../problem.ts';

/** PostgreSQL cuts longer names off, and two of them would become one. */
const LONGEST_NAME = 63;

/** The schema that a service owns: `hub`, `adapter_sais`. */
export const schemaOf = (service: string): string => service.replaceAll('-', '_');

/**
 * The role that owns a schema. A role belongs to the whole server, so it bears the name of its database: two databases
 * of one server do not share it.
 */
export function roleOf(database: string, schema: string): string {
  const name = `${database}_${schema}`;
  if (name.length <= LONGEST_NAME) return name;
  throw new SetupProblem(
    `The role ${name} would have more than ${LONGEST_NAME} letters; give the database a shorter name.`,
    `Lomas ${name} nosaukums ir garāks par ${LONGEST_NAME} zīmēm; izvēlieties īsāku datubāzes nosaukumu.`,
  );
}
