import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './client.js';
import { POLL } from './poll.js';
import { sessionKey } from './queries.js';

/** One client for the page. A session that ended anywhere ends everywhere: the sign-in page comes up. */
export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // Asked, not assumed: a look that left with the token of before a change of function ends nothing.
        if (error instanceof ApiError && error.status === 401)
          void client.invalidateQueries({ queryKey: sessionKey, exact: true });
      },
    }),
    defaultOptions: {
      // Loopback and intranet work without the internet; polling itself is the retry, also for what is read only once.
      queries: {
        networkMode: 'always',
        retry: false,
        refetchInterval: (query) => (query.state.data === undefined ? POLL : false),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}
