import type { Forecast } from '@/shared/api/types';
import { percent, quantity } from '@/shared/lib/format';
import { Figure } from '@/shared/ui/bits';

const MEASURES: Record<string, { label: string; note: string; share?: boolean }> = {
  wape: { label: 'WAPE', note: 'missed units per unit sold', share: true },
  mape: { label: 'MAPE', note: 'mean error of a day', share: true },
  mase: { label: 'MASE', note: 'below 1 beats last week repeated' },
  rmsse: { label: 'RMSSE', note: 'below 1 beats last week repeated' },
  rmse: { label: 'RMSE', note: 'units a day' },
  r2: { label: 'R²', note: '1 is perfect' },
  bias: { label: 'Bias', note: 'above 0: too high' },
  pinball: { label: 'Pinball loss', note: 'of the quantiles, lower is better' },
  coverage: { label: 'Coverage', note: 'days within the range', share: true },
};

/** How the model did on days that it had not seen. */
export function Accuracy({ data }: { data: Forecast }) {
  const figures = Object.entries(data.accuracy ?? {}).flatMap(([key, value]) => {
    const measure = MEASURES[key.toLowerCase()];
    return measure && typeof value === 'number' && Number.isFinite(value) ? [{ key, value, ...measure }] : [];
  });
  if (figures.length === 0) return null;
  return (
    <section className="card" aria-label="Accuracy on days that the model had not seen">
      <dl className="figures">
        {figures.slice(0, 6).map((figure) => (
          <Figure
            key={figure.key}
            label={figure.label}
            value={figure.share ? percent(figure.value) : quantity(figure.value)}
            note={figure.note}
          />
        ))}
      </dl>
      <p className="muted small figures-foot">Measured on past days that the model had not seen.</p>
    </section>
  );
}
