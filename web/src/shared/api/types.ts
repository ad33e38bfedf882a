// The shapes of /api/v1 as the pages use them. Codes people know (store, sku, pincode); ids only for documents.

export interface Meta {
  total: number;
  page: number;
  limit: number;
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
  active?: boolean;
}

export type Urgency = 'CRITICAL' | 'HIGH' | 'MEDIUM';
export type LineStatus = 'OPEN' | 'APPROVED' | 'REJECTED' | 'SNOOZED' | 'WITHDRAWN';
export interface LineInputs {
  demand_per_day?: number;
  lead_time_days?: number;
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
  simple_quantity?: number | null;
  needed_by: string;
  supplier?: string | null;
  headline: string;
  reason: string;
  status: LineStatus;
  inputs: LineInputs;
}
export interface RestockSummary {
  critical: number;
  high: number;
  medium: number;
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
  address?: string | null;
  active?: boolean;
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
  active?: boolean;
  version?: number;
}
export interface StockLevel {
  store: string;
  store_name?: string;
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
  from?: string | null;
  to?: string | null;
  occurred_at: string;
  recorded_by?: string;
  reason?: string | null;
  source?: string;
}

export interface OrderLine {
  line?: number;
  sku: string;
  product_name?: string;
  quantity: number;
  received?: number;
  unit_price?: number;
  unit_cost?: number;
  discount?: number;
  revenue?: number;
}
export interface Order {
  id: string;
  type: 'SALE' | 'PURCHASE';
  store: string;
  store_name?: string;
  status: string;
  channel?: string | null;
  customer?: string | null;
  pincode?: string | null;
  supplier?: string | null;
  supplier_name?: string | null;
  occurred_at?: string | null;
  created_at?: string | null;
  created_by?: string | null;
  expected_at?: string | null;
  approved_at?: string | null;
  approved_by?: string | null;
  received_at?: string | null;
  source?: string | null;
  external_id?: string | null;
  units?: number;
  total?: number;
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
  quality_score?: number | null;
}
export interface UploadProblem {
  line: number;
  column?: string | null;
  value?: string | null;
  reason: string;
  severity: string;
}
export interface UploadReport extends Upload {
  problems: UploadProblem[];
  columns?: ({ name?: string; header?: string; mapped_to?: string | null; field?: string | null } | string)[] | null;
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
}

export interface ForecastPoint {
  day: string;
  mean: number;
  [quantile: `p${string}`]: number;
}
export interface HistoryPoint {
  day: string;
  units: number;
  in_stock_share?: number;
}
export interface Forecast {
  store: string;
  sku: string;
  product_name?: string;
  model?: string | null;
  as_of?: string | null;
  history: HistoryPoint[];
  forecast: { day: string; mean: number; quantiles: Record<string, number> }[];
  accuracy?: Record<string, number> | null;
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
  today: Totals;
  last_week: Totals | null;
  trend: { day: string; units: number; revenue: number }[];
  outlook: { day: string; mean: number; low: number; high: number }[];
  urgency: RestockSummary;
  top_products: { sku: string; name: string; units: number; revenue: number }[];
}
