import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { post } from '@/shared/api/client';
import { isOver, keys, useJobRun, useMe } from '@/shared/api/queries';
import { PageHead, Progress } from '@/shared/ui/bits';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { DropZone } from './DropZone';
import { SampleLink } from './SampleLink';
import { useSend } from './useUpload';

export default function Welcome() {
  const send = useSend();
  const me = useMe().data;
  return (
    <>
      <PageHead
        title="Welcome to Shelfcast"
        lead="There are no sales yet. Two ways to begin; both end on the same dashboard, map and restock list."
      />
      <div className="grid cols-2 welcome">
        <section className="card card-pad stack">
          <div>
            <h2>Upload your sales</h2>
            <p className="soft">
              An export of your till with one row per sale or per day. Products and stores are created from it.
            </p>
          </div>
          {send.error && <ProblemBox error={send.error} />}
          <DropZone sending={send.sending} onFile={(file) => send.send(file, {})} onCancel={send.cancel} />
          <div className="row">
            <SampleLink />
            <span className="muted small">Shows the columns: fill it, or just upload it.</span>
          </div>
        </section>
        <section className="card card-pad stack">
          <div>
            <h2>Look around with the demo chain</h2>
            <p className="soft">
              A made-up fast-commerce chain in one city: over 20 dark stores, 80 pincodes, 200 products and 120 days of
              orders, with weekly rhythm, holidays, promotions and shelves that ran empty.
            </p>
          </div>
          {me?.role === 'ADMIN' ? <Demo /> : <p className="muted">An administrator can load it.</p>}
        </section>
      </div>
    </>
  );
}

function Demo() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [run, setRun] = useState<number | null>(null);
  const progress = useJobRun(run).data;
  const load = useMutation({
    meta: { quiet: true },
    mutationFn: () => post<{ loaded: boolean; run?: number | null }>('/demo'),
    onSuccess: (answer) => setRun(answer.run ?? null),
  });
  const done = load.data?.loaded === true || progress?.status === 'DONE';
  useEffect(() => {
    if (!done) return;
    // The chain has a currency now; it has to be known before the first amount is written.
    void client.refetchQueries({ queryKey: keys.me }).then(() => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.me[0] });
      return navigate('/');
    });
  }, [done, client, navigate]);
  if (run !== null && !isOver(progress)) {
    return (
      <div role="status" className="stack tight">
        <Progress label="Loading the demo chain" done={progress?.done ?? 0} total={progress?.total ?? 0} />
        <p className="soft small">{progress?.message || 'Waiting for its turn'}</p>
      </div>
    );
  }
  return (
    <>
      {load.error && <ProblemBox error={load.error} />}
      {progress?.status === 'FAILED' && (
        <ProblemBox error={new Error(progress.error ?? 'The demo chain could not be loaded.')} />
      )}
      <div>
        <button type="button" className="btn primary large" disabled={load.isPending} onClick={() => load.mutate()}>
          Load the demo chain
        </button>
      </div>
      <p className="muted small">
        Takes under a minute. For looking around: your own data belong in a fresh installation.
      </p>
    </>
  );
}
