// A phone: one part at a time, nothing cut, nothing that scrolls sideways.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, site } from './helpers.mjs';
import {
  TWO_TASKS, chooseModel, closeDialog, openDialog, painted, setCores, turn, typeScript,
} from './learner.mjs';

const built = site();

const TABS = ['script', 'timeline', 'explain'];

async function staysInside(page, name) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${name} is ${over} px too wide`);
}

for (const lang of LANGUAGES) {
  test(`every part fits, down to 320 px (${lang})`, async (t) => {
    const page = await built.open(t, { size: 'phone', lang });
    await page.getByTestId('timeline').first().waitFor();
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      for (const tab of TABS) {
        await turn(page, tab);
        await staysInside(page, `${tab} at ${width}`);
      }
      await page.locator('.setup-summary').click();
      await page.locator('#cores').waitFor();
      await staysInside(page, `controls at ${width}`);
      await page.locator('.setup-summary').click();
      await page.locator('#cores').waitFor({ state: 'detached' });
    }
    for (const i of [0, 1]) {
      await openDialog(page, i);
      await staysInside(page, `dialog ${i}`);
      await closeDialog(page);
    }
  });
}

for (const lang of LANGUAGES) {
  test(`names and counts beside the bars are whole (${lang})`, async (t) => {
    const page = await built.open(t, { size: 'phone', lang });
    await page.getByTestId('timeline').first().waitFor();
    const folded = page.locator('.tl-fold[aria-expanded="false"]');
    for (let left = await folded.count(); left > 0; left -= 1) {
      await folded.first().click();
      await folded.nth(left - 1).waitFor({ state: 'detached' });
    }
    const cut = await page.evaluate(() => {
      const edge = document.querySelector('.tl-lane > .tl-head').getBoundingClientRect().right;
      const names = [...document.querySelectorAll('.tl-lane .tl-name')];
      const over = names.filter((n) => n.scrollWidth > n.clientWidth || n.scrollHeight > n.parentElement.clientHeight);
      const seen = (note) => getComputedStyle(note).clipPath === 'none';
      const notes = [...document.querySelectorAll('.tl-note')].filter(seen);
      return [...over, ...notes.filter((n) => n.getBoundingClientRect().right > edge)].map((n) => n.textContent);
    });
    assert.deepEqual(cut, []);
  });
}

test('a name of one short word stands in one line', async (t) => {
  const page = await built.open(t, { size: 'phone' });
  await turn(page, 'script');
  await page.locator('.cm-content').waitFor();
  await typeScript(page, 'def download():\n    cpu(10)\n\nspawn(download)\n');
  await turn(page, 'timeline');
  const name = page.locator('.tl-lane .tl-name', { hasText: 'download' });
  await name.waitFor();
  const lines = await name.evaluate((node) => {
    const words = document.createRange();
    words.selectNodeContents(node);
    return new Set([...words.getClientRects()].map((box) => box.top)).size;
  });
  assert.equal(lines, 1);
});

test('a script is typed, run and explained on a phone', async (t) => {
  const page = await built.open(t, { size: 'phone' });
  await turn(page, 'script');
  await page.locator('.cm-content').waitFor();
  await typeScript(page, TWO_TASKS);
  await page.locator('.setup-summary').click();
  await chooseModel(page, 'freethreaded');
  await setCores(page, 2);
  await turn(page, 'timeline');
  await page.getByTestId('takeaway').getByText(/2.cores: 2.tasks finish at 20.ms/).waitFor();
  await painted(page);
  const canvas = page.locator('.tl-canvas').first();
  const { width, height } = await canvas.boundingBox();
  await canvas.tap({ position: { x: width / 2, y: height - 15 } });
  await turn(page, 'explain');
  await page.getByTestId('why').getByText('B', { exact: true }).first().waitFor();
});
