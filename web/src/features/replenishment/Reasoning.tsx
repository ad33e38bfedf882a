import type { RestockLine } from '@/shared/api/types';
import { Waterfall, type Step } from '@/shared/charts/Waterfall';
import { counted, dayFull, modelName, percent, quantity } from '@/shared/lib/format';

/** The arithmetic from the line's own inputs; each step is left out when the policy did not use it. */
export function stepsOf(line: RestockLine): Step[] {
  const { inputs } = line;
  const days = inputs.protection_days ?? (inputs.lead_time_days ?? 0) + (inputs.review_days ?? 0);
  const steps: Step[] = [];
  const add = (value: number | undefined, step: Omit<Step, 'value'>) => {
    if (typeof value === 'number') steps.push({ ...step, value });
  };
  const rate =
    inputs.demand_per_day === undefined ? '' : `${quantity(inputs.demand_per_day)} a day × ${counted(days, 'day')}`;
  add(inputs.expected_demand, { label: 'Expected demand', note: rate, kind: 'add' });
  const service = inputs.service_level === undefined ? undefined : `for ${percent(inputs.service_level)} service`;
  add(inputs.safety_stock, { label: 'Safety stock', note: service, kind: 'add' });
  add(inputs.order_up_to, { label: 'Order up to', kind: 'total' });
  const waiting = inputs.back_ordered ? ` − ${quantity(inputs.back_ordered)} back-ordered` : '';
  const position = `${quantity(line.on_hand)} on hand + ${quantity(line.incoming)} incoming − ${quantity(line.reserved ?? 0)} reserved${waiting}`;
  add(inputs.position ?? line.position, { label: 'Inventory position', note: position, kind: 'take' });
  add(inputs.raw_quantity, { label: 'Needed', kind: 'total' });
  const rounded = inputs.rounded_quantity ?? line.quantity;
  const extra = inputs.raw_quantity === undefined ? undefined : rounded - inputs.raw_quantity;
  if (extra !== undefined && extra > 1e-9) add(extra, { label: 'Pack rounding', note: packs(line), kind: 'add' });
  if (extra !== undefined && extra < -1e-9) add(-extra, { label: 'Pack rounding', note: packs(line), kind: 'take' });
  add(rounded, { label: 'Order', kind: 'total' });
  return steps;
}

function packs({ inputs }: RestockLine): string {
  const parts = [];
  if (inputs.pack_multiple && inputs.pack_multiple !== 1) parts.push(`packs of ${quantity(inputs.pack_multiple)}`);
  if (inputs.minimum_quantity) parts.push(`at least ${quantity(inputs.minimum_quantity)}`);
  return parts.join(', ');
}

const LEAD_TIME_FROM = {
  PRODUCT_POLICY: 'as a policy of the product says',
  ROUTE: 'by the route from the store that supplies',
  LEARNED: 'learned from its last deliveries here',
  SUPPLIER: 'as the supplier says',
  WIDE_POLICY: 'as the wider policy says',
};

export function Reasoning({ line }: { line: RestockLine }) {
  const { inputs } = line;
  const risk = line.horizons_at_risk.map((days) => (days === 1 ? 'tomorrow' : `${days} days`));
  return (
    <div className="stack">
      <p>{line.reason}</p>
      <Waterfall steps={stepsOf(line)} label="How the quantity came about" />
      <dl className="facts small">
        {risk.length > 0 && (
          <>
            <dt>Stock falls short of</dt>
            <dd>{risk.join(', ')}</dd>
          </>
        )}
        {inputs.reorder_point !== undefined && (
          <>
            <dt>Reorder point</dt>
            <dd className="num">
              {quantity(inputs.reorder_point)} (position {quantity(inputs.position ?? line.position)})
            </dd>
          </>
        )}
        {inputs.lead_time_days !== undefined && (
          <>
            <dt>Lead time and review</dt>
            <dd className="num">
              {quantity(inputs.lead_time_days)}
              {inputs.lead_time_sd_days ? ` (± ${quantity(inputs.lead_time_sd_days)})` : ''} +{' '}
              {quantity(inputs.review_days)} days
              {inputs.lead_time_from && `, ${LEAD_TIME_FROM[inputs.lead_time_from]}`}
            </dd>
          </>
        )}
        {line.simple_quantity !== null && line.simple_quantity !== undefined && (
          <>
            <dt>Simple policy</dt>
            <dd className="num">{quantity(line.simple_quantity)} (7-day forecast × 1.2)</dd>
          </>
        )}
        {line.supplier && (
          <>
            <dt>{line.source_store ? 'From' : 'Supplier'}</dt>
            <dd>{line.supplier}</dd>
          </>
        )}
        {inputs.model && (
          <>
            <dt>Forecast</dt>
            <dd>
              {modelName(inputs.model)}
              {inputs.as_of && `, data up to ${dayFull(inputs.as_of)}`}
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
