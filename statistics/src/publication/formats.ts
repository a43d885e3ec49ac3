/** Forms of an edition, as catalogues name them, with their media types (IANA). */
export const FORMATS = {
  CSV: { mediaType: 'text/csv', ending: 'csv' },
  JSON: { mediaType: 'application/json', ending: 'json' },
} as const;
export type FileFormat = keyof typeof FORMATS;
export const FILE_FORMATS = ['CSV', 'JSON'] as const satisfies readonly FileFormat[];
