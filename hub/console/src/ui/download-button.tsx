import { useMutation } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { download, type FileFormat } from '../api/download.ts';
import { Problem } from './states.tsx';

/** Gets a file; says so if it cannot. */
export function DownloadButton({
  path,
  format,
  name,
}: {
  readonly path: string;
  readonly format: FileFormat;
  readonly name?: string;
}) {
  const { t } = useTranslation();
  const getting = useMutation({ mutationFn: () => download(path, format) });
  return (
    <>
      <Button onPress={() => getting.mutate()} isDisabled={getting.isPending}>
        {name ?? t('action.download', { format })}
      </Button>
      {getting.error && <Problem error={getting.error} />}
    </>
  );
}
