import { GitCompareArrows, LoaderCircle } from 'lucide-react';
import { percent, quantity } from '@/shared/lib/format';
import { Empty } from '@/shared/ui/bits';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { bestOf, LINE_COLOURS, MEASURES, MOST_COMPARED, toggled, USUAL } from './compare';
import { useComparison, useMethods } from './queries';
import type { Compared, Method } from './types';
import { biasOf } from './wording';

/** Several methods on the same series: their errors on days held back, their lines over the fan. */
export function Compare(props: { store: string; sku: string; chosen: string[]; onChoose: (chosen: string[]) => void }) {
  const { chosen, onChoose } = props;
  const methods = useMethods();
  const comparison = useComparison(props.store, props.sku, chosen);
  if (methods.data?.length === 0) return null;
  const title = (name: string) => methods.data?.find((method) => method.name === name)?.title ?? name;
  return (
    <section className="card" aria-label="Methods compared">
      <div className="card-head">
        <div>
          <h2>Would another method do better?</h2>
          <p>
            {comparison.data
              ? `Each was tried on ${comparison.data.folds} × ${comparison.data.holdout_days} past days that it had not seen.`
              : `Up to ${MOST_COMPARED} methods, tried on past days that they have not seen.`}
          </p>
        </div>
        {chosen.length === 0 ? (
          <button type="button" className="btn" onClick={() => onChoose(USUAL)}>
            <GitCompareArrows /> Compare methods
          </button>
        ) : (
          <div className="row">
            {comparison.isFetching && (
              <span className="row small soft" role="status">
                <LoaderCircle size={16} className="spin" /> Working them out
              </span>
            )}
            <button type="button" className="btn ghost" onClick={() => onChoose([])}>
              Stop comparing
            </button>
          </div>
        )}
      </div>
      {chosen.length > 0 && (
        <>
          <MethodChips methods={methods.data ?? []} chosen={chosen} onChoose={onChoose} />
          {comparison.error ? (
            <div className="card-body">
              <ProblemBox error={comparison.error} onRetry={() => void comparison.refetch()} />
            </div>
          ) : (
            <Table
              label="Errors of the methods"
              columns={columns(comparison.data?.models ?? [], title)}
              rows={comparison.data?.models}
              rowKey={(row) => row.model}
              empty={<Empty title="Nothing to compare">Choose a method above.</Empty>}
            />
          )}
        </>
      )}
    </section>
  );
}

function columns(models: Compared[], title: (name: string) => string): Column<Compared>[] {
  return [
    {
      key: 'model',
      label: 'Method',
      title: true,
      cell: (row) => (
        <span className="row nowrap">
          <i className="swatch" style={{ background: LINE_COLOURS[models.indexOf(row)] }} />
          <span>
            <span className="cell-main">{title(row.model)}</span>
            {row.label && row.label.toLowerCase() !== row.model && <span className="cell-sub"> {row.label}</span>}
            {row.problem && <span className="cell-sub method-problem">{row.problem}</span>}
          </span>
        </span>
      ),
    },
    ...MEASURES.map(({ key, label, share }): Column<Compared> => {
      const best = bestOf(models, key);
      const text = (value: number | null | undefined) =>
        key === 'bias' ? biasOf(value) : share ? percent(value) : quantity(value);
      return {
        key,
        label,
        right: true,
        sort: (row) => row.metrics?.[key],
        cell: (row) =>
          row.model === best ? (
            <span className="best" title={`Best ${label}`}>
              {text(row.metrics?.[key])}
              <span className="visually-hidden"> best</span>
            </span>
          ) : (
            text(row.metrics?.[key])
          ),
      };
    }),
  ];
}

function MethodChips(props: { methods: Method[]; chosen: string[]; onChoose: (chosen: string[]) => void }) {
  const full = props.chosen.length >= MOST_COMPARED;
  return (
    <div className="method-chips" role="group" aria-label="Methods to compare">
      {props.methods.map((method) => {
        const on = props.chosen.includes(method.name);
        return (
          <button
            key={method.name}
            type="button"
            aria-pressed={on}
            disabled={full && !on}
            title={method.description}
            onClick={() => props.onChoose(toggled(props.chosen, method.name))}
          >
            {method.title}
          </button>
        );
      })}
    </div>
  );
}
