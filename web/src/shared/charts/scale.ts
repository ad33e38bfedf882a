/** Round axis steps of 1, 2 or 5 times a power of ten that cover the values. */
export function ticks(low: number, high: number, wanted = 4): number[] {
  if (!(high > low)) return low === 0 ? [0, 1] : [0, high];
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step) * step;
  const count = Math.ceil((high - first) / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, at) => Number((first + at * step).toPrecision(12)));
}

/** Positions of day labels, spread so that they do not touch. */
export function spread(count: number, width: number, room = 74): number[] {
  const every = Math.max(1, Math.ceil(count / Math.max(2, Math.floor(width / room))));
  return Array.from({ length: count }, (_, at) => at).filter((at) => at % every === 0);
}

/** An SVG path through the points; a missing value breaks the line. */
export function linePath(values: (number | null)[], x: (at: number) => number, y: (value: number) => number): string {
  let pen = 'M';
  let path = '';
  values.forEach((value, at) => {
    if (value === null) {
      pen = 'M';
      return;
    }
    path += `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = 'L';
  });
  return path;
}

export function bandPath(
  low: (number | null)[],
  high: (number | null)[],
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  const points = low.flatMap((value, at) => {
    const upper = high[at];
    return value === null || upper === null || upper === undefined ? [] : [{ at, value, upper }];
  });
  if (points.length === 0) return '';
  const there = points.map((point) => `${x(point.at).toFixed(1)} ${y(point.upper).toFixed(1)}`);
  const back = points.reverse().map((point) => `${x(point.at).toFixed(1)} ${y(point.value).toFixed(1)}`);
  return `M${there.join('L')}L${back.join('L')}Z`;
}
