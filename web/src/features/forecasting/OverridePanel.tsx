import { Pencil, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/shared/api/queries';
import type { Forecast } from '@/shared/api/types';
import { percent, quantity, time, words } from '@/shared/lib/format';
import { Skeleton } from '@/shared/ui/Async';
import { Empty, Segments } from '@/shared/ui/bits';
import { Field } from '@/shared/ui/Form';
import { fieldError, ProblemBox } from '@/shared/ui/ProblemBox';
import { isUnusual, targetOf, type Draft, type Preview, type Reach } from './draft';
import { useOverride, useOverrides, useWithdraw } from './queries';
import type { Override, OverrideKind } from './types';
import { period, REASONS, valueOf } from './wording';

const KINDS: { value: OverrideKind; label: string }[] = [
  { value: 'SET', label: 'Set to' },
  { value: 'ADD', label: 'Add' },
  { value: 'PERCENT', label: 'By percent' },
];
const UNITS = { SET: 'Units a day', ADD: 'Units a day, less with a minus', PERCENT: 'Percent, less with a minus' };

/** Where a planner who knows better says so: days from the chart or typed, the effect before it is saved, the way back. */
export function OverridePanel(props: {
  data: Forecast;
  draft: Draft;
  preview: Preview;
  onDraft: (draft: Draft) => void;
  onDone: () => void;
}) {
  const { data } = props;
  const may = useMay().plan;
  const active = useOverrides({ store: data.store, sku: data.sku, status: 'ACTIVE', limit: 50 });
  return (
    <section className="card override-panel" aria-label="Overrides">
      <div className="card-head">
        <div>
          <h2>Do you know better?</h2>
          <p>
            {may
              ? 'Drag over days on the chart, say what you expect, and why.'
              : 'Planners can override the forecast. These are in force.'}
          </p>
        </div>
      </div>
      {may && <OverrideForm {...props} />}
      {active.error ? (
        <div className="card-body">
          <ProblemBox error={active.error} onRetry={() => void active.refetch()} />
        </div>
      ) : (
        <ActiveList overrides={active.data?.data} may={may} />
      )}
    </section>
  );
}

function OverrideForm(props: {
  data: Forecast;
  draft: Draft;
  preview: Preview;
  onDraft: (draft: Draft) => void;
  onDone: () => void;
}) {
  const { data, draft, preview, onDraft } = props;
  const [reason, setReason] = useState('PROMOTION');
  const [note, setNote] = useState('');
  const override = useOverride(() => {
    setNote('');
    props.onDone();
  });
  const sold = data.history.map((day) => day.units);
  const first = data.forecast[0]?.day;
  return (
    <form
      className="card-body override-form"
      onSubmit={(event) => {
        event.preventDefault();
        override.mutate({
          ...targetOf(draft.reach, data),
          from: draft.from,
          to: draft.to,
          kind: draft.kind,
          value: Number(draft.value),
          reason,
          note: note.trim() || null,
        });
      }}
    >
      {override.error && <ProblemBox error={override.error} />}
      <div className="override-days">
        <Field label="From" error={fieldError(override.error, 'from')}>
          <input
            type="date"
            required
            min={first}
            value={draft.from}
            onChange={(event) =>
              onDraft({ ...draft, from: event.target.value, to: later(event.target.value, draft.to) })
            }
          />
        </Field>
        <Field label="To" error={fieldError(override.error, 'to')}>
          <input
            type="date"
            required
            min={draft.from}
            value={draft.to}
            onChange={(event) => onDraft({ ...draft, to: event.target.value })}
          />
        </Field>
      </div>
      <Field label="For">
        <select
          className="input"
          value={draft.reach}
          onChange={(event) => onDraft({ ...draft, reach: event.target.value as Reach })}
        >
          {reaches(data).map(([reach, label]) => (
            <option key={reach} value={reach}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      <Segments label="How" value={draft.kind} options={KINDS} onChange={(kind) => onDraft({ ...draft, kind })} />
      <Field
        label={preview.shared ? `${UNITS[draft.kind]}, of all together` : UNITS[draft.kind]}
        error={fieldError(override.error, 'value')}
      >
        <input
          type="number"
          inputMode="decimal"
          step="any"
          required
          min={draft.kind === 'SET' ? 0 : draft.kind === 'PERCENT' ? -100 : undefined}
          max={draft.kind === 'PERCENT' ? 900 : 1_000_000}
          value={draft.value}
          onChange={(event) => onDraft({ ...draft, value: event.target.value })}
        />
      </Field>
      <div className="override-days">
        <Field label="Why">
          <select className="input" value={reason} onChange={(event) => setReason(event.target.value)}>
            {REASONS.map((one) => (
              <option key={one} value={one}>
                {one === 'BAD_DATA' ? 'Wrong data' : words(one)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={reason === 'OTHER' ? 'Which' : 'Note'} error={fieldError(override.error, 'note')}>
          <input
            value={note}
            maxLength={500}
            required={reason === 'OTHER'}
            placeholder={reason === 'OTHER' ? '' : 'Optional'}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </div>
      <Effect preview={preview} unusual={isUnusual(preview, sold)} />
      <button type="submit" className="btn primary" disabled={override.isPending || preview.days === 0}>
        <Pencil /> Override {preview.days > 0 ? (preview.days === 1 ? '1 day' : `${preview.days} days`) : ''}
      </button>
    </form>
  );
}

function reaches(data: Forecast): [Reach, string][] {
  const category = data.category?.split('/').at(-1);
  return [
    ['one', `${data.product_name ?? data.sku}, this store`],
    ['stores', `${data.product_name ?? data.sku}, all stores`],
    ...(category
      ? ([
          ['category', `All ${category}, this store`],
          ['categories', `All ${category}, all stores`],
        ] as [Reach, string][])
      : []),
  ];
}

const later = (from: string, to: string) => (to < from ? from : to);

/** What saving would do, said before it is done. */
function Effect({ preview, unusual }: { preview: Preview; unusual: boolean }) {
  if (preview.days === 0) return null;
  if (preview.shared)
    return (
      <p className="effect" role="status">
        The units are spread over all that it is for, as the statistics spread them.
      </p>
    );
  const change = preview.after - preview.before;
  const share = preview.before > 0 ? ` (${change < 0 ? '−' : '+'}${percent(Math.abs(change / preview.before))})` : '';
  return (
    <p className={unusual ? 'effect unusual' : 'effect'} role="status">
      <span className="num strong">
        {quantity(Math.round(preview.before))} → {quantity(Math.round(preview.after))}
      </span>{' '}
      units over {preview.days === 1 ? 'the day' : `the ${preview.days} days`}
      {share}
      {unusual && '. That is more than five times what was ever sold in a day.'}
    </p>
  );
}

function ActiveList({ overrides, may }: { overrides: Override[] | undefined; may: boolean }) {
  const withdraw = useWithdraw();
  if (!overrides) {
    return (
      <div className="card-body" role="status" aria-label="Loading">
        <Skeleton height={56} />
      </div>
    );
  }
  if (overrides.length === 0) {
    return may ? null : <Empty title="Nothing is overridden">The forecast is what the statistics say.</Empty>;
  }
  return (
    <ul className="override-list" aria-label="Overrides in force">
      {overrides.map((one) => (
        <li key={one.id}>
          <div className="grow">
            <div>
              <span className="strong num">{valueOf(one.kind, one.value)}</span>
              <span className="soft"> · {period(one.from, one.to)}</span>
            </div>
            <div className="small muted">
              {words(one.reason)}
              {one.note && `: ${one.note}`} · {one.created_by}, {time(one.created_at)}
              {widthOf(one)}
            </div>
          </div>
          {one.series_in_force === 0 && <span className="chip">Hidden by a later one</span>}
          {may && (
            <button
              type="button"
              className="btn small"
              disabled={withdraw.isPending}
              aria-label={`Withdraw ${valueOf(one.kind, one.value)}, ${period(one.from, one.to)}`}
              onClick={() => withdraw.mutate(one)}
            >
              <Undo2 /> Withdraw
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** An override of a whole category or chain changes more than this product, which its withdrawal takes back too. */
function widthOf(one: Override): string {
  if (one.series <= 1) return '';
  const what = one.category ? ` of ${one.category.replaceAll('/', ' › ')}` : '';
  return ` · ${quantity(one.series)} forecasts${what}${one.store ? '' : ' in all stores'}`;
}
