import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { say } from './toast';

/**
 * A change made on a page: afterwards these questions are asked again, and what was done is said. A quiet one shows
 * its refusal where it was asked for.
 */
export function useChange<B, T>(
  change: (body: B) => Promise<T>,
  again: readonly QueryKey[],
  {
    quiet = false,
    done,
    onDone,
  }: { quiet?: boolean; done?: string | ((answer: T) => string); onDone?: (answer: T) => void } = {},
) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet },
    mutationFn: change,
    onSuccess: (answer) => {
      for (const queryKey of again) void client.invalidateQueries({ queryKey });
      if (done) say(typeof done === 'string' ? done : done(answer));
      onDone?.(answer);
    },
  });
}
