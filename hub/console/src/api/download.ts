import { currentLanguage } from '../i18n/language.ts';
import { currentSession } from '../session/session.ts';
import { LostConnection, problemOf } from './problem.ts';

/** Types of the files that the door gives. */
export const FILES = {
  CSV: 'text/csv',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  PDF: 'application/pdf',
} as const;
export type FileFormat = keyof typeof FILES;

/**
 * Gets an answer as a file and hands it to the browser, under the name that the door gives it.
 *
 * @throws ApiProblem as the hub says, or LostConnection
 */
export async function download(path: string, format: FileFormat): Promise<void> {
  const response = await fetch(path, {
    headers: {
      accept: FILES[format],
      'accept-language': currentLanguage(),
      authorization: `Bearer ${currentSession()?.token ?? ''}`,
    },
  }).catch(() => {
    throw new LostConnection();
  });
  if (!response.ok) throw problemOf(await response.json().catch(() => undefined), response.status);
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = named ?? `saite.${format.toLowerCase()}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
