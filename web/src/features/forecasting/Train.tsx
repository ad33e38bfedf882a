import { useMutation, useQueryClient } from '@tanstack/react-query';
import { GraduationCap, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { post } from '@/shared/api/client';
import { isOver, keys, useJobRun, useMe } from '@/shared/api/queries';
import { Progress } from '@/shared/ui/bits';
import { say } from '@/shared/ui/toast';
import { TrainDialog } from './TrainDialog';

/** The button that asks for a training, and in its place the run until it ends. */
export function Train() {
  const client = useQueryClient();
  const role = useMe().data?.role;
  const [asking, setAsking] = useState(false);
  const [run, setRun] = useState<number | null>(null);
  const progress = useJobRun(run).data;
  const over = isOver(progress);
  const cancel = useMutation({
    mutationFn: (id: number) => post(`/jobs/${id}/cancel`),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.jobs }),
  });
  useEffect(() => {
    if (run === null || !over) return;
    setRun(null);
    void client.invalidateQueries({ queryKey: keys.forecasts });
    say(
      progress?.status === 'DONE'
        ? 'The training is done.'
        : progress?.status === 'CANCELLED'
          ? 'The training was cancelled; what was in force still is.'
          : `The training ended: ${progress?.error ?? progress?.message}`,
    );
  }, [run, over, progress, client]);
  if (role !== 'ADMIN' && role !== 'PLANNER') return null;
  if (run !== null) {
    return (
      <div className="train-progress" role="status">
        <div className="grow">
          <span className="small soft">{progress?.message || 'Waiting for its turn'}</span>
          <Progress label="Training" done={progress?.done ?? 0} total={progress?.total ?? 0} />
        </div>
        <button
          type="button"
          className="btn small"
          disabled={cancel.isPending || cancel.isSuccess}
          onClick={() => cancel.mutate(run)}
        >
          <X /> {cancel.isSuccess ? 'Stopping' : 'Cancel'}
        </button>
      </div>
    );
  }
  return (
    <>
      <button
        type="button"
        className="btn"
        onClick={() => {
          cancel.reset();
          setAsking(true);
        }}
      >
        <GraduationCap /> Train…
      </button>
      {asking && <TrainDialog onClose={() => setAsking(false)} onStarted={setRun} />}
    </>
  );
}
