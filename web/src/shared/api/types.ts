// The shapes of /api/v1 as the pages use them. Codes people know (store, sku, pincode); ids only for documents.

export interface Meta {
  total: number;
  page: number;
  limit: number;
  /** There are more than the total: a very long list is only counted so far. */
  more?: boolean;
}
export interface Listing<T> {
  data: T[];
  meta: Meta;
}

export type Role = 'ADMIN' | 'PLANNER' | 'STORE_MANAGER' | 'ANALYST';
export interface Me {
  username: string;
  display_name?: string | null;
  role: Role;
  stores: string[];
  all_stores?: boolean;
  currency?: string | null;
}
export interface User {
  username: string;
  display_name?: string | null;
  role: Role;
  stores: string[];
  disabled?: boolean;
  email?: string | null;
  version: number;
}

export type Urgency = 'CRITICAL' | 'HIGH' | 'MEDIUM';
export type LineStatus = 'OPEN' | 'APPROVED' | 'REJECTED' | 'SNOOZED' | 'WITHDRAWN';
export interface LineInputs {
  demand_per_day?: number;
  lead_time_days?: number;
  lead_time_sd_days?: number | null;
  lead_time_from?: 'PRODUCT_POLICY' | 'ROUTE' | 'LEARNED' | 'SUPPLIER' | 'WIDE_POLICY' | null;
  back_ordered?: number | null;
  review_days?: number;
  protection_days?: number;
  service_level?: number;
  expected_demand?: number;
  safety_stock?: number;
  reorder_point?: number;
  order_up_to?: number;
  position?: number;
  raw_quantity?: number;
  pack_multiple?: number;
  minimum_quantity?: number;
  rounded_quantity?: number;
  model?: string;
  as_of?: string;
  [other: string]: unknown;
}
export interface RestockLine {
  id: number;
  store: string;
  store_name?: string;
  sku: string;
  product_name: string;
  category?: string | null;
  on_hand: number;
  incoming: number;
  reserved?: number;
  position: number;
  urgency: Urgency;
  horizons_at_risk: number[];
  quantity: number;
  unit_cost?: number | null;
  simple_quantity?: number | null;
  needed_by: string;
  supplier?: string | null;
  headline: string;
  reason: string;
  status: LineStatus;
  quiet_until?: string | null;
  purchase_order?: string | null;
  /** The store that is asked instead of a supplier, and the transfer that came of it. */
  source_store?: string | null;
  transfer?: string | null;
  inputs: LineInputs;
}
/** How many lines are open. */
export interface LineSummary {
  critical: number;
  high: number;
  medium: number;
  stores: { store: string; critical: number; lines: number }[];
}
export type Severity = Urgency | 'LOW';
export type AlertStatus = 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED';
export interface Alert {
  id: number;
  kind: string;
  severity: Severity;
  status: AlertStatus;
  title: string;
  text: string;
  /** Absent where it concerns the chain. */
  store: string | null;
  store_name: string | null;
  sku: string | null;
  product_name: string | null;
  run_id: number | null;
  occurrences: number;
  raised_at: string;
  last_seen_at: string;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  resolved_at: string | null;
  resolved_by: string | null;
  note: string | null;
}
/** How many alerts nobody has looked at, by severity, and how many are in hand. */
export interface AlertCounts {
  open: number;
  critical: number;
  high: number;
  medium: number;
  low: number;
  acknowledged: number;
}
export type StoreKind = 'SHOP' | 'WAREHOUSE' | 'DARK_STORE';
export interface Store {
  id?: number;
  code: string;
  name: string;
  kind: StoreKind;
  pincode?: string | null;
  latitude?: number | null;
  longitude?: number | null;
  time_zone?: string;
  receiving_time?: string;
  version: number;
  address?: string | null;
  active?: boolean;
  supplied_from?: string | null;
}
export interface Zone {
  pincode: string;
  name: string;
  city?: string | null;
  approximate?: boolean;
}
export type Level = 'HIGH' | 'MEDIUM' | 'LOW';
export interface ZoneDemand {
  pincode: string;
  units: number;
  orders: number;
  revenue: number;
  level?: Level | null;
}
/** Zones of which nothing is known have no figures at all, which is not the same as zero. */
export interface Heatmap {
  data: (Partial<ZoneDemand> & { pincode: string })[];
  breaks?: { medium?: number | null; high?: number | null; method: string };
  from?: string;
  to?: string;
  units_without_pincode?: number;
}
export interface DailyDemand {
  day: string;
  store: string;
  sku: string;
  units: number;
  revenue: number;
  in_stock_share: number;
}

export interface Product {
  id?: number;
  sku: string;
  name: string;
  category?: string | null;
  unit?: string;
  barcode?: string | null;
  unit_cost: number;
  sale_price: number;
  margin?: number | null;
  shelf_life_days?: number | null;
  lot_tracked?: boolean;
  /** The version of its picture, where it has one. */
  image?: string | null;
  active?: boolean;
  version: number;
}
export interface StockLevel {
  store: string;
  sku: string;
  product_name?: string;
  category?: string | null;
  lot?: string | null;
  expiry?: string | null;
  on_hand: number;
  reserved: number;
  unavailable: number;
  available: number;
  incoming: number;
  position: number;
}
export interface StockMovement {
  id: number;
  kind: string;
  store?: string;
  sku: string;
  product_name?: string;
  lot?: string | null;
  quantity: number;
  occurred_at: string;
  recorded_by?: string;
  reason?: string | null;
  source?: string;
  reversed_by?: number | null;
  reversible?: boolean;
}

export interface OrderLine {
  line?: number;
  kind?: string;
  sku: string;
  product_name?: string;
  quantity: number;
  received?: number;
  unit_price: number;
  discount?: number;
}
export interface Order {
  id: string;
  type: 'SALE' | 'PURCHASE';
  store: string;
  status: string;
  channel?: string | null;
  customer?: string | null;
  pincode?: string | null;
  supplier?: string | null;
  occurred_at: string;
  expected_at?: string | null;
  external_id?: string | null;
  units: number;
  total: number;
  oversold?: number | null;
  lines?: OrderLine[];
}

export type UploadStatus = 'RECEIVED' | 'VALIDATING' | 'LOADING' | 'DONE' | 'FAILED' | 'CANCELLED' | 'UNDONE';
export interface Upload {
  id: number;
  kind: string;
  file_name: string;
  status: UploadStatus;
  dry_run?: boolean;
  rows_read: number;
  rows_accepted: number;
  rows_skipped: number;
  rows_refused: number;
  bytes_read: number;
  bytes_total: number;
  started_at?: string | null;
  finished_at?: string | null;
  created_at?: string | null;
  created_by?: string | null;
  message?: string | null;
}
export interface UploadProblem {
  line: number;
  column?: string | null;
  value?: string | null;
  reason: string;
  severity: string;
}
export interface UploadReport extends Upload {
  quality_score?: number | null;
  problems: UploadProblem[];
  columns?:
    { name: string; recognised_as?: string | null; filled: number; distinct: number; sample: string[] }[] | null;
}

export type JobStatus = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
export interface JobRun {
  id: number;
  name: string;
  status: JobStatus;
  requested_at?: string;
  requested_by?: string | null;
  started_at?: string | null;
  finished_at?: string | null;
  done: number;
  total: number;
  message?: string | null;
  error?: string | null;
}
export interface JobDefinition {
  name: string;
  description: string;
  schedule?: string | null;
  next_at?: string | null;
}

export interface HistoryPoint {
  day: string;
  units: number;
  in_stock_share?: number;
}
/** A day to come; its quantiles stand in the order of the forecast's levels. */
export interface ForecastDay {
  day: string;
  mean: number;
  quantiles: number[];
  /** The mean before the override that is in force, and which one that is. */
  statistical?: number | null;
  override_id?: number | null;
}
export interface Forecast {
  store: string;
  sku: string;
  product_name?: string;
  category?: string | null;
  model?: string | null;
  as_of?: string | null;
  levels: number[];
  history: HistoryPoint[];
  forecast: ForecastDay[];
  background?: Record<string, unknown> | null;
}
export interface Outlook {
  as_of: string;
  model: string;
  levels: number[];
  history: HistoryPoint[];
  forecast: ForecastDay[];
}
export interface ForecastRun {
  id: number;
  status: string;
  trigger: string;
  started_at: string;
  finished_at?: string | null;
  as_of: string;
  series: number;
  horizon: number;
  models?: unknown;
  message?: string | null;
}

export interface Totals {
  units: number;
  revenue: number;
  orders: number;
}
export interface Dashboard {
  as_of: string;
  is_today: boolean;
  has_sales: boolean;
  /** Sales are in but not added up yet. */
  catching_up?: boolean;
  today: Totals;
  last_week: Totals | null;
  trend: { day: string; units: number; revenue: number }[];
  outlook: { day: string; mean: number; low: number; high: number }[];
  top_products: { sku: string; name: string; category?: string | null; units: number; revenue: number }[];
  categories?: { category?: string | null; units: number; revenue: number }[];
  stock_value?: number;
  stock_outs?: { store: string; name: string; products: number; days_out: number }[];
}
