import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiProblem } from '../../api/problem.ts';
import { OPERATOR } from './calls.ts';

/** After a change everything that the operator sees is read again. */
export const readAgain = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: OPERATOR });

/** Whether the hub has said that it does not do it, now or ever. */
const isRefused = (error: Error): error is ApiProblem =>
  error instanceof ApiProblem && error.status < 500 && error.code !== 'STILL_AT_WORK';

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
  const isSending = useRef(false); // at once, before anything is drawn anew
  const change = useMutation({
    mutationFn: (said: Said) => send(said, key),
    onSuccess: (answer) => {
      setKey(crypto.randomUUID());
      void readAgain(queries);
      onDone(answer);
    },
    onError: (error) => {
      if (!isRefused(error)) return;
      setKey(crypto.randomUUID());
      void readAgain(queries);
    },
    onSettled: () => {
      isSending.current = false;
    },
  });
  const { error } = change;
  return {
    send: (said: Said) => {
      if (isSending.current) return;
      isSending.current = true;
      change.mutate(said);
    },
    isPending: change.isPending,
    error,
    /** Whether nobody knows if the change was made: the same has to be sent again. */
    isUnsure: error !== null && !isRefused(error),
    reset: change.reset,
  };
}
