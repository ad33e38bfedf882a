import { expect, it } from 'vitest';
import { hintOf, requestOf } from './train';

const nowhere = { store: '', category: '', sku: '' };
const method = { name: 'x', title: 'X', family: 'y', description: 'Quick.', global: false };

it('leaves what is empty to the server', () => {
  expect(requestOf(nowhere, 'auto', { history_days: '', levels: '', align: '' })).toEqual({
    store: null,
    category: null,
    sku: null,
    model: null,
    promote: false,
    settings: { history_days: null, seed: null, folds: null, holdout_days: null, align: null, levels: null },
  });
});

it('reads numbers, lists and choices', () => {
  const request = requestOf({ ...nowhere, store: 'BOM01', category: 'Dairy' }, 'theta', {
    history_days: '365',
    seed: '0',
    levels: '0.98, 0.995',
    align: 'false',
    promote: 'yes',
  });
  expect(request).toMatchObject({ store: 'BOM01', category: 'Dairy', sku: null, model: 'theta', promote: true });
  expect(request.settings).toMatchObject({ history_days: 365, seed: 0, levels: [0.98, 0.995], align: false });
});

it('says before it is asked for that a method is slow', () => {
  expect(hintOf({ ...method, seconds_hint: 0.4 })).toBeNull();
  expect(hintOf({ ...method, seconds_hint: 45 })).toContain('about 45 seconds');
  expect(hintOf({ ...method, seconds_hint: 600 })).toContain('about 10 minutes');
  expect(hintOf({ ...method, description: 'A network. Slow; for comparison.' })).toContain('many minutes');
  expect(hintOf({ ...method, global: true })).toContain('learns from all series');
  expect(hintOf(undefined)).toBeNull();
});
