// Pointing at the timeline and at the script: each shows the other's part;
// spans are measured.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import { painted, ready, runs } from './learner.mjs';

const built = site();
const WORK = `def work():
    cpu(20)
    io(10)

spawn(work, name="A")
spawn(work, name="B")
`;

async function opened(t, options) {
  const page = await built.open(t, options);
  await ready(page);
  await runs(page, WORK);
  return page;
}

const picture = (page) => page.locator('.tl-canvas').evaluate((canvas) => canvas.toDataURL());

test('pointing at a line of the script underlines its bars, leaving it does not', async (t) => {
  const page = await opened(t);
  await page.mouse.move(5, 5);
  await painted(page);
  const before = await picture(page);
  await page.locator('.cm-line').nth(1).hover();
  await page.waitForFunction((old) => document.querySelector('.tl-canvas').toDataURL() !== old, before);
  await page.mouse.move(5, 5);
  await page.waitForFunction((old) => document.querySelector('.tl-canvas').toDataURL() === old, before);
});

test('M measures from the time cursor, Escape stops', async (t) => {
  const page = await opened(t);
  await page.locator('[data-spot="0"]').focus();
  await page.keyboard.press('m');
  await page.locator('.pb-end').click();
  const span = page.locator('.tl-measure');
  await span.filter({ hasText: /50.ms/ }).waitFor();
  await page.locator('[data-spot="0"]').focus();
  await page.keyboard.press('m');
  await page.locator('[aria-live]').getByText(/50.ms measured, 0–50.ms/).waitFor({ state: 'attached' });
  await span.waitFor({ state: 'hidden' });
});

test('dragging with Shift measures between events', async (t) => {
  const page = await opened(t);
  const box = await page.locator('.tl-canvas').boundingBox();
  const at = (ms) => box.x + (ms / (50 * 1.015)) * box.width;
  await page.keyboard.down('Shift');
  await page.mouse.move(at(10) + 2, box.y + 90);
  await page.mouse.down();
  await page.mouse.move(at(30), box.y + 90, { steps: 4 });
  await page.mouse.move(at(40) + 2, box.y + 90, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await page.waitForFunction(() => /30.ms/.test(document.querySelector('.tl-measure').textContent));
  await page.mouse.click(at(20), box.y + 90);
  await page.locator('.tl-measure').waitFor({ state: 'hidden' });
});
