// What is on the screen before the program arrives.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, THEMES, checkAccessibility, site } from './helpers.mjs';
import { painted, ready } from './learner.mjs';

const built = site();

/** The page with a program that never comes. */
async function waiting(t, options) {
  const page = await built.open(t, { ...options, expectErrors: [/ERR_FAILED|Failed to fetch/] });
  await page.route(/\.wasm\.packed$/, () => {});
  await page.reload({ waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => document.querySelector('.first'));
  return page;
}

for (const lang of LANGUAGES) {
  for (const theme of THEMES) {
    test(`heading, script and timeline stand in the document (${lang}, ${theme})`, async (t) => {
      const page = await waiting(t, { lang, theme });
      const first = page.locator(`.first[lang="${lang}"]`);
      await first.locator('svg').waitFor();
      const heading = await first.locator('h1').innerText();
      assert.match(await first.locator('pre').innerText(), /spawn/);
      assert.match(await first.locator('.takeaway').innerText(), lang === 'ru' ? /завершаются к/ : /finish at/);
      await checkAccessibility(page);
      await page.unroute(/\.wasm\.packed$/);
      await page.reload();
      await ready(page);
      assert.equal(await page.locator('.first').count(), 0);
      assert.equal(await page.locator('.scenario-title').inputValue(), heading, 'it was true');
    });
  }
}

test('its language is the one that the program will choose', async (t) => {
  for (const [query, shown] of [['?lang=auto', 'ru'], ['?lang=fr', 'ru'], ['?lang=EN-gb', 'en'], ['', 'ru']]) {
    const page = await waiting(t, { lang: 'ru', query });
    await page.locator('.first:visible').waitFor();
    assert.equal(await page.locator('.first:visible').getAttribute('lang'), shown, query);
    await page.unroute(/\.wasm\.packed$/);
    await page.reload();
    await ready(page);
    assert.equal(await page.locator('html').getAttribute('lang'), shown, query);
    await page.close();
  }
});

test('a link or an embed is not preceded by another scenario', async (t) => {
  for (const address of [{ hash: '#1.x-gil-cpu' }, { query: '?embed=1' }]) {
    const page = await waiting(t, address);
    await page.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => /start-/.test(entry.name)));
    assert.equal(await page.locator('.first:visible').count(), 0);
    await page.close();
  }
});

for (const size of ['desktop', 'phone']) {
  test(`nothing jumps when the program arrives (${size})`, async (t) => {
    const page = await built.open(t, { size });
    await page.addInitScript(() => {
      globalThis.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.reload();
    await page.getByTestId('timeline').first().waitFor();
    if (size === 'desktop') await page.locator('.cm-content').waitFor();
    await painted(page);
    const shift = await page.evaluate(() => globalThis.shift);
    assert.ok(shift <= 0.02, `layout shift ${shift}`);
  });
}

for (const [lang, width] of [['en', 1440], ['ru', 1440], ['ru', 1100]]) {
  test(`the first picture stands where the timeline will stand (${lang}, ${width} px)`, async (t) => {
    const page = await waiting(t, { lang });
    await page.setViewportSize({ width, height: 900 });
    const before = await page.locator(`.first[lang="${lang}"] .takeaway`).boundingBox();
    await page.unroute(/\.wasm\.packed$/);
    await page.reload();
    await ready(page);
    const after = await page.locator('.takeaway').boundingBox();
    assert.equal(before.x, after.x);
    assert.ok(Math.abs(before.y - after.y) <= 2, JSON.stringify({ before, after }));
  });
}
