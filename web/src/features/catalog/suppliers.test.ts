import { describe, expect, it } from 'vitest';
import { supplierOf, termsFrom, type Supplier } from './suppliers';

const known: Supplier = {
  code: 'DAIRY',
  name: 'Dairy',
  email: null,
  lead_time_days: 2,
  lead_time_sd_days: 0.5,
  over_receipt_percent: 0,
  active: true,
  products: 3,
  version: 1,
};
const values = { name: 'Dairy', email: '', lead_time_days: '2.5', lead_time_sd_days: '0', over_receipt_percent: '5' };

describe('what the supplier forms send', () => {
  it('numbers, and nothing for an empty address', () => {
    expect(supplierOf(values, null)).toEqual({
      name: 'Dairy',
      email: null,
      lead_time_days: 2.5,
      lead_time_sd_days: 0,
      over_receipt_percent: 5,
      active: true,
    });
  });

  it('puts a known supplier aside when its box is not ticked', () => {
    expect(supplierOf(values, known).active).toBe(false);
    expect(supplierOf({ ...values, active: 'on' }, known).active).toBe(true);
  });

  it("leaves the lead time to the supplier's own where none is given", () => {
    const terms = { supplier_sku: '', unit_cost: '40', lead_time_days: '', pack_multiple: '12', minimum_quantity: '0' };
    expect(termsFrom(terms)).toEqual({
      supplier_sku: null,
      unit_cost: 40,
      lead_time_days: null,
      pack_multiple: 12,
      minimum_quantity: 0,
      preferred: false,
    });
  });
});
