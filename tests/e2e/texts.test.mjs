// The texts of another language than the program's own load when it is chosen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PANELS, eventually, openPanel, ready } from './learner.mjs';
import { site } from './helpers.mjs';

const built = site();
const FILE = /texts\/ru-\w+\.wasm\.packed$/;
const language = (page) => page.locator('html').getAttribute('lang');
const choose = (page, lang) => page.locator('#language').selectOption(lang);
/** What is not loaded is zeros. */
const gaps = (page) => page.evaluate(() => document.documentElement.outerHTML.includes('\0'));

/** How often the texts were asked for. */
function asked(page) {
  const requests = [];
  page.on('request', (request) => {
    if (FILE.test(request.url())) requests.push(request.url());
  });
  return requests;
}

test('a visit in English does not load them; the first choice does, once', async (t) => {
  const page = await built.open(t);
  const requests = asked(page);
  await page.reload();
  await ready(page);
  await page.locator('#language option', { hasText: 'Русский' }).waitFor({ state: 'attached' });
  assert.equal(await gaps(page), false);
  assert.deepEqual(requests, []);
  await choose(page, 'ru');
  await page.locator('html[lang="ru"]').waitFor();
  await page.getByRole('heading', { name: 'Сценарий' }).waitFor();
  for (const lang of ['en', 'ru']) {
    await choose(page, lang);
    await page.locator(`html[lang="${lang}"]`).waitFor();
    assert.equal(await gaps(page), false);
  }
  assert.equal(requests.length, 1);
});

test('a visit in Russian asks for them with the program and shows nothing without them', async (t) => {
  const page = await built.open(t, { url: 'about:blank' });
  const together = new Promise((asked) => {
    page.route(FILE, (route) => {
      asked();
      route.continue();
    });
  });
  // Whoever asks for the texts only when the program has come waits for ever.
  await page.route('**/interleave-page-*.packed', async (route) => {
    await together;
    await route.continue();
  });
  await page.goto(`${built.url}?lang=ru`);
  await ready(page);
  await page.locator('html[lang="ru"]').waitFor();
  for (const panel of Object.keys(PANELS)) {
    await openPanel(page, panel);
    assert.equal(await gaps(page), false, panel);
  }
});

test('where they cannot be had the page stays in English, says so, and tries again', async (t) => {
  const page = await built.open(t, { expectErrors: [/ERR_FAILED|Failed to fetch/] });
  await ready(page);
  await page.route(FILE, (route) => route.abort());
  await choose(page, 'ru');
  await page.getByText(/texts of this language could not be loaded/).waitFor();
  assert.equal(await language(page), 'en');
  await eventually(() => page.locator('#language').inputValue(), (chosen) => assert.equal(chosen, 'en'));
  await page.unroute(FILE);
  await choose(page, 'ru');
  await page.locator('html[lang="ru"]').waitFor();
});

test('a page that starts without them is English, too', async (t) => {
  const page = await built.open(t, { expectErrors: [/ERR_FAILED|Failed to fetch/] });
  await page.route(FILE, (route) => route.abort());
  await page.goto(`${built.url}?lang=ru`);
  await page.getByText(/texts of this language could not be loaded/).waitFor();
  assert.equal(await gaps(page), false);
});
