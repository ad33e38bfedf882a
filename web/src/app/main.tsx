import '@fontsource-variable/bricolage-grotesque';
import '@fontsource-variable/inter';
import '@/shared/styles/tokens.css';
import '@/shared/styles/base.css';
import '@/shared/styles/layout.css';
import '@/shared/styles/controls.css';
import '@/shared/styles/forms.css';
import '@/shared/styles/pieces.css';
import '@/shared/styles/table.css';
import '@/shared/styles/charts.css';
import '@/shared/styles/restock.css';
import '@/shared/styles/purchasing.css';
import '@/shared/styles/orders.css';
import '@/shared/styles/forecasting.css';
import '@/shared/styles/alerts.css';
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Problem } from '@/shared/api/client';
import { sayProblem, Toasts } from '@/shared/ui/toast';
import { router } from './routes';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 502),
    },
  },
  // A form shows its own refusal (meta.quiet); every other failed write is said aloud.
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      if (!mutation.meta?.quiet) sayProblem(error);
    },
  }),
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </StrictMode>,
  );
}
