// Texts twice as long fit everywhere; hostile ones stay texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, site } from './helpers.mjs';
import { closeDialog, openDialog, openPanel, painted, ready, turn } from './learner.mjs';

const built = site();

/** What is cut off or stands out of the page, by name. */
function misfits() {
  const found = [];
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) found.push(`the page is ${over} px too wide`);
  for (const one of document.querySelectorAll('button, label, p, h1, h2, h3, h4, th, td, dt, dd, legend, summary, li, .field-label, .badge')) {
    if (!one.checkVisibility() || one.closest('.visually-hidden, .skip-link, .editor, [role="grid"]')) continue;
    const style = getComputedStyle(one);
    // What scrolls or is shortened with dots can be read in full elsewhere.
    const free = style.overflowX !== 'visible' || style.textOverflow === 'ellipsis' || style.clipPath !== 'none';
    if (!free && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0) found.push(`${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`);
  }
  return found;
}

async function fits(page, where) {
  // Texts are lengthened just after they are drawn.
  await painted(page);
  assert.deepEqual(await page.evaluate(misfits), [], where);
}

for (const lang of LANGUAGES) {
  for (const size of ['desktop', 'phone']) {
    test(`texts of double length fit (${lang}, ${size})`, async (t) => {
      const page = await built.open(t, { lang, size, query: '?stringTest=long', hash: '#1.x-gil-cpu' });
      await page.getByTestId('timeline').first().waitFor();
      await page.waitForFunction(() => /(.{4,}) \1$/.test(document.querySelector('[data-tool="export"]').textContent));
      await fits(page, 'first view');
      if (size === 'phone') {
        await page.locator('.setup-summary').click();
        await page.locator('#cores').waitFor();
      }
      for (const tab of size === 'phone' ? ['script', 'timeline', 'explain'] : []) {
        await turn(page, tab);
        await fits(page, tab);
      }
      for (const panel of ['now', 'console', 'numbers', 'table', 'why']) {
        await openPanel(page, panel);
        await fits(page, panel);
      }
      if (size === 'phone') await turn(page, 'timeline');
      for (const kind of ['compare', 'curve', 'export']) {
        await page.locator(`[data-tool="${kind}"]`).click();
        await page.getByTestId(`tool-${kind}`).locator('img').first().waitFor();
        await fits(page, kind);
        await closeDialog(page);
      }
      for (const i of [0, 1]) {
        await openDialog(page, i);
        await fits(page, `dialog ${i}`);
        await closeDialog(page);
      }
      await page.locator('.menu > button').click();
      await page.locator('.menu-list').waitFor();
      await fits(page, 'menu');
    });
  }
}

test('markup in every text of a scenario is shown and never made', async (t) => {
  const page = await built.open(t);
  await page.addInitScript(() => {
    globalThis.hits = 0;
    globalThis.hit = () => (globalThis.hits += 1);
  });
  await page.goto(`${built.url}?stringTest=xss`);
  await ready(page);
  await page.waitForFunction(() => document.querySelector('.scenario-title').value.startsWith('<img'));
  const harmless = async (where) => {
    const made = await page.evaluate(() => document.querySelectorAll('img:not(.tool-picture), [onerror], [onload], [onclick], #app script').length);
    assert.equal(made, 0, where);
    assert.equal(await page.evaluate(() => globalThis.hits), 0, where);
  };
  for (const panel of ['now', 'console', 'numbers', 'table', 'why']) {
    await openPanel(page, panel);
    await harmless(panel);
  }
  await page.locator('.panel .button').first().click();
  await page.getByTestId('why').waitFor();
  await harmless('the explanation');
  for (const kind of ['compare', 'export']) {
    await page.locator(`[data-tool="${kind}"]`).click();
    await page.getByTestId(`tool-${kind}`).locator('img').first().waitFor();
    await harmless(kind);
    // A picture that could do something would do it in a document of its own.
    const sources = await page.locator('.tool-picture').evaluateAll((all) => all.map((one) => one.src));
    for (const source of sources) {
      const sound = await page.evaluate((address) => {
        const svg = new DOMParser().parseFromString(decodeURIComponent(address.split(',').slice(1).join(',')), 'image/svg+xml');
        const wrong = svg.querySelector('parsererror, script, foreignObject, image, a') ?? [...svg.querySelectorAll('*')].find((one) => [...one.attributes].some(({ name }) => name.startsWith('on')));
        return wrong?.outerHTML ?? null;
      }, source);
      assert.equal(sound, null);
    }
    await closeDialog(page);
  }
  await page.locator('.top-actions > button').nth(1).click();
  const embed = await page.locator('#share-embed').inputValue();
  const frames = await page.evaluate((html) => new DOMParser().parseFromString(html, 'text/html').body.querySelectorAll('*').length, embed);
  assert.equal(frames, 1, 'the code for course pages is one frame');
});
