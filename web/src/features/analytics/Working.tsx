import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { get } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Dashboard, JobRun, Listing } from '@/shared/api/types';
import { Progress } from '@/shared/ui/bits';

/** After the first sales: what the server is still working out, so that an empty tile does not look like an answer. */
export function Working({ data }: { data: Dashboard }) {
  const busy = data.catching_up || data.outlook.length === 0;
  const running = useQuery({
    queryKey: [...keys.jobs, 'list', { status: 'RUNNING' }],
    queryFn: () => get<Listing<JobRun>>('/jobs', { status: 'RUNNING', limit: 10 }),
    enabled: busy,
    refetchInterval: 1000,
  });
  if (!busy) return null;
  const forecast = running.data?.data.find((run) => run.name === 'forecast');
  if (!data.catching_up && !forecast) return null;
  return (
    <section className="banner calm" role="status">
      <LoaderCircle aria-hidden="true" className="spin" />
      <div className="grow stack tight">
        <span>
          {data.catching_up
            ? 'The sales are in and are being added up. The figures appear here by themselves.'
            : 'Forecasts are being made; the restock list follows by itself.'}
        </span>
        {forecast && <Progress label="Forecasting" done={forecast.done} total={forecast.total} />}
      </div>
    </section>
  );
}
