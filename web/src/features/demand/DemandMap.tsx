import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { get } from '@/shared/api/client';
import { keys, useHeatmap, useStores, useZoneShapes } from '@/shared/api/queries';
import type { Dashboard, LineSummary, ZoneDemand } from '@/shared/api/types';
import { classify } from '@/shared/lib/breaks';
import { addDays, dayFull, money, quantity, today, whole, words } from '@/shared/lib/format';
import { chosenTiles } from '@/shared/lib/tiles';
import { useUrlState } from '@/shared/lib/urlState';
import { MapLegend } from '@/shared/map/MapLegend';
import { escapeHtml, ZoneMap, type MapStore } from '@/shared/map/ZoneMap';
import { Async } from '@/shared/ui/Async';
import { Empty, PageHead, Segments } from '@/shared/ui/bits';
import { CategoryPick, ProductPick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { figures, Table, type Column } from '@/shared/ui/Table';

type Period = 'today' | 'week' | 'custom';
type Measure = 'units' | 'orders' | 'revenue';
const DEFAULTS = { period: 'today', measure: 'units' };
const MEASURES: Record<Measure, { label: string; format: (value: number) => string }> = {
  units: { label: 'Units', format: quantity },
  orders: { label: 'Orders', format: whole },
  revenue: { label: 'Revenue', format: (value) => money(value, 0) },
};

/** The day on which the pages stand: today, or the last day of a history that was loaded. */
const useAsOf = () =>
  useQuery({
    queryKey: [...keys.dashboard, '', '30'],
    queryFn: () => get<Dashboard>('/analytics/dashboard', { days: '30' }),
  }).data?.as_of ?? today();

export default function DemandMap() {
  const url = useUrlState(DEFAULTS);
  const period = url.value('period') as Period;
  const measure = url.value('measure') as Measure;
  const asOf = useAsOf();
  const range = rangeOf(period, asOf, url.value('from'), url.value('to'));
  const heat = useHeatmap({ ...range, product: url.value('product'), category: url.value('category') });
  const shapes = useZoneShapes();
  const stores = useMapStores();
  const [zone, setZone] = useState<string | null>(null);
  const values = useMemo(
    () => new Map((heat.data?.zones ?? []).map((one) => [one.pincode, one[measure]])),
    [heat.data, measure],
  );
  const classes = useMemo(() => classify([...values.values()]), [values]);
  const names = useMemo(() => namesOf(shapes.data), [shapes.data]);
  const format = MEASURES[measure].format;
  const approximate = shapes.data?.features.some((feature) => feature.properties?.approximate) ?? false;

  return (
    <>
      <PageHead
        title="Demand map"
        lead={`What was ordered per zone, ${range.from === range.to ? dayFull(range.to) : `${dayFull(range.from)} to ${dayFull(range.to)}`}. New orders recolour it as they arrive.`}
      />
      <div className="filters">
        <Segments
          label="Period"
          value={period}
          onChange={(next) => url.set({ period: next, from: range.from, to: range.to })}
          options={[
            { value: 'today', label: asOf === today() ? 'Today' : 'Last day' },
            { value: 'week', label: 'Week' },
            { value: 'custom', label: 'Custom' },
          ]}
        />
        {period === 'custom' && (
          <>
            <input
              type="date"
              className="input"
              aria-label="From"
              value={range.from}
              max={range.to}
              onChange={(event) => url.set({ from: event.target.value })}
            />
            <input
              type="date"
              className="input"
              aria-label="To"
              value={range.to}
              min={range.from}
              onChange={(event) => url.set({ to: event.target.value })}
            />
          </>
        )}
        <ProductPick
          value={url.value('product')}
          clearable
          onChange={(sku) => url.set({ product: sku, category: null })}
        />
        <CategoryPick value={url.value('category')} onChange={(path) => url.set({ category: path, product: null })} />
        <Segments
          label="Measure"
          value={measure}
          onChange={(next) => url.set({ measure: next })}
          options={(Object.keys(MEASURES) as Measure[]).map((key) => ({ value: key, label: MEASURES[key].label }))}
        />
      </div>
      {heat.error && <ProblemBox error={heat.error} onRetry={() => void heat.refetch()} />}
      <div className="grid cols-side">
        <section className="card map-card" aria-label="Map">
          <Async query={shapes} height={560}>
            {(geo) =>
              geo.features.length === 0 ? (
                <NoZones />
              ) : (
                <ZoneMap
                  shapes={geo}
                  values={values}
                  classes={classes}
                  tooltip={(pincode, name) => tooltipOf(pincode, name, heat.data?.zones)}
                  stores={stores}
                  storeTooltip={storeTooltip}
                  height="min(70vh, 720px)"
                  tiles={chosenTiles()}
                  onZone={setZone}
                />
              )
            }
          </Async>
        </section>
        <aside className="stack">
          <section className="card card-pad">
            <MapLegend
              classes={classes}
              format={format}
              title={`${MEASURES[measure].label} per zone`}
              noData={(shapes.data?.features.length ?? 0) > values.size}
              empty={values.size === 0}
            />
            <p className="pin-legend small">
              <span className="store-pin low" aria-hidden="true">
                <b>3</b>
              </span>
              <span>A store, with the number of its critical restock lines</span>
            </p>
            <p className="muted small" style={{ marginTop: '0.75rem' }}>
              {classes.method === 'head/tail'
                ? 'A few zones tower over the rest: classes split at repeated means.'
                : 'About as many zones in each class.'}
              {approximate &&
                ' Dashed borders are approximate: drawn around known positions, never used to assign orders.'}
            </p>
          </section>
          {zone && (
            <ZoneCard
              pincode={zone}
              name={names.get(zone) ?? zone}
              demand={heat.data?.zones.find((one) => one.pincode === zone)}
              stores={stores}
              onClose={() => setZone(null)}
            />
          )}
          {!zone && <Leaders heat={heat.data?.zones ?? []} names={names} measure={measure} onZone={setZone} />}
        </aside>
      </div>
      <section className="card" style={{ marginTop: '1rem' }} aria-label="The map as a table">
        <div className="card-head">
          <h2>The same as a table</h2>
        </div>
        <Table
          label="Demand per zone"
          columns={columnsOf(names)}
          rows={heat.data?.zones}
          rowKey={(row) => row.pincode}
          initialSort={{ key: measure, down: true }}
          pageSize={15}
          empty={<Empty title="No orders in this period">Choose a longer period, or another product.</Empty>}
        />
      </section>
    </>
  );
}

function rangeOf(period: Period, asOf: string, from: string, to: string) {
  if (period === 'week') return { from: addDays(asOf, -6), to: asOf };
  if (period === 'custom') return { from: from || addDays(asOf, -13), to: to || asOf };
  return { from: asOf, to: asOf };
}

function namesOf(shapes: GeoJSON.FeatureCollection | undefined) {
  return new Map(
    (shapes?.features ?? []).map((feature) => [
      String(feature.properties?.pincode),
      String(feature.properties?.name ?? ''),
    ]),
  );
}

/** The stores with how many of their lines are critical: what makes a marker red. */
function useMapStores(): MapStore[] {
  const stores = useStores();
  const counts = useQuery({
    queryKey: [...keys.lines, 'summary'],
    queryFn: () => get<LineSummary>('/replenishment/summary'),
  });
  return useMemo(() => {
    const low = new Map(counts.data?.stores.map((one) => [one.store, one.critical]));
    return (stores.data ?? []).map((store) => ({ ...store, lowLines: low.get(store.code) ?? 0 }));
  }, [stores.data, counts.data]);
}

function tooltipOf(pincode: string, name: string, heat: ZoneDemand[] | undefined) {
  const demand = heat?.find((one) => one.pincode === pincode);
  const title = `<strong>${escapeHtml(name || pincode)}</strong> <span class="muted">${escapeHtml(pincode)}</span>`;
  if (!demand) return `${title}<br><span class="muted">no orders known</span>`;
  return `${title}<br>${quantity(demand.units)} units · ${whole(demand.orders)} orders<br>${money(demand.revenue, 0)}`;
}

function storeTooltip(store: MapStore) {
  const state = store.lowLines
    ? `${store.lowLines} critical restock ${store.lowLines === 1 ? 'line' : 'lines'}`
    : 'no critical line';
  return `<strong>${escapeHtml(store.name)}</strong> <span class="muted">${escapeHtml(store.code)}</span><br>${state}`;
}

function columnsOf(names: Map<string, string>): Column<ZoneDemand>[] {
  return [
    {
      key: 'name',
      label: 'Zone',
      title: true,
      cell: (row) => <span className="cell-main">{names.get(row.pincode) || row.pincode}</span>,
      sort: (row) => names.get(row.pincode),
    },
    { key: 'pincode', label: 'Pincode', cell: (row) => row.pincode, sort: (row) => row.pincode },
    figures('units', 'Units'),
    figures('orders', 'Orders', whole),
    { key: 'revenue', label: 'Revenue', right: true, cell: (row) => money(row.revenue, 0), sort: (row) => row.revenue },
    { key: 'level', label: 'Demand', cell: (row) => words(row.level), sort: (row) => row.units },
  ];
}

function Leaders(props: {
  heat: ZoneDemand[];
  names: Map<string, string>;
  measure: Measure;
  onZone: (pincode: string) => void;
}) {
  const top = [...props.heat].sort((a, b) => b[props.measure] - a[props.measure]).slice(0, 8);
  if (top.length === 0) return null;
  return (
    <section className="card card-pad">
      <h2 style={{ marginBottom: '0.5rem' }}>Highest demand</h2>
      <ol className="leader-list">
        {top.map((one) => (
          <li key={one.pincode}>
            <button type="button" onClick={() => props.onZone(one.pincode)}>
              <span className="grow ellipsis">{props.names.get(one.pincode) || one.pincode}</span>
              <span className="num strong">{MEASURES[props.measure].format(one[props.measure])}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function ZoneCard(props: {
  pincode: string;
  name: string;
  demand: ZoneDemand | undefined;
  stores: MapStore[];
  onClose: () => void;
}) {
  const here = props.stores.filter((store) => store.pincode === props.pincode);
  return (
    <section className="card card-pad stack tight" aria-label={`Zone ${props.pincode}`}>
      <div className="row between nowrap">
        <h2>
          {props.name} <span className="muted">{props.pincode}</span>
        </h2>
        <button type="button" className="btn small" onClick={props.onClose}>
          Close
        </button>
      </div>
      {props.demand ? (
        <dl className="facts">
          <dt>Units</dt>
          <dd className="num">{quantity(props.demand.units)}</dd>
          <dt>Orders</dt>
          <dd className="num">{whole(props.demand.orders)}</dd>
          <dt>Revenue</dt>
          <dd className="num">{money(props.demand.revenue, 0)}</dd>
        </dl>
      ) : (
        <p className="muted">No orders known in this period.</p>
      )}
      {here.map((store) => (
        <p key={store.code}>
          <Link to={`/stores/${encodeURIComponent(store.code)}`}>{store.name}</Link>
          {store.lowLines ? (
            <>
              {': '}
              <Link to={`/restock?store=${encodeURIComponent(store.code)}&urgency=CRITICAL`}>
                {store.lowLines} critical lines
              </Link>
            </>
          ) : null}
        </p>
      ))}
    </section>
  );
}

function NoZones() {
  return (
    <Empty title="No zones to draw yet">
      Zones need positions: load the demo chain, or give stores and zones a latitude and longitude. Demand per pincode
      is in the table below all the same.
    </Empty>
  );
}
