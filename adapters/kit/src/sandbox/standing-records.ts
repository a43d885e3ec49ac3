/** A record that stands in a played register, with its place among all of them, from 1 on. */
export interface StandingRecord {
  readonly number: number;
  /** As the register's control call takes it. */
  readonly record: unknown;
}

/**
 * Records that stand in a played register without anybody having given them to it: those of a whole country, which
 * would fill the memory. Each is made when it is asked for, and always the same.
 */
export interface StandingRecords {
  /** Tells these records from others; at most 24 of `A-Z a-z 0-9 -`. */
  readonly name: string;
  readonly count: number;
  /**
   * Whether they stand in the register's feed of changes too, as its first ones. A register whose feed does not go
   * back to its beginning answers for them when asked only; then nobody has more than one.
   */
  readonly isFed: boolean;
  /** Records of a person, by the present code or a former one, in the order of their numbers. */
  of(code: string): readonly StandingRecord[];
  /** The record with the register's own id. */
  withId(id: string): StandingRecord | undefined;
  /** @param number from 1 to `count` */
  at(number: number): StandingRecord;
}
