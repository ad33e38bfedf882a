import { CalendarClock } from 'lucide-react';
import { Navigate } from 'react-router';
import type { Dashboard as Figures } from '@/shared/api/types';
import { dayLong, money, whole } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Async } from '@/shared/ui/Async';
import { Delta, Figure, PageHead } from '@/shared/ui/bits';
import { StorePick } from '@/shared/ui/pickers';
import { MapTile } from './MapTile';
import { RestockTile } from './RestockTile';
import { SalesChart } from './SalesChart';
import { OutlookTile, TopProducts } from './tiles';
import { useDashboard } from './useDashboard';
import { Working } from './Working';

const DEFAULTS = { days: '30' };

export default function Dashboard() {
  const url = useUrlState(DEFAULTS);
  const store = url.value('store');
  const dashboard = useDashboard(store, url.value('days'));
  if (dashboard.data && !dashboard.data.has_sales && !store) return <Navigate to="/welcome" replace />;
  return (
    <>
      <PageHead title={dashboard.data?.is_today === false ? 'Dashboard' : 'Today'}>
        <StorePick value={store} all="All stores" onChange={(code) => url.set({ store: code })} />
      </PageHead>
      <Async query={dashboard} height={520}>
        {(data) => (
          <div className="stack">
            <Working data={data} />
            {!data.is_today && <AsOf day={data.as_of} />}
            <Totals data={data} />
            <div className="grid cols-main">
              <SalesChart data={data} days={url.value('days')} onDays={(days) => url.set({ days })} />
              <RestockTile store={store} ready={data.outlook.length > 0} />
            </div>
            <div className="grid cols-main">
              <MapTile store={store} />
              <div className="stack">
                <OutlookTile data={data} />
                <TopProducts data={data} />
              </div>
            </div>
          </div>
        )}
      </Async>
    </>
  );
}

function AsOf({ day }: { day: string }) {
  return (
    <p className="banner" style={{ margin: 0 }}>
      <CalendarClock aria-hidden="true" />
      <span>
        Figures stand on <strong>{dayLong(day)}</strong>, the last day with sales. Forecasts and restock lines start
        from there.
      </span>
    </p>
  );
}

function Totals({ data }: { data: Figures }) {
  const { today, last_week: before } = data;
  const basket = (totals: Figures['today'] | null) =>
    totals && totals.orders > 0 ? totals.revenue / totals.orders : 0;
  const note = (now: number, then: number | undefined, text: string) => (
    <>
      <Delta now={now} before={then} /> {then ? <span>from {text}</span> : null}
    </>
  );
  return (
    <section className="card" aria-label={`Figures, compared with the same weekday last week`}>
      <dl className="figures">
        <Figure
          label="Revenue"
          value={money(today.revenue, 0)}
          note={note(today.revenue, before?.revenue, money(before?.revenue, 0))}
        />
        <Figure
          label="Units sold"
          value={whole(today.units)}
          note={note(today.units, before?.units, whole(before?.units))}
        />
        <Figure
          label="Orders"
          value={whole(today.orders)}
          note={note(today.orders, before?.orders, whole(before?.orders))}
        />
        <Figure
          label="Per order"
          value={money(basket(today))}
          note={note(basket(today), basket(before), money(basket(before)))}
        />
      </dl>
      <p className="muted small figures-foot">
        Compared with the same weekday last week{data.is_today && ', up to this hour'}.
      </p>
    </section>
  );
}
