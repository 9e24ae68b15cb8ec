// What a learner does on the page, in the words of the test. Only this file
// knows how the page is built.
import assert from 'node:assert/strict';
import { readTable } from './helpers.mjs';

export const TWO_TASKS = `def job(ms):
    cpu(ms)
    print("done")

spawn(job, 20, name="A")
spawn(job, 20, name="B")
`;

const content = (page) => page.locator('.cm-content');

/**
 * Waits until the editor has come and the timeline of its script is shown.
 *
 * `SLOW=8` makes the page eight times as slow from then on, until it is loaded
 * again: that shows the tests which go on too early.
 */
export async function ready(page) {
  await page.getByTestId('timeline').first().waitFor();
  await content(page).waitFor();
  if (process.env.SLOW) await slowDown(page, Number(process.env.SLOW));
}

async function slowDown(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  // Loading is slow enough as it is.
  const end = () => session.send('Emulation.setCPUThrottlingRate', { rate: 1 }).catch(() => {});
  page.once('framenavigated', (frame) => frame === page.mainFrame() && end());
}

/** Replaces the whole script, as by select-all and paste. */
export async function typeScript(page, text, keyboard = page.keyboard) {
  await content(page).focus();
  await keyboard.press('Control+a');
  await keyboard.insertText(text);
}

export const scriptOf = (page) =>
  content(page)
    .locator('.cm-line')
    .allInnerTexts()
    .then((lines) => lines.map((line) => line.replace(/\n$/, '')).join('\n'));

export const chooseModel = (page, word) =>
  page.locator(`input[name="model"][value="${word}"]`).check({ force: true });

export async function setCores(page, count) {
  await page.locator('#cores').fill(String(count));
  await page.locator('#cores').press('Enter');
  await page.locator('#cores').blur();
}

/** Opens one of the panels under the timeline by its place. */
export const PANELS = { why: 0, now: 1, memory: 2, console: 3, numbers: 4, table: 5 };
export const openPanel = (page, name) => page.locator(`#panel-${PANELS[name]}`).click();

/** The segments as a screen reader hears them, with exact times in ms. */
export async function segments(page) {
  const table = page.getByTestId('segments-table').first();
  await table.waitFor();
  const rows = await readTable(table);
  const exact = await table.locator('tbody tr').evaluateAll((trs) =>
    trs.map((tr) => ({
      state: tr.dataset.state,
      times: [...tr.querySelectorAll('[data-ns]')].map((cell) => Number(cell.dataset.ns) / 1e6),
    })),
  );
  return rows.map((row, i) => {
    const [task, core] = Object.values(row);
    return { task, core, state: exact[i].state, start: exact[i].times[0], end: exact[i].times[1] };
  });
}

/** Who ran where, as `A 0-20`, in order; main left out. */
export async function running(page) {
  const all = await segments(page);
  return all
    .filter((s) => s.state === 'running' && s.task !== 'main')
    .map((s) => `${s.task} ${s.start}-${s.end}`);
}

/** Waits until `running` is so: the page follows the keyboard on its own. */
export async function expectRunning(page, expected) {
  let now;
  for (let tries = 0; tries < 100; tries += 1) {
    now = await running(page);
    if (JSON.stringify(now) === JSON.stringify(expected)) return;
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  assert.deepEqual(now, expected);
}

/** The link that Share offers. */
export async function sharedLink(page) {
  await page.locator('.top-actions .button-primary').click();
  const link = await page.locator('#share-link').inputValue();
  await page.keyboard.press('Escape');
  await page.locator('#share-link').waitFor({ state: 'detached' });
  return link;
}

/** Presses one of the buttons at the top that open a dialog. */
export async function openDialog(page, button) {
  await page.locator('.top-actions > button').nth(button).click();
  await page.locator('dialog[open]').waitFor();
}

export async function closeDialog(page) {
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}
