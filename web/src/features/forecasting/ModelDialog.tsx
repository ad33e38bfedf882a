import { useState } from 'react';
import { dayFull, percent, quantity, time, whole, words } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { useModelAction } from './queries';
import type { Model, ModelStatus } from './types';
import { biasOf, scopeOf } from './wording';

const TONES: Record<ModelStatus, string> = { CHAMPION: 'good', CHALLENGER: 'medium', RETIRED: '', FAILED: 'critical' };

export const ModelStatusChip = ({ status }: { status: ModelStatus }) => (
  <span className={`chip ${TONES[status]}`}>{words(status)}</span>
);

const QUESTIONS = {
  promote: {
    ask: 'Promote to champion',
    text: 'Its forecasts go into force in its scope at once, and restock lines follow. The champion so far retires.',
  },
  retire: {
    ask: 'Retire',
    text: 'It is out of the running. Where it was in force, the next wider champion takes over.',
  },
};
type Action = keyof typeof QUESTIONS;

/** All that is kept of a model, so that its figures can be made again; and what can be done with it. */
export function ModelDialog(props: {
  model: Model;
  title: string;
  may: boolean;
  onOpen: (id: number) => void;
  onClose: () => void;
}) {
  const { model } = props;
  const [asked, setAsked] = useState<Action | null>(null);
  const promote = useModelAction('promote');
  const retire = useModelAction('retire');
  const act = (action: Action) => {
    (action === 'promote' ? promote : retire).mutate(model);
    props.onClose();
  };
  const mayPromote = props.may && model.status === 'CHALLENGER';
  const mayRetire = props.may && (model.status === 'CHAMPION' || model.status === 'CHALLENGER');
  return (
    <Dialog
      title={props.title}
      wide
      onClose={props.onClose}
      foot={
        asked ? (
          <>
            <p className="small soft grow">{QUESTIONS[asked].text}</p>
            <button type="button" className="btn" onClick={() => setAsked(null)}>
              Not now
            </button>
            <button
              type="button"
              className={asked === 'retire' ? 'btn danger' : 'btn primary'}
              autoFocus
              onClick={() => act(asked)}
            >
              {QUESTIONS[asked].ask}
            </button>
          </>
        ) : (
          (mayPromote || mayRetire) && (
            <>
              {mayRetire && (
                <button type="button" className="btn" onClick={() => setAsked('retire')}>
                  Retire…
                </button>
              )}
              {mayPromote && (
                <button type="button" className="btn primary" onClick={() => setAsked('promote')}>
                  Promote to champion…
                </button>
              )}
            </>
          )
        )
      }
    >
      <div className="row" style={{ marginBottom: '0.8rem' }}>
        <ModelStatusChip status={model.status} />
        <span className="soft">{scopeOf(model.scope)}</span>
        {model.status_reason && <span className="muted small">{model.status_reason}</span>}
      </div>
      <Metrics model={model} />
      <dl className="facts model-facts">
        <dt>Learned from</dt>
        <dd>
          {dayFull(model.data_from)} to {dayFull(model.data_to)}: {whole(model.series)} series,{' '}
          {whole(model.observations)} days of sales
        </dd>
        <dt>Trained</dt>
        <dd>
          {time(model.trained_at)}, {model.reason}
        </dd>
        <dt>Follows</dt>
        <dd>
          {model.parent_id ? (
            <button type="button" className="btn ghost small" onClick={() => props.onOpen(model.parent_id ?? 0)}>
              Model {model.parent_id}
            </button>
          ) : (
            'None: the first of its kind'
          )}
        </dd>
        <dt>Settings</dt>
        <dd>{pairs(model.settings) || 'the usual'}</dd>
        {pairs(model.parameters) && (
          <>
            <dt>Found parameters</dt>
            <dd className="mono small">{pairs(model.parameters)}</dd>
          </>
        )}
        <dt>Can be made again</dt>
        <dd>
          seed {model.seed ?? '–'}
          {model.library_version && `, library ${model.library_version}`}
          {model.run_id && `, run ${model.run_id}`}
        </dd>
      </dl>
    </Dialog>
  );
}

function Metrics({ model }: { model: Model }) {
  const { metrics } = model;
  if (!metrics || Object.keys(metrics).length === 0) return null;
  const shown: [string, string][] = [
    ['WAPE', percent(metrics.wape)],
    ['Bias', biasOf(metrics.bias)],
    ['RMSSE', quantity(metrics.rmsse)],
    ['MASE', quantity(metrics.mase)],
    ['Pinball', quantity(metrics.pinball)],
    ['Coverage', percent(metrics.coverage)],
  ];
  return (
    <dl className="model-metrics" aria-label="Errors on days held back">
      {shown
        .filter(([, text]) => text !== '–')
        .map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="num strong">{text}</dd>
          </div>
        ))}
    </dl>
  );
}

/** "history days 365, folds 2": settings and parameters as the server names them. */
export function pairs(values: object | null | undefined): string {
  return Object.entries(values ?? {})
    .filter(([, value]) => value !== null && value !== undefined && typeof value !== 'object')
    .map(([key, value]) => `${key.replaceAll('_', ' ')} ${typeof value === 'number' ? quantity(value) : String(value)}`)
    .join(', ');
}
