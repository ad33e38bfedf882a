// A headless Chromium for the journeys, with the server's API beside it.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const env = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the browser journeys are started by BrowserJourneyIT.`);
  return value;
};

export const url = env('JOURNEY_URL');
export const folder = env('JOURNEY_FOLDER');
const screenshots = env('JOURNEY_SCREENSHOTS');
export const user = { username: 'admin', password: env('JOURNEY_PASSWORD') };

const cookies = join(folder, 'cookies.json');
const notes = join(folder, 'notes.json');

/** What one step leaves for the next, across browsers and restarts of the server. */
export const remembered = () => (existsSync(notes) ? JSON.parse(readFileSync(notes, 'utf8')) : {});
export const remember = (facts) => writeFileSync(notes, JSON.stringify({ ...remembered(), ...facts }));

/** Runs a step in a browser of its own that has the cookies of the step before; a failure leaves screenshots. */
export async function inBrowser(name, step) {
  mkdirSync(folder, { recursive: true });
  mkdirSync(screenshots, { recursive: true });
  const browser = await chromium.launch({
    executablePath: env('CHROMIUM'),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Asia/Kolkata',
    locale: 'en-IN',
    storageState: existsSync(cookies) ? cookies : undefined,
  });
  context.setDefaultTimeout(20_000);
  const broken = [];
  context.on('weberror', (error) => broken.push(String(error.error())));
  context.on('response', (answer) => {
    if (answer.status() >= 500) broken.push(`${answer.request().method()} ${answer.url()}: ${answer.status()}`);
  });
  try {
    await step(context);
    assert.deepEqual(broken, [], 'the pages broke');
    await context.storageState({ path: cookies });
  } catch (error) {
    for (const [at, page] of context.pages().entries()) {
      const path = join(screenshots, `${name}${at ? `-${at}` : ''}.png`);
      await page.screenshot({ path, fullPage: true, timeout: 10_000 }).catch(() => {});
      console.error(`screenshot of ${page.url()}: ${path}`);
    }
    if (broken.length > 0) console.error(`broken on the way: ${broken.join('\n')}`);
    throw error;
  } finally {
    await browser.close();
  }
}

let token;

/** The API as a till or a script calls it: with a token, not with the page's cookies. */
export async function api(method, path, body) {
  token ??= await signedIn();
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return text ? JSON.parse(text) : undefined;
}

async function signedIn() {
  const answer = await fetch(`${url}/api/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(user),
  });
  return (await answer.json()).access;
}

export async function until(what, longestMs, question) {
  const end = Date.now() + longestMs;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${longestMs / 1000} s`);
    await new Promise((wake) => setTimeout(wake, 250));
  }
}

/** Until no job runs or waits: forecasts and plans have followed what was done. */
export const quiet = () =>
  until('the background jobs end', 120_000, async () => {
    const states = await Promise.all(['QUEUED', 'RUNNING'].map((status) => api('GET', `/jobs?status=${status}`)));
    return states.every((state) => state.meta.total === 0);
  });
