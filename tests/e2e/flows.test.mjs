// A learner's way through the page: type, choose, read what came of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import {
  PANELS,
  TWO_TASKS,
  chooseModel,
  closeDialog,
  eventually,
  expectRunning,
  openPanel,
  ready,
  scriptOf,
  setCores,
  typeScript,
} from './learner.mjs';

const built = site();

test('the first screen already runs something worth looking at', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await openPanel(page, 'table');
  const rows = page.getByTestId('segments-table').locator('tbody tr');
  await rows.nth(5).waitFor();
  await openPanel(page, 'console');
  await page.locator('.console-lines li').nth(2).waitFor();
});

test('the timeline follows the script, the model and the cores', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await openPanel(page, 'table');
  await typeScript(page, TWO_TASKS);
  await chooseModel(page, 'freethreaded');
  await setCores(page, 1);
  await expectRunning(page, ['A 0-10', 'B 10-20', 'A 20-30', 'B 30-40']);
  await setCores(page, 2);
  await expectRunning(page, ['A 0-20', 'B 0-20']);
  await chooseModel(page, 'sequential');
  await expectRunning(page, ['A 0-20', 'B 20-40']);
});

test('a mistake is explained and keeps the last good timeline', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await openPanel(page, 'table');
  await typeScript(page, TWO_TASKS);
  await chooseModel(page, 'sequential');
  await expectRunning(page, ['A 0-20', 'B 20-40']);
  // cpu(ms) becomes cpuu(ms), under the cursor.
  await page.locator('.cm-content').focus();
  for (const key of ['Control+Home', 'ArrowDown', 'Home', ...Array(3).fill('ArrowRight'), 'u']) {
    await page.keyboard.press(key);
  }
  const problems = page.getByTestId('problems');
  await problems.waitFor();
  await problems.getByText(/cpuu/).first().waitFor();
  const opacity = (one) => page.locator(one).evaluate((canvas) => Number(getComputedStyle(canvas).opacity));
  await eventually(() => opacity('.tl-canvas'), (now) => assert.ok(now < 1, 'the picture pales'));
  assert.equal(await opacity('.tl-map-canvas'), await opacity('.tl-canvas'), 'and so does the map of it');
  await expectRunning(page, ['A 0-20', 'B 20-40']);
  await problems.getByRole('button', { name: /cpu$/ }).click();
  await problems.waitFor({ state: 'detached' });
  await eventually(() => scriptOf(page), (text) => assert.match(text, /^ {4}cpu\(ms\)$/m));
});

test('the page speaks Russian to a Russian browser and switches at once', async (t) => {
  const page = await built.open(t, { lang: 'ru' });
  await ready(page);
  await page.locator('html[lang="ru"]').waitFor();
  await page.locator('.control-bar').getByText(/Цикл событий/).waitFor();
  await page.locator('#language').selectOption('en');
  await page.getByText('Event loop', { exact: true }).waitFor();
  await page.locator('html[lang="en"]').waitFor();
});

test('every example opens and runs', async (t) => {
  const page = await built.open(t);
  await ready(page);
  const open = () => page.locator('.top-actions button').first().click();
  await open();
  await page.locator('dialog[open] .card').first().waitFor();
  const count = await page.locator('.card').count();
  assert.equal(count, 10);
  await closeDialog(page);
  for (let i = 0; i < count; i += 1) {
    await open();
    const title = await page.locator('.card-title').nth(i).innerText();
    await page.locator('.card').nth(i).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.locator('.scenario-title').and(page.locator(`[value="${title}"]`)).or(page.getByRole('heading', { name: title })).first().waitFor();
    assert.equal(await page.getByTestId('problems').filter({ has: page.locator('.problem-error') }).count(), 0, title);
  }
});

test('another script does not bear the title of the example that it replaced', async (t) => {
  const page = await built.open(t, { hash: '#1.x-gil-cpu' });
  await ready(page);
  const title = page.locator('.scenario-title');
  const named = await title.inputValue();
  assert.notEqual(named, '');
  await typeScript(page, TWO_TASKS);
  await page.waitForFunction(() => document.querySelector('.scenario-title').value === '');
  await page.keyboard.press('Control+z');
  await page.waitForFunction((text) => document.querySelector('.scenario-title').value === text, named);
});

test('a scheduler\'s field says what 0 means', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await page.locator('#policy').selectOption('priority');
  await page.getByLabel('Quantum (0: none), ms', { exact: true }).waitFor();
  await page.locator('#language').selectOption('ru');
  await page.getByLabel('Квант (0 — без кванта), мс', { exact: true }).waitFor();
});

test('in high contrast, too, a control without effect looks so', async (t) => {
  const page = await built.open(t, { query: '?theme=contrast' });
  await ready(page);
  const look = (id) => page.locator(id).evaluate((one) => ['color', 'opacity', 'borderColor'].map((name) => getComputedStyle(one)[name]).join());
  assert.ok(await page.locator('#seed').isDisabled());
  assert.notEqual(await look('#seed'), await look('#quantum'));
});

test('on a desktop no panel makes the page itself scroll', async (t) => {
  const page = await built.open(t);
  await ready(page);
  for (const panel of Object.keys(PANELS)) {
    await openPanel(page, panel);
    const over = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    assert.equal(over, 0, panel);
  }
});

test('a setting that cannot be read says what can be', async (t) => {
  const page = await built.open(t);
  await ready(page);
  const said = page.locator('.field:has(#cores) [role="alert"]');
  await setCores(page, 'many');
  await said.getByText('“many” cannot be used; allowed: 1 – 64.').waitFor();
  assert.notEqual(await page.locator('#cores').inputValue(), 'many');
  await setCores(page, 2);
  await page.waitForFunction(() => document.querySelector('.field:has(#cores) [role="alert"]').textContent === '');
  await said.waitFor({ state: 'hidden' });
});

test('a deadlock is named in words', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, 'queue = Queue()\nqueue.get()\n');
  await chooseModel(page, 'threads');
  await page.getByText(/deadlock/i).first().waitFor();
});

test('an exception is told with its task and its line, and its mark explained', async (t) => {
  const page = await built.open(t);
  await ready(page);
  const sign = page.locator('.legend').getByText('failed');
  assert.equal(await sign.count(), 0);
  await typeScript(page, 'def job():\n    cpu(5)\n    1 / 0\n\nspawn(job, name="A")\ncpu(20)\n');
  await page.locator('.takeaway').getByText(/A failed at .* in line 3: ZeroDivisionError/).waitFor();
  await page.getByTestId('takeaway').getByText(/1.task fails by 25.ms/).waitFor();
  await sign.waitFor();
});

test('a script that takes no time says so instead of showing nothing', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, 'x = 1\n');
  await page.getByText('nothing here takes any time').first().waitFor();
  await page.locator('.tl-empty', { hasText: 'call cpu(10) or io(10)' }).waitFor();
  // There is no bar to choose.
  await page.getByRole('tabpanel').getByText('call cpu(10) or io(10)').waitFor();
  const uncovered = await page.locator('.tl-empty').evaluate((text) => {
    text.style.pointerEvents = 'auto';
    const { left, top, width, height } = text.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2) === text;
  });
  assert.ok(uncovered, 'the picture does not lie over it');
});

test('a loop without end is stopped, and the page stays usable', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, 'while True:\n    pass\n');
  await page.locator('.takeaway').getByText(/Stopped after 1,000,000 steps/).waitFor();
  await typeScript(page, TWO_TASKS);
  await chooseModel(page, 'sequential');
  await openPanel(page, 'table');
  await expectRunning(page, ['A 0-20', 'B 20-40']);
});

test('the chosen bar is explained, in both languages', async (t) => {
  const page = await built.open(t, { hash: '#1.x-gil-cpu' });
  await ready(page);
  await page.getByRole('button', { name: 'Explain the first switch' }).click();
  const why = page.getByTestId('why');
  await why.getByText(/because/).first().waitFor();
  await page.locator('#language').selectOption('ru');
  await why.getByText(/потому что/).first().waitFor();
});
