import { numberOrNull, textOrNull, type Values } from '@/shared/ui/Form';
import type { Method, TrainRequest } from './types';

/** The form's words as the server wants them: what is empty is left to it. */
export function requestOf(
  scope: { store: string; category: string; sku: string },
  model: string,
  values: Values,
): TrainRequest {
  const levels = (values.levels ?? '')
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  return {
    store: textOrNull(scope.store),
    category: textOrNull(scope.category),
    sku: textOrNull(scope.sku),
    model: model === 'auto' ? null : model,
    promote: values.promote === 'yes',
    settings: {
      history_days: numberOrNull(values.history_days),
      seed: numberOrNull(values.seed),
      folds: numberOrNull(values.folds),
      holdout_days: numberOrNull(values.holdout_days),
      align: values.align ? values.align === 'true' : null,
      levels: levels.length > 0 ? levels : null,
    },
  };
}

/** Slow methods say so before they are asked for. */
export function hintOf(method: Method | undefined): string | null {
  if (!method) return null;
  const seconds = method.seconds_hint;
  const slow = seconds ? seconds >= 20 : /slow/i.test(method.description);
  if (seconds && slow) {
    const takes = seconds >= 90 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds)} seconds`;
    return `Slow: about ${takes} for a thousand series. It can be cancelled at any time.`;
  }
  if (slow) return 'Slow: it can take many minutes for a whole chain, and can be cancelled at any time.';
  return method.global ? 'It learns from all series together, and is kept as a file.' : null;
}
