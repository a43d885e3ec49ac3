import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';

const namesByCode = async (): Promise<ReadonlyMap<string, string>> => {
  const { MUNICIPALITIES } = await import('@saite/contracts/municipalities');
  return new Map(MUNICIPALITIES.map(({ code, name }) => [code, name]));
};

/** The name of a municipality by its code (ATVK); the code while the list is not here, or if it has no such code. */
export function useMunicipalityName(): (code: string) => string {
  const { data: names } = useQuery({
    queryKey: ['municipalities'],
    queryFn: namesByCode,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useCallback((code) => names?.get(code) ?? code, [names]);
}
