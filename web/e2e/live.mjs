// How long a till's sale takes until open pages show it.
import { api, remember, url } from './browser.mjs';

const SALES = 5;

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The pages that stand open, what each has to show of a sale, and the text in which it does. */
const pagesOf = ({ store, zone, sku, product }) => ({
  dashboard: { path: '/', selector: 'dl.figures', has: 'Units sold' },
  map: { path: '/map', selector: 'table tbody tr', has: zone },
  'stock page': { path: `/stock?store=${store}&sku=${sku}`, selector: 'table tbody tr', has: product },
  'restock list': {
    path: `/restock?store=${store}&search=${encodeURIComponent(product)}`,
    selector: '.restock-line',
    has: product,
  },
});

/** Milliseconds from the sale's request to the change on each page, for several sales in a row. */
export async function timesOfSales(context, where, onHand) {
  const pages = pagesOf(where);
  const open = {};
  for (const [name, { path, selector, has }] of Object.entries(pages)) {
    const page = await context.newPage();
    await page.goto(url + path);
    await page.locator(selector).filter({ hasText: has }).first().waitFor();
    await page.locator('.live-dot.on').first().waitFor();
    open[name] = page;
  }
  const times = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
  for (let number = 1; number <= SALES; number += 1) {
    for (const [name, page] of Object.entries(open)) await page.evaluate(watch, pages[name]);
    const body = {
      type: 'SALE',
      store: where.store,
      channel: 'TILL',
      pincode: where.zone,
      external_id: `journey-${number}`,
      lines: [{ sku: where.sku, quantity: 1, unit_price: where.price }],
    };
    const start = Date.now();
    const sale = await api('POST', '/orders', body);
    const again = await api('POST', '/orders', body);
    if (again.id !== sale.id) throw new Error(`the repeated sale became ${again.id} beside ${sale.id}`);
    remember({ sale: sale.id });
    for (const [name, page] of Object.entries(open)) {
      const change = await page.evaluate(() => window.change);
      if (!change) throw new Error(`the ${name} does not show sale ${sale.id}`);
      times[name].push(change.at - start);
      if (name === 'stock page' && !change.text.includes(String(onHand - number)))
        throw new Error(`the stock page says ${change.text} after ${number} sales from ${onHand}`);
    }
    await new Promise((wake) => setTimeout(wake, 400));
  }
  return times;
}

/** Runs in the page: resolves when the watched text has changed. */
function watch({ selector, has }) {
  const text = () =>
    [...document.querySelectorAll(selector)]
      .map((element) => element.textContent)
      .filter((one) => one.includes(has))
      .join('|');
  const before = text();
  window.change = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (text() === before) return;
      observer.disconnect();
      resolve({ at: Date.now(), text: text() });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    setTimeout(() => resolve(null), 5000);
  });
}
