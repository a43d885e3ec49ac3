/** How many persons are in care; more by `SAITE_SECRECY_PERSONS`. */
export const PERSONS = Number(process.env.SAITE_SECRECY_PERSONS ?? 72);
