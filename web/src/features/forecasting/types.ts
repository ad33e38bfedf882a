export type OverrideKind = 'SET' | 'ADD' | 'PERCENT';
export interface Override {
  id: number;
  store?: string | null;
  sku?: string | null;
  product_name?: string | null;
  category?: string | null;
  from: string;
  to: string;
  kind: OverrideKind;
  value: number;
  reason: string;
  note?: string | null;
  status: 'ACTIVE' | 'OVER' | 'WITHDRAWN';
  series: number;
  series_in_force: number;
  units: number;
  created_by: string;
  created_at: string;
  withdrawn_by?: string | null;
  withdrawn_at?: string | null;
}
export interface OverrideRequest {
  store: string | null;
  sku: string | null;
  category: string | null;
  from: string;
  to: string;
  kind: OverrideKind;
  value: number;
  reason: string;
  note: string | null;
}

export interface ExplanationPart {
  name: string;
  title: string;
  units: number[];
}
export interface Explanation {
  store: string;
  sku: string;
  as_of: string;
  model: string;
  words: string[];
  days: string[];
  mean: number[];
  parts: ExplanationPart[];
}

export type Measures = Partial<
  Record<'wape' | 'mape' | 'bias' | 'rmse' | 'mase' | 'rmsse' | 'r_squared' | 'pinball' | 'coverage', number | null>
>;
export interface Accuracy extends Measures {
  segment: string | null;
  forecasts: number;
  sold: number;
  naive_wape?: number | null;
  value_added?: number | null;
}

export type Verdict = 'HELPED' | 'HURT' | 'NO_DIFFERENCE' | 'TOO_EARLY';
export interface ValueAddedRow {
  segment: string | null;
  days: number;
  series: number;
  sold: number;
  naive_wape?: number | null;
  statistical_wape?: number | null;
  overridden_wape?: number | null;
  statistical_bias?: number | null;
  overridden_bias?: number | null;
  value_added?: number | null;
  verdict: Verdict;
}
export interface ValueAddedStep {
  name: 'NAIVE' | 'STATISTICAL' | 'OVERRIDE';
  wape?: number | null;
  bias?: number | null;
  added?: number | null;
}
export interface ValueAdded {
  total: ValueAddedRow;
  steps: ValueAddedStep[];
  verdict: Verdict;
  words: string;
  data: ValueAddedRow[];
}

export interface Method {
  name: string;
  title: string;
  family: string;
  description: string;
  global: boolean;
  seconds_hint?: number | null;
}
export interface Scope {
  store?: string | null;
  category?: string | null;
  sku?: string | null;
}
export interface TrainingSettings {
  history_days?: number | null;
  seed?: number | null;
  align?: boolean | null;
  levels?: number[] | null;
  folds?: number | null;
  holdout_days?: number | null;
}
export type ModelStatus = 'CHAMPION' | 'CHALLENGER' | 'RETIRED' | 'FAILED';
export interface Model {
  id: number;
  method: string;
  label: string;
  scope: Scope;
  status: ModelStatus;
  status_reason?: string | null;
  trained_at: string;
  run_id?: number | null;
  data_from: string;
  data_to: string;
  series: number;
  observations: number;
  seed?: number | null;
  settings?: TrainingSettings | null;
  parameters?: Record<string, unknown> | null;
  metrics?: Measures | null;
  parent_id?: number | null;
  reason: string;
  library_version?: string | null;
}
export interface TrainRequest extends Scope {
  model: string | null;
  promote: boolean;
  settings: TrainingSettings;
}
export interface Compared {
  model: string;
  label?: string | null;
  metrics?: Measures | null;
  forecast: { day: string; mean: number; quantiles?: number[] }[];
  problem?: string | null;
}
export interface Comparison {
  folds: number;
  holdout_days: number;
  models: Compared[];
}
export interface Drift {
  id: number;
  found_at: string;
  kind: 'ERROR' | 'INPUT';
  store?: string | null;
  category?: string | null;
  statistic: string;
  threshold: number;
  value: number;
  since: string;
  action: string;
  run_id?: number | null;
  detail?: string | null;
}
/** A champion and a challenger on the same days held back. */
export interface Contest extends Scope {
  id: number;
  held_at: string;
  champion_method: string;
  challenger_method: string;
  series: number;
  champion_rmsse: number;
  challenger_rmsse: number;
  better: boolean;
  action: string;
  reason: string;
}
