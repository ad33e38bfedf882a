import { classLabels, rampIndex, type Classes } from '@/shared/lib/breaks';

export function MapLegend(props: {
  classes: Classes;
  format: (value: number) => string;
  title: string;
  noData: boolean;
  /** No zone has figures, so there are no classes either. */
  empty?: boolean;
}) {
  const labels = props.empty ? [] : classLabels(props.classes, props.format);
  return (
    <div>
      <div className="strong small" style={{ marginBottom: '0.35rem' }}>
        {props.title}
      </div>
      <ul className="map-legend">
        {labels
          .map((label, at) => (
            <li key={label}>
              <i style={{ background: `var(--map-${rampIndex(at, labels.length, 5) + 1})` }} aria-hidden="true" />
              <span className="num">{label}</span>
            </li>
          ))
          .reverse()}
        {props.noData && (
          <li>
            <i className="hatched" aria-hidden="true" />
            <span>no orders known</span>
          </li>
        )}
      </ul>
    </div>
  );
}
