import { useState } from 'react';
import { useParams } from 'react-router';
import { useStoreName, useMay } from '@/shared/api/queries';
import { counted as amountOf, money, percent, time, whole } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Async } from '@/shared/ui/Async';
import { Figure, PageHead, Progress, Segments, StatusChip } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { say } from '@/shared/ui/toast';
import { CancelDialog } from '@/shared/ui/detail';
import { CountLines } from './CountLines';
import { CountScreen } from './CountScreen';
import { useCount, useCountStep, type Count, type Show } from './counts';

export default function CountDetail() {
  const { id = '' } = useParams();
  const count = useCount(id);
  return (
    <Async query={count} height={320}>
      {(data) => <Detail count={data} />}
    </Async>
  );
}

function Detail({ count }: { count: Count }) {
  const storeName = useStoreName();
  const url = useUrlState();
  const may = useMay().operate;
  const open = count.status === 'OPEN';
  const counting = open && may && url.value('show') !== 'ALL';
  return (
    <>
      <PageHead
        title={count.name}
        lead={
          <>
            {count.id}, {storeName(count.store)}, opened {time(count.created_at)} by {count.created_by}
          </>
        }
      >
        <StatusChip status={count.status} />
        {may && <Steps count={count} />}
      </PageHead>
      <div className="stack">
        <section className="card card-pad">
          <Progress label="Counted" done={count.counted} total={count.lines} />
          <dl className="figures">
            <Figure label="Counted" value={`${whole(count.counted)} of ${whole(count.lines)}`} />
            {!(open && count.blind) && (
              <>
                <Figure
                  label="Agree with the books"
                  value={count.accuracy === null ? '–' : percent(count.accuracy)}
                  note={amountOf(count.different, 'line differs', 'lines differ')}
                />
                <Figure label="Missing" value={money(count.shrink)} note="at cost" />
                <Figure label="Too much" value={money(count.surplus)} note="at cost" />
              </>
            )}
          </dl>
        </section>
        {open && may && (
          <div>
            <Segments
              label="View"
              value={counting ? 'COUNT' : 'ALL'}
              options={[
                { value: 'COUNT', label: 'Count' },
                { value: 'ALL', label: 'All lines' },
              ]}
              onChange={(value) => url.set({ show: value === 'ALL' ? 'ALL' : '' })}
            />
          </div>
        )}
        {counting ? <CountScreen count={count} /> : <CountLines count={count} show={shown(count, url.value('show'))} />}
      </div>
    </>
  );
}

/** After the counting, what differs is what people come to see. */
function shown(count: Count, wanted: string): Show {
  if (wanted === 'ALL' || wanted === 'DIFFERENT' || wanted === 'OPEN') return wanted;
  return count.status === 'OPEN' || count.different === 0 ? 'ALL' : 'DIFFERENT';
}

function Steps({ count }: { count: Count }) {
  const [asking, setAsking] = useState<'finish' | 'cancel' | null>(null);
  const review = useCountStep(count.id, 'review');
  const post = useCountStep(count.id, 'post');
  return (
    <>
      {count.status === 'OPEN' && (
        <button type="button" className="btn primary" onClick={() => setAsking('finish')}>
          Finish counting
        </button>
      )}
      {count.status === 'COUNTED' && (
        <button type="button" className="btn primary" disabled={review.isPending} onClick={() => review.mutate({})}>
          Variances are right
        </button>
      )}
      {count.status === 'REVIEWED' && (
        <button
          type="button"
          className="btn primary"
          disabled={post.isPending}
          onClick={() =>
            post.mutate({}, { onSuccess: () => say(`${count.id} is posted: the books say what was found.`) })
          }
        >
          Post
        </button>
      )}
      {['OPEN', 'COUNTED', 'REVIEWED'].includes(count.status) && (
        <button type="button" className="btn danger" onClick={() => setAsking('cancel')}>
          Cancel count
        </button>
      )}
      {asking === 'finish' && <Finish count={count} onClose={() => setAsking(null)} />}
      {asking === 'cancel' && <Cancel count={count} onClose={() => setAsking(null)} />}
    </>
  );
}

function Finish({ count, onClose }: { count: Count; onClose: () => void }) {
  const finish = useCountStep(count.id, 'finish');
  const left = count.lines - count.counted;
  const end = (rest: boolean) => finish.mutate({ rest_is_nothing: rest }, { onSuccess: onClose });
  return (
    <Dialog
      title="Finish counting?"
      onClose={onClose}
      foot={
        <>
          {left > 0 && (
            <button type="button" className="btn" disabled={finish.isPending} onClick={() => end(true)}>
              The rest is gone
            </button>
          )}
          <button type="button" className="btn primary" disabled={finish.isPending} onClick={() => end(false)}>
            {left > 0 ? 'Leave the rest as it is' : 'Finish'}
          </button>
        </>
      }
    >
      <p>
        {left > 0
          ? `${amountOf(left, 'line was', 'lines were')} not counted. Their books can stay as they are, or be set to nothing because nobody found any.`
          : 'Everything was counted. The variances can be looked at before anything is posted.'}
      </p>
    </Dialog>
  );
}

function Cancel({ count, onClose }: { count: Count; onClose: () => void }) {
  const cancel = useCountStep(count.id, 'cancel');
  return (
    <CancelDialog
      id={count.id}
      deed="Cancel the count"
      busy={cancel.isPending}
      onCancel={() => cancel.mutate({}, { onSuccess: onClose })}
      onClose={onClose}
    >
      What was counted is kept for reading; the books stay as they are.
    </CancelDialog>
  );
}
