// Enlarged four times, on the narrowest screen, and without motion.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, site } from './helpers.mjs';
import { closeDialog, eventually, openDialog, openPanel, ready, turn } from './learner.mjs';

const built = site();

/** Elements that reach out of the window and cannot be scrolled to inside a part that scrolls. */
function outside() {
  const wide = document.documentElement.scrollWidth - innerWidth;
  const found = wide > 0 ? [`the page is ${wide} px too wide`] : [];
  const scrolls = (one) => {
    for (let up = one.parentElement; up; up = up.parentElement) {
      if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  for (const one of document.querySelectorAll('button, input, select, textarea, a, p, h2, h3, label')) {
    if (!one.checkVisibility() || one.closest('.visually-hidden, .skip-link') || scrolls(one)) continue;
    const box = one.getBoundingClientRect();
    if (box.width > 1 && (box.right > innerWidth + 1 || box.left < -1)) found.push(`${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}`);
  }
  return found;
}

for (const lang of LANGUAGES) {
  test(`at 400 % everything can be read and used (${lang})`, async (t) => {
    // 1280 × 1024 at 400 %: so many CSS pixels, each four times as large.
    const page = await built.open(t, { lang, scale: 4, hash: '#1.x-gil-cpu' });
    await page.setViewportSize({ width: 320, height: 256 });
    await page.getByTestId('timeline').first().waitFor();
    for (const tab of ['script', 'timeline', 'explain']) {
      await turn(page, tab);
      assert.deepEqual(await page.evaluate(outside), [], tab);
      // What stays in place leaves room for what is read.
      const fixed = await page.evaluate(() => {
        const all = [...document.querySelectorAll('body *')].filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && one.checkVisibility());
        return Math.max(0, ...all.filter((one) => getComputedStyle(one).position === 'fixed' && !one.closest('dialog')).map((one) => one.getBoundingClientRect().height));
      });
      assert.ok(fixed <= 256 * 0.4, `${fixed} px of 256 are covered`);
    }
    await openPanel(page, 'numbers');
    assert.deepEqual(await page.evaluate(outside), [], 'numbers');
    await turn(page, 'timeline');
    for (const kind of ['compare', 'curve', 'export']) {
      await page.locator(`[data-tool="${kind}"]`).click();
      const tool = page.getByTestId(`tool-${kind}`);
      await tool.locator('img').first().waitFor();
      const over = await tool.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
      assert.ok(over <= 0, `${kind} is ${over} px too wide`);
      await page.keyboard.press('Escape');
      await tool.waitFor({ state: 'detached' });
    }
  });
}

test('without motion nothing moves by itself, and playing goes in steps', async (t) => {
  const page = await built.open(t, { reducedMotion: 'reduce' });
  await ready(page);
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running' && one.effect.getComputedTiming().duration > 1).map((one) => one.animationName ?? one.transitionProperty));
  assert.deepEqual(await moving(), []);
  await openDialog(page, 0);
  assert.deepEqual(await moving(), []);
  await closeDialog(page);
  const time = page.locator('.pb-time');
  const seen = [];
  await page.exposeFunction('moment', (text) => seen.push(text));
  await time.evaluate((one) => new MutationObserver(() => globalThis.moment(one.textContent)).observe(one, { childList: true, characterData: true, subtree: true }));
  await page.locator('.pb-play').click();
  // From event to event and nothing in between: a handful of moments.
  await eventually(() => seen.findIndex((text) => /^30.ms$/.test(text)), (at) => assert.ok(at >= 0));
  const before = new Set(seen.slice(0, seen.findIndex((text) => /^30.ms$/.test(text))));
  assert.ok(before.size <= 4, [...before].join(', '));
  await page.locator('.pb-pause').click();
});
