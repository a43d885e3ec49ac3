import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../../api/problem.ts';
import { OPERATOR } from './calls.ts';

/** After a change everything that the operator sees is read again. */
export const readAgain = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: OPERATOR });

/**
 * Sends a change. The key is made once for what stands in a form: a double press, or sending again after the
 * connection was lost, changes something once. Only when the hub has definitely refused there is a new key.
 */
export function useChange<Said, Answer>(
  send: (said: Said, key: string) => Promise<Answer>,
  onDone: (answer: Answer) => void,
) {
  const queries = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const change = useMutation({
    mutationFn: (said: Said) => send(said, key),
    onSuccess: (answer) => {
      setKey(crypto.randomUUID());
      void readAgain(queries);
      onDone(answer);
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status < 500) {
        setKey(crypto.randomUUID());
        void readAgain(queries);
      }
    },
  });
  const { error } = change;
  return {
    send: (said: Said) => {
      if (!change.isPending) change.mutate(said);
    },
    isPending: change.isPending,
    error,
    /** Whether nobody knows if the change was made: the same has to be sent again. */
    isUnsure: error !== null && !(error instanceof ApiProblem && error.status < 500),
    reset: change.reset,
  };
}
