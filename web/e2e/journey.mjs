// What a newcomer does, in a real browser against the packaged jar: `node journey.mjs <step>`.
// Every step stands on those before it; BrowserJourneyIT plays them in order and kills the server before the last.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { api, folder, inBrowser, quiet, remember, remembered, until, url, user } from './browser.mjs';
import { goods } from './goods.mjs';
import { median, timesOfSales } from './live.mjs';

const STORE = 'BOM092';
const ZONE = '400092';
const MILK = 'MILK-1L';
const HEADLINE = 'Restock 40 units by 9 AM tomorrow';
const LONGEST_SALE_MS = 500;

const heading = (page, name) => page.getByRole('heading', { name, exact: true }).first();
const milkLine = (page) => page.getByRole('listitem').filter({ hasText: HEADLINE }).filter({ hasText: STORE });
const onHand = async (sku) => (await api('GET', `/inventory/levels?store=${STORE}&sku=${sku}`)).data[0].on_hand;

async function signIn(context) {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('User name').fill(user.username);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password').fill(user.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await heading(page, 'Welcome to Shelfcast').waitFor();
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  await page.getByRole('button', { name: 'Load the demo chain' }).waitFor();
  const readable = await page.evaluate(() => document.cookie + JSON.stringify(localStorage));
  assert.ok(!readable.includes('eyJ'), 'scripts can read a token');
}

async function demo(context) {
  const page = await context.newPage();
  await page.goto(`${url}/welcome`);
  const start = Date.now();
  await page.getByRole('button', { name: 'Load the demo chain' }).click();
  await page.getByRole('progressbar').waitFor();
  await heading(page, 'Today').waitFor({ timeout: 240_000 });
  const loaded = Date.now();
  const critical = page.locator('.urgencies .critical dd');
  await until('the restock list', 240_000, async () => Number(await critical.innerText().catch(() => '0')) > 0);
  const seconds = (at) => ((at - start) / 1000).toFixed(1);
  console.log(`demo chain: loaded after ${seconds(loaded)} s, restock list after ${seconds(Date.now())} s`);
}

/** Sales of one product in a store of its own, with two rows that cannot be taken. */
function salesFile(days) {
  const rows = ['product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale,store'];
  for (let back = days; back >= 1; back -= 1) {
    const day = new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
    rows.push(`Palm Jaggery,Sweets,90,${4 + (back % 3)},140,${day},${20 + (back % 5)},CORNER1`);
  }
  rows.push('Palm Jaggery,Sweets,90,many,140,2026-01-05,20,CORNER1');
  rows.push('Palm Jaggery,Sweets,90,2,140,the day before,20,CORNER1');
  const path = join(folder, 'corner-shop.csv');
  writeFileSync(path, `${rows.join('\n')}\n`);
  return path;
}

async function upload(context) {
  const page = await context.newPage();
  const days = 60;
  const file = salesFile(days);
  const send = async (accepted, skipped) => {
    await page.goto(`${url}/imports`);
    await page.getByLabel('Sales file').setInputFiles(file);
    await page.waitForURL(/\/imports\/\d+$/);
    const outcome = page.getByRole('region', { name: 'What became of the rows' });
    await outcome.waitFor({ timeout: 60_000 });
    const text = (await outcome.innerText()).replace(/\s+/g, ' ');
    assert.match(text, new RegExp(`Accepted ${accepted} .*Skipped ${skipped} .*Refused 2 `));
  };

  await send(days, 0);
  const problems = page.getByRole('region', { name: 'Problems' });
  await problems.getByText('many', { exact: true }).waitFor();
  assert.match(await problems.innerText(), new RegExp(`\\b${days + 2}\\b[^]*quantity_sold`));
  const [refused] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Refused rows' }).click(),
  ]);
  const lines = readFileSync(await refused.path(), 'utf8')
    .trim()
    .split('\n');
  assert.equal(lines.length, 3, `a header and the two refused rows: ${lines.join(' / ')}`);

  await page.goto(`${url}/?store=CORNER1`);
  await page.getByText('Palm Jaggery').first().waitFor();

  await send(0, days);
  await page.goto(`${url}/imports`);
  await page.getByRole('row', { name: 'corner-shop.csv' }).last().click();
  await page.getByRole('button', { name: 'Undo import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click();
  await page.getByText('Undone').first().waitFor({ timeout: 60_000 });
  await send(days, 0);
}

async function dashboard(context) {
  const page = await context.newPage();
  await page.goto(url);
  const figures = page.locator('dl.figures');
  await figures.waitFor();
  assert.match((await figures.innerText()).replace(/\s+/g, ' '), /Revenue ₹[\d,]+ .*Units sold [\d,]+ .*Orders [\d,]+/);
  await page.getByText(/units expected in the next \d+ days/).waitFor();
  const zones = page.locator('.leaflet-overlay-pane path');
  await zones.nth(50).waitFor({ state: 'attached' });
  const colours = new Set(await zones.evaluateAll((paths) => paths.map((path) => path.getAttribute('fill'))));
  assert.ok(colours.size >= 4, `zones in ${colours.size} colours`);

  // Right after midnight there is nothing of today.
  await page.goto(`${url}/map?period=week`);
  await page.getByRole('row').filter({ hasText: ZONE }).getByText('High').waitFor();

  await page.goto(`${url}/restock?store=${STORE}&search=Milk`);
  const line = milkLine(page);
  await line.getByText(HEADLINE).click();
  const reasoning = (await line.innerText()).replace(/\s+/g, ' ');
  assert.match(reasoning, /Critical/);
  assert.match(reasoning, /7 on hand 0 incoming 3[3-7](\.\d)? a day/);
  assert.match(reasoning, /Expected demand .* Safety stock .* Order up to .* Inventory position .* − 7 /);
  assert.match(reasoning, /Needed = 3\d(\.\d+)? .*packs of 10.* Order = 40/);

  await line.getByRole('link', { name: 'Forecast' }).click();
  await page.getByText('90% range').first().waitFor();
  await page.getByText(/Model: /).waitFor();
}

async function restock(context) {
  const page = await context.newPage();
  const before = await onHand(MILK);
  await page.goto(`${url}/restock?store=${STORE}&search=Milk`);
  await milkLine(page).getByRole('button', { name: 'Order 40' }).click();
  const said = page.getByText(/Ordered 40 × Milk 1L in PO-\d+/);
  await said.waitFor();
  const order = /PO-\d+/.exec(await said.innerText())[0];
  await milkLine(page).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Check now' }).click();
  await quiet();
  await page.reload();
  await page.locator('.bulk-bar').waitFor();
  assert.equal(await milkLine(page).count(), 0, 'the approved line came back');

  await page.goto(`${url}/purchase-orders/${order}`);
  await page.getByText('Approved', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Receive' }).click();
  await page.getByLabel('Lot').fill('JOURNEY-1');
  await page.getByLabel('Expires').fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10));
  await page.getByRole('button', { name: 'Put in stock' }).click();
  await page.getByText('Received', { exact: true }).last().waitFor();
  await page.getByText('40 of 40 units received').waitFor();

  await page.goto(`${url}/stock?store=${STORE}&sku=${MILK}`);
  await page.getByRole('row', { name: 'Milk 1L' }).click();
  await page.getByRole('dialog').getByText('+40').waitFor();
  assert.equal(await onHand(MILK), before + 40);
  remember({ order });
}

async function till(context) {
  await quiet();
  const open = await api('GET', `/replenishment/lines?status=OPEN&store=${STORE}&limit=100`);
  const line = open.data.find((one) => one.on_hand >= 9);
  assert.ok(line, `no open line of ${STORE} with enough on hand`);
  const where = { store: STORE, zone: ZONE, sku: line.sku, product: line.product_name, price: 66 };
  const taken = await timesOfSales(context, where, line.on_hand);
  for (const [page, times] of Object.entries(taken)) {
    console.log(`a sale is on the ${page} after ${median(times)} ms (${times.join(', ')})`);
    assert.ok(median(times) < LONGEST_SALE_MS, `the ${page} took ${median(times)} ms`);
  }
  remember({ sku: line.sku, left: await onHand(line.sku) });
}

async function afterTheKill(context) {
  const { order, sku, left, sale } = remembered();
  const page = await context.newPage();
  await page.goto(url);
  await heading(page, 'Today').waitFor();
  await page.goto(`${url}/purchase-orders/${order}`);
  await page.getByText('40 of 40 units received').waitFor();
  await page.goto(`${url}/stock?store=${STORE}&sku=${sku}`);
  await page.getByRole('row').nth(1).waitFor();
  assert.equal(await onHand(sku), left, 'stock');
  await page.goto(`${url}/orders/${sale}`);
  await heading(page, `Sale ${sale}`).waitFor();
  await page.goto(`${url}/imports`);
  await page.getByRole('row', { name: 'corner-shop.csv' }).nth(2).waitFor();
  await page.goto(`${url}/restock?store=${STORE}&search=Milk`);
  await page.locator('.bulk-bar').waitFor();
  assert.equal(await milkLine(page).count(), 0, 'the approved line came back');
}

const STEPS = { signIn, demo, upload, dashboard, restock, goods, till, afterTheKill };
const name = process.argv[2] ?? '';
const step = STEPS[name];
if (!step) throw new Error(`usage: node journey.mjs ${Object.keys(STEPS).join(' | ')}`);
try {
  await inBrowser(name, step);
} catch (error) {
  console.error(`${name}: ${error.message}`);
  console.error(error.stack);
  process.exit(1);
}
