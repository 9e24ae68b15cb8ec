// What a learner does on the page, in the words of the test. Only this file
// knows how the page is built.
import assert from 'node:assert/strict';

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

/**
 * Reads until `check` accepts what was read: what an event changes is drawn a
 * moment later. Fails as `check` did last.
 */
export async function eventually(read, check) {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await read();
    try {
      return check(found);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Replaces the whole script, as by select-all and paste. */
export async function typeScript(page, text, keyboard = page.keyboard) {
  await content(page).focus();
  await keyboard.press('Control+a');
  await keyboard.insertText(text);
}

/**
 * From now on the page draws in as many pieces as can be, for its clock runs
 * ahead. `typed` in the page types at the cursor, and comes back before any
 * other task has its turn.
 */
export const drawInPieces = (page) =>
  page.evaluate(() => {
    const now = Date.now;
    let passed = 0;
    Date.now = () => now() + (passed += 100);
    globalThis.typed = async (text) => {
      document.execCommand('insertText', false, text);
      for (let i = 0; i < 100; i += 1) await null;
    };
  });

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
export async function openPanel(page, name) {
  await page.locator(`#panel-${PANELS[name]}`).click();
  await page.locator(`#panel-${PANELS[name]}[aria-selected="true"]`).waitFor();
}

const TABS = ['script', 'timeline', 'explain'];

/** Turns to one of the parts that a narrow screen shows one at a time. */
export async function turn(page, tab) {
  const button = page.locator('.phone-tab').nth(TABS.indexOf(tab));
  await button.click();
  await button.and(page.locator('[aria-current]')).waitFor();
}

/** Waits until what was drawn last is painted: it is at the next frame. */
export const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Waits until the picture and what is said of it are those of another run. */
export async function runs(page, script) {
  const said = () => page.getByTestId('takeaway').innerText();
  const before = await said();
  await typeScript(page, script);
  await eventually(said, (now) => assert.notEqual(now, before));
  await painted(page);
}

/** The segments as a screen reader hears them, with exact times in ms. */
export async function segments(page) {
  const table = page.getByTestId('segments-table').first();
  await table.waitFor();
  return table.locator('tbody').evaluate((body) =>
    [...body.rows].map((row) => {
      const [task, core] = [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());
      const [start, end] = [...row.querySelectorAll('[data-ns]')].map((cell) => Number(cell.dataset.ns) / 1e6);
      return { task, core, state: row.dataset.state, start, end };
    }),
  );
}

/** Who ran where, as `A 0-20`, in order; main left out. */
export async function running(page) {
  const all = await segments(page);
  return all
    .filter((s) => s.state === 'running' && s.task !== 'main')
    .map((s) => `${s.task} ${s.start}-${s.end}`);
}

/** Waits until `running` is so: the page follows the keyboard on its own. */
export const expectRunning = (page, expected) =>
  eventually(() => running(page), (now) => assert.deepEqual(now, expected));

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
