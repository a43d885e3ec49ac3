import { useNames } from './names.ts';

/** A stable code and, if somebody wrote it down, what it means. */
export function Code({ of }: { readonly of: string }) {
  const names = useNames();
  const meaning = names.reason(of);
  return meaning ? (
    <>
      {meaning} <code>{of}</code>
    </>
  ) : (
    <code>{of}</code>
  );
}
