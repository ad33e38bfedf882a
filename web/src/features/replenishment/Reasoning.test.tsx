import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { RestockLine } from '@/shared/api/types';
import { Reasoning, stepsOf } from './Reasoning';

const milk = {
  id: 1,
  store: 'BOM01',
  sku: 'MILK-1L',
  product_name: 'Milk 1 L',
  on_hand: 7,
  incoming: 0,
  reserved: 0,
  position: 7,
  urgency: 'CRITICAL',
  horizons_at_risk: [1, 7, 30],
  quantity: 40,
  simple_quantity: 294,
  headline: 'Restock 40 units by 9 AM tomorrow',
  reason: 'About 35 a day sell here.',
  status: 'OPEN',
  needed_by: '2026-11-21T09:00:00+05:30',
  inputs: {
    demand_per_day: 35,
    protection_days: 1,
    service_level: 0.95,
    expected_demand: 35,
    safety_stock: 8,
    order_up_to: 43,
    position: 7,
    raw_quantity: 36,
    pack_multiple: 10,
    minimum_quantity: 0,
    rounded_quantity: 40,
  },
} as RestockLine;

it('lays the arithmetic out so that every total is the sum of what stands before it', () => {
  let running = 0;
  for (const step of stepsOf(milk)) {
    if (step.kind === 'total') expect(step.value).toBe(running);
    running = step.kind === 'add' ? running + step.value : step.kind === 'take' ? running - step.value : step.value;
  }
  expect(running).toBe(40);
});

it('leaves the rounding out when there is none', () => {
  const whole = { ...milk, quantity: 36, inputs: { ...milk.inputs, rounded_quantity: 36 } };
  expect(stepsOf(whole).map((step) => step.label)).not.toContain('Pack rounding');
});

it('shows the reason, the pack and the simple policy beside it', () => {
  render(<Reasoning line={milk} />);
  expect(screen.getByText('About 35 a day sell here.')).toBeDefined();
  expect(screen.getByText('packs of 10')).toBeDefined();
  expect(screen.getByText('294 (7-day forecast × 1.2)')).toBeDefined();
});
