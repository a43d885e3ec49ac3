/**
 * Something that the set-up cannot have and a person can mend. It is shown as its two messages, without a stack
 * trace: what is wrong, and which command or variable changes it.
 */
export class SetupProblem extends Error {
  override readonly name = 'SetupProblem';
  readonly latvian: string;

  constructor(english: string, latvian: string, options?: ErrorOptions) {
    super(english, options);
    this.latvian = latvian;
  }
}

/** The short text of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
