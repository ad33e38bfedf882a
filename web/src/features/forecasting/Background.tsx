import type { Forecast } from '@/shared/api/types';
import { percent, quantity, words } from '@/shared/lib/format';
import { Figure } from '@/shared/ui/bits';

/** `share` is a part of one, `percent` is in percent already. */
const MEASURES: Record<string, { label: string; note: string; unit?: 'share' | 'percent' }> = {
  wape: { label: 'WAPE', note: 'missed units per unit sold', unit: 'share' },
  mape: { label: 'MAPE', note: 'mean error of a day', unit: 'percent' },
  mase: { label: 'MASE', note: 'below 1 beats last week repeated' },
  rmsse: { label: 'RMSSE', note: 'below 1 beats last week repeated' },
  rmse: { label: 'RMSE', note: 'units a day' },
  r2: { label: 'R²', note: '1 is perfect' },
  bias: { label: 'Bias', note: 'above 0: too high' },
  pinball: { label: 'Pinball loss', note: 'of the quantiles, lower is better' },
  coverage: { label: 'Coverage', note: 'days within the range', unit: 'share' },
};

export interface Measured {
  key: string;
  label: string;
  value: number;
  note: string;
  unit?: 'share' | 'percent';
}

/** The figures of the background that people know by name, wherever in it they stand. */
export function measuresOf(background: Record<string, unknown> | null | undefined): Measured[] {
  return Object.entries(background ?? {}).flatMap(([key, value]): Measured[] => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return measuresOf(value as Record<string, unknown>);
    const measure = MEASURES[key.toLowerCase()];
    return measure && typeof value === 'number' && Number.isFinite(value) ? [{ key, value, ...measure }] : [];
  });
}

/** How the model did on days that it had not seen, and what kind of seller the product is. */
export function Background({ data }: { data: Forecast }) {
  const figures = measuresOf(data.background).slice(0, 5);
  const demandClass = data.background?.demand_class;
  if (figures.length === 0 && typeof demandClass !== 'string') return null;
  return (
    <section className="card" aria-label="Accuracy on days that the model had not seen">
      <dl className="figures">
        {typeof demandClass === 'string' && (
          <Figure label="Demand is" value={words(demandClass)} note="by gaps and variability" />
        )}
        {figures.map((figure) => (
          <Figure
            key={figure.key}
            label={figure.label}
            value={
              figure.unit
                ? percent(figure.unit === 'percent' ? figure.value / 100 : figure.value)
                : quantity(figure.value)
            }
            note={figure.note}
          />
        ))}
      </dl>
      {figures.length > 0 && (
        <p className="muted small figures-foot">Measured on past days that the model had not seen.</p>
      )}
    </section>
  );
}
