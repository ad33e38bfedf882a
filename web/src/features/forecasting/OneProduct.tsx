import { useMemo, useState } from 'react';
import { useLines, useStores, useMay } from '@/shared/api/queries';
import type { Forecast } from '@/shared/api/types';
import { useUrlState } from '@/shared/lib/urlState';
import { Async } from '@/shared/ui/Async';
import { Empty } from '@/shared/ui/bits';
import { ProductPick, StorePick } from '@/shared/ui/pickers';
import { Background } from './Background';
import { Compare } from './Compare';
import { LINE_COLOURS } from './compare';
import { emptyDraft, previewOf, type Draft } from './draft';
import { FanChart } from './FanChart';
import { OverridePanel } from './OverridePanel';
import { useComparison, useForecast, useMethods } from './queries';
import { Why } from './Why';

/** One product in one store: what is expected, why, what a planner makes of it, what other methods would say. */
export function OneProduct() {
  const url = useUrlState();
  const start = useStart();
  const store = url.value('store') || start.store;
  const sku = url.value('sku') || start.sku;
  const forecast = useForecast(store, sku);
  return (
    <>
      <div className="filters">
        <StorePick value={store} onChange={(code) => url.set({ store: code, sku })} />
        <ProductPick
          key={sku}
          value={sku}
          placeholder="Choose a product"
          onChange={(next) => url.set({ store, sku: next })}
        />
      </div>
      <div className="stack">
        {store && sku ? (
          <Async query={forecast} height={420}>
            {(data) => <Known key={`${store}/${sku}`} data={data} />}
          </Async>
        ) : (
          <div className="card">
            <Empty title="Choose a store and a product">
              Their sales and the forecast from there are shown together.
            </Empty>
          </div>
        )}
      </div>
    </>
  );
}

function Known({ data }: { data: Forecast }) {
  const url = useUrlState();
  const may = useMay().plan;
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(data.forecast));
  const [touched, setTouched] = useState(false);
  const preview = useMemo(() => previewOf(data.forecast, draft), [data.forecast, draft]);
  const compared = url.value('models').split(',').filter(Boolean);
  const lines = useMethodLines(data, compared);
  const change = (next: Draft) => {
    setTouched(true);
    setDraft(next);
  };
  return (
    <>
      <div className="grid cols-side">
        <FanChart
          data={data}
          lines={[
            ...lines,
            ...(preview.days > 0
              ? [{ label: 'With your override', colour: 'var(--part-override)', values: preview.means }]
              : []),
          ]}
          choice={
            may
              ? {
                  from: touched ? draft.from : '',
                  to: touched ? draft.to : '',
                  onChoose: (from, to) => change({ ...draft, from, to }),
                }
              : null
          }
        />
        <OverridePanel
          data={data}
          draft={draft}
          preview={preview}
          onDraft={change}
          onDone={() => {
            setTouched(false);
            setDraft(emptyDraft(data.forecast));
          }}
        />
      </div>
      <Background data={data} />
      <Why store={data.store} sku={data.sku} />
      <Compare
        store={data.store}
        sku={data.sku}
        chosen={compared}
        onChoose={(models) => url.set({ models: models.join() })}
      />
    </>
  );
}

/** The means of the compared methods on the days of the forecast in force. */
function useMethodLines(data: Forecast, compared: string[]) {
  const comparison = useComparison(data.store, data.sku, compared);
  const methods = useMethods().data;
  if (compared.length === 0) return [];
  return (comparison.data?.models ?? []).flatMap((model, at) => {
    const means = new Map(model.forecast.map((day) => [day.day, day.mean]));
    if (means.size === 0) return [];
    return [
      {
        label: methods?.find((method) => method.name === model.model)?.title ?? model.model,
        colour: LINE_COLOURS[at] ?? 'var(--chart-muted)',
        values: data.forecast.map((day) => means.get(day.day) ?? null),
      },
    ];
  });
}

/** A page that opens empty helps nobody: start with the most urgent line, whose forecast somebody will want to see. */
function useStart() {
  const stores = useStores();
  const first = useLines({ status: 'OPEN', limit: 1 }).data?.data[0];
  return { store: first?.store ?? stores.data?.[0]?.code ?? '', sku: first?.sku ?? '' };
}
