/** What a service may do with the rows of a table. */
export type TableRight = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/**
 * A schema that no service owns. The administrator makes it before the services start and gives its owner no way to log
 * in; each service may do with its tables what stands here and nothing else, so none can change what the tables are.
 */
export interface KeptSchema {
  readonly schema: string;
  /** SQL of each step, as `migrate` takes them. */
  readonly steps: readonly string[];
  /** Rights by table, by name of the service (`hub`, `adapter-sais`); `*` is each service. */
  readonly grants: Readonly<Record<string, Readonly<Record<string, readonly TableRight[]>>>>;
}
