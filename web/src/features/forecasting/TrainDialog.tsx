import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '@/shared/api/client';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, type Values } from '@/shared/ui/Form';
import { CategoryPick, ProductPick, StorePick } from '@/shared/ui/pickers';
import { fieldError, ProblemBox } from '@/shared/ui/ProblemBox';
import { useMethods } from './queries';
import { hintOf, requestOf } from './train';
import type { Method, TrainRequest } from './types';

/** What to train, on what, and how; the usual settings are right for nearly everybody. */
export function TrainDialog(props: { onClose: () => void; onStarted: (run: number) => void }) {
  const methods = useMethods().data ?? [];
  const [scope, setScope] = useState({ store: '', category: '', sku: '' });
  const [model, setModel] = useState('auto');
  const method = methods.find((one) => one.name === model);
  const train = useMutation({
    mutationFn: (request: TrainRequest) => post<{ run_id: number }>('/forecasting/train', request),
    meta: { quiet: true },
    onSuccess: (answer) => {
      props.onStarted(answer.run_id);
      props.onClose();
    },
  });
  return (
    <Dialog title="Train forecasts" wide onClose={props.onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const values: Values = {};
          new FormData(event.currentTarget).forEach((value, name) => {
            if (typeof value === 'string') values[name] = value.trim();
          });
          train.mutate(requestOf(scope, model, values));
        }}
      >
        {train.error && <ProblemBox error={train.error} />}
        <fieldset className="train-part">
          <legend>What</legend>
          <div className="row train-scope">
            <StorePick value={scope.store} all="All stores" onChange={(store) => setScope({ ...scope, store })} />
            <CategoryPick value={scope.category} onChange={(category) => setScope({ ...scope, category, sku: '' })} />
            <ProductPick
              key={scope.category}
              value={scope.sku}
              clearable
              onChange={(sku) => setScope({ ...scope, sku, category: '' })}
            />
          </div>
        </fieldset>
        <fieldset className="train-part">
          <legend>How</legend>
          <MethodPick methods={methods} value={model} onChange={setModel} />
          {method && <p className="soft">{method.description}</p>}
          {hintOf(method) && <p className="small hint-slow">{hintOf(method)}</p>}
          {model !== 'auto' && (
            <label className="row nowrap">
              <input type="checkbox" name="promote" value="yes" />
              Put it in force as soon as it is trained. Otherwise it waits as a challenger.
            </label>
          )}
        </fieldset>
        <Settings error={train.error} />
        <div className="row">
          <button type="submit" className="btn primary" disabled={train.isPending}>
            {model === 'auto' ? 'Forecast again' : 'Train'}
          </button>
          <button type="button" className="btn" onClick={props.onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function MethodPick(props: { methods: Method[]; value: string; onChange: (name: string) => void }) {
  const families = [...new Set(props.methods.map((method) => method.family))];
  return (
    <Field label="Method">
      <select className="input" value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {!props.methods.some((method) => method.name === 'auto') && (
          <option value="auto">The best mix, found by backtest</option>
        )}
        {families.map((family) => (
          <optgroup key={family} label={family.charAt(0).toUpperCase() + family.slice(1)}>
            {props.methods
              .filter((method) => method.family === family)
              .map((method) => (
                <option key={method.name} value={method.name}>
                  {method.title}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </Field>
  );
}

function Settings({ error }: { error: unknown }) {
  const number = (name: string, label: string, hint: string, min: number, max: number) => (
    <Field label={label} hint={hint} error={fieldError(error, name)}>
      <input name={name} type="number" inputMode="numeric" min={min} max={max} step={1} />
    </Field>
  );
  return (
    <details className="train-part">
      <summary>Settings</summary>
      <div className="form-grid">
        {number('history_days', 'Days to learn from', 'All that are kept, up to 800, when left empty', 7, 800)}
        {number('folds', 'Trials', 'How many stretches of past days are held back', 1, 6)}
        {number('holdout_days', 'Days in a trial', '14 when left empty', 7, 42)}
        {number('seed', 'Seed', 'The same seed and data give the same forecast', 0, 2_147_483_647)}
        <Field label="More quantiles" hint="For example 0.98, 0.995" error={fieldError(error, 'levels')}>
          <input name="levels" inputMode="decimal" pattern="[0-9., ]*" />
        </Field>
        <Field label="Fit to the category's total" hint="Where the trials favour it, when left to the method">
          <select className="input" name="align" defaultValue="">
            <option value="">Leave it to the method</option>
            <option value="true">Yes</option>
            <option value="false">No</option>
          </select>
        </Field>
      </div>
    </details>
  );
}
