import { ArrowRight, CircleCheck } from 'lucide-react';
import { Link } from 'react-router';
import { useLines } from '@/shared/api/queries';
import { placeTime, whole } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { Empty, UrgencyChip } from '@/shared/ui/bits';

const useCount = (store: string, urgency: string) =>
  useLines({ status: 'OPEN', store, urgency, limit: 1 }).data?.meta.total;

/** Ready: there are forecasts, without which an empty list says nothing. */
export function RestockTile({ store, ready }: { store: string; ready: boolean }) {
  const counts = {
    CRITICAL: useCount(store, 'CRITICAL'),
    HIGH: useCount(store, 'HIGH'),
    MEDIUM: useCount(store, 'MEDIUM'),
  };
  const lines = useLines({ status: 'OPEN', store, limit: 5 });
  const link = (urgency: string) => `/restock?${new URLSearchParams({ ...(store && { store }), urgency })}`;
  return (
    <section className="card" aria-label="Restock">
      <div className="card-head">
        <h2>Restock</h2>
        <Link className="btn small" to={store ? `/restock?store=${encodeURIComponent(store)}` : '/restock'}>
          All lines <ArrowRight />
        </Link>
      </div>
      <dl className="urgencies">
        {(['CRITICAL', 'HIGH', 'MEDIUM'] as const).map((urgency) => (
          <Link key={urgency} to={link(urgency)} className={urgency.toLowerCase()}>
            <dd className="num">{whole(counts[urgency])}</dd>
            <dt>{urgency.charAt(0) + urgency.slice(1).toLowerCase()}</dt>
          </Link>
        ))}
      </dl>
      <Async query={lines} height={220}>
        {(answer) =>
          answer.data.length === 0 ? (
            <Empty
              icon={ready ? <CircleCheck strokeWidth={1.4} /> : undefined}
              title={ready ? 'Nothing to order' : 'Not worked out yet'}
            >
              {ready ? 'Every product covers its expected demand.' : 'The list follows the first forecasts.'}
            </Empty>
          ) : (
            <ul className="line-list">
              {answer.data.slice(0, 5).map((line) => (
                <li key={line.id}>
                  <Link to={`/restock?line=${line.id}${store ? `&store=${encodeURIComponent(store)}` : ''}`}>
                    <span className="grow">
                      <span className="cell-main ellipsis" style={{ display: 'block' }}>
                        {line.product_name}
                      </span>
                      <span className="cell-sub ellipsis" style={{ display: 'block' }}>
                        {line.headline} · {line.store_name ?? line.store}
                      </span>
                    </span>
                    <UrgencyChip urgency={line.urgency} />
                    <span className="visually-hidden">needed by {placeTime(line.needed_by)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Async>
    </section>
  );
}
