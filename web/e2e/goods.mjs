// One product on its whole way, by hand: created, ordered, received with the expiry of a GS1 code, sold, sent to another
// store, counted with a variance; and all of it in its history.
import assert from 'node:assert/strict';
import { api, url } from './browser.mjs';

const FROM = 'BOM092';
const TO = 'BOM005';
const SKU = 'TRAVELLERS-TEA';
const NAME = "Traveller's Tea";
const GTIN = '04006381333931';
const LOT = 'TEA-7';
const CATEGORY = 'Journey/Tea';

const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const button = (where, name) => where.getByRole('button', { name, exact: true });
const said = (page, text) => page.getByText(text).first().waitFor();

async function create(page) {
  await page.goto(`${url}/products`);
  await button(page, 'New product').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(NAME);
  await dialog.getByLabel('SKU').fill(SKU);
  await dialog.getByLabel('Category').fill(CATEGORY);
  await dialog.getByLabel('Main barcode').fill(GTIN);
  await dialog.getByLabel('Cost').fill('60');
  await dialog.getByLabel('Price').fill('90');
  await dialog.getByLabel('Lots and expiry dates').check();
  await button(dialog, 'Save').click();
  await dialog.waitFor({ state: 'detached' });
}

async function order(page) {
  const [supplier] = (await api('GET', '/suppliers?limit=1')).data;
  await api('PUT', `/products/${SKU}/suppliers/${supplier.code}`, {
    unit_cost: 60,
    lead_time_days: 2,
    preferred: true,
  });
  await page.goto(`${url}/purchase-orders/new`);
  await page.getByLabel('Store', { exact: true }).selectOption(FROM);
  await page.getByLabel('Scan a product or case').fill(GTIN);
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Quantity/).fill('12');
  await button(page, 'Save as draft').click();
  await page.waitForURL(/purchase-orders\/PO-\d+$/);
  await button(page, 'Approve').click();
  await button(page, 'Send').click();
  await button(page.getByRole('dialog'), 'Mark as sent').click();
  await said(page, /is marked as sent/);
}

async function receive(page) {
  await button(page, 'Receive').click();
  const dialog = page.getByRole('dialog');
  const expiry = inDays(200);
  const code = `(01)${GTIN}(17)${expiry.slice(2).replaceAll('-', '')}(10)${LOT}(37)12`;
  await dialog.getByLabel('Scan a barcode or GS1 code').fill(code);
  await page.keyboard.press('Enter');
  await dialog.getByRole('status').getByText(`lot ${LOT}`).waitFor();
  assert.equal(await dialog.getByLabel('Lot', { exact: true }).inputValue(), LOT);
  assert.equal(await dialog.getByLabel('Expires', { exact: true }).inputValue(), expiry);
  await button(dialog, 'Put in stock').click();
  await said(page, '12 of 12 units received');
}

async function sell() {
  await api('POST', '/orders', {
    type: 'SALE',
    store: FROM,
    channel: 'TILL',
    external_id: `tea-${Date.now()}`,
    lines: [{ sku: SKU, quantity: 2, unit_price: 90 }],
  });
}

async function transfer(page) {
  await page.goto(`${url}/transfers`);
  await button(page, 'New transfer').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Store').nth(0).selectOption(FROM);
  await dialog.getByLabel('Store').nth(1).selectOption(TO);
  await dialog.getByRole('combobox', { name: 'Product' }).fill(SKU);
  await dialog.getByRole('option', { name: NAME }).click();
  await dialog.getByText('10 available').waitFor();
  await dialog.getByLabel(`Quantity of ${NAME}`).fill('3');
  await button(dialog, 'Ask for it').click();
  await page.waitForURL(/transfers\/T-\d+$/);
  await button(page, 'Approve').click();
  await button(page, 'Ship').click();
  await dialog.getByText(`Lot ${LOT}`).waitFor();
  await button(dialog, 'Put on the road').click();
  await button(page, 'Receive').click();
  await button(dialog, 'Put in stock').click();
  await said(page, '3 of 3 units accounted for');
}

async function count(page) {
  await page.goto(`${url}/counts`);
  await button(page, 'New count').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Store').selectOption(FROM);
  await dialog.getByLabel('Category').selectOption(CATEGORY);
  await button(dialog, 'Start counting').click();
  await page.waitForURL(/counts\/C-\d+$/);
  await page.getByLabel('Scan a barcode, or type a name').fill(GTIN);
  await page.getByLabel(`How many of ${NAME}`).fill('6');
  await page.keyboard.press('Enter');
  await page.getByText('Everything is counted').waitFor();
  await button(page, 'Finish counting').click();
  await dialog
    .getByRole('button', { name: /Finish/ })
    .first()
    .click();
  await page.getByLabel(`Why ${NAME} differs`).selectOption('DAMAGED');
  await button(page, 'Variances are right').click();
  await button(page, 'Post').click();
  await said(page, /the books say what was found/);
}

async function history(page) {
  await page.goto(`${url}/stock?store=${FROM}&sku=${SKU}`);
  await page.getByRole('row', { name: NAME }).click();
  const text = (await page.getByRole('dialog').getByRole('table').innerText()).replace(/\s+/g, ' ');
  for (const part of [/Receipt \+12/, /Sale −2/, /Transfer out −3/, /Count variance −1/]) assert.match(text, part);
  const levels = await api('GET', `/inventory/levels?sku=${SKU}`);
  const left = Object.fromEntries(levels.data.map((level) => [level.store, level.on_hand]));
  assert.deepEqual(left, { [FROM]: 6, [TO]: 3 });
}

/** A product's way through the shop, all of it seen in its history. */
export async function goods(context) {
  const page = await context.newPage();
  await create(page);
  await order(page);
  await receive(page);
  await sell();
  await transfer(page);
  await count(page);
  await history(page);
}
