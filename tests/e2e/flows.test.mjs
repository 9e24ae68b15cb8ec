// A learner's way through the page: type, choose, read, share, come back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import {
  chooseModel,
  expectRunning,
  openPanel,
  ready,
  scriptOf,
  setCores,
  sharedLink,
  typeScript,
} from './learner.mjs';

const built = site();

const TWO_TASKS = `def job(ms):
    cpu(ms)
    print("done")

spawn(job, 20, name="A")
spawn(job, 20, name="B")
`;

test('the first screen already runs something worth looking at', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await openPanel(page, 'table');
  const rows = page.getByTestId('segments-table').locator('tbody tr');
  assert.ok((await rows.count()) > 5, 'a run of several bars');
  await openPanel(page, 'console');
  assert.ok((await page.locator('.console-lines li').count()) >= 3, 'the script prints');
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
  assert.match(await problems.innerText(), /cpuu/);
  await expectRunning(page, ['A 0-20', 'B 20-40']);
  await problems.getByRole('button', { name: /cpu$/ }).click();
  await problems.waitFor({ state: 'detached' });
  assert.match(await scriptOf(page), /^ {4}cpu\(ms\)$/m);
});

test('a link opens the same script, machine and picture elsewhere', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, TWO_TASKS);
  await chooseModel(page, 'processes');
  await setCores(page, 2);
  await openPanel(page, 'table');
  await expectRunning(page, ['A 0-20', 'B 0-20']);
  const link = await sharedLink(page);

  const elsewhere = await built.open(t, { url: link });
  await ready(elsewhere);
  assert.equal((await scriptOf(elsewhere)).trim(), TWO_TASKS.trim());
  assert.ok(await elsewhere.locator('input[value="processes"]').isChecked());
  assert.equal(await elsewhere.locator('#cores').inputValue(), '2');
  await openPanel(elsewhere, 'table');
  await expectRunning(elsewhere, ['A 0-20', 'B 0-20']);
});

test('the draft survives a reload', async (t) => {
  const page = await built.open(t);
  await ready(page);
  const before = await page.evaluate(() => location.hash);
  await typeScript(page, TWO_TASKS);
  await chooseModel(page, 'sequential');
  await openPanel(page, 'table');
  await expectRunning(page, ['A 0-20', 'B 20-40']);
  await page.waitForFunction((old) => location.hash !== old, before);
  await page.reload();
  await ready(page);
  assert.equal((await scriptOf(page)).trim(), TWO_TASKS.trim());
});

test('the page speaks Russian to a Russian browser and switches at once', async (t) => {
  const page = await built.open(t, { lang: 'ru' });
  await ready(page);
  assert.equal(await page.locator('html').getAttribute('lang'), 'ru');
  assert.match(await page.locator('.control-bar').innerText(), /Цикл событий/);
  await page.locator('#language').selectOption('en');
  await page.getByText('Event loop', { exact: true }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
});

test('every example opens and runs', async (t) => {
  const page = await built.open(t);
  await ready(page);
  const open = () => page.locator('.top-actions button').first().click();
  await open();
  const count = await page.locator('.card').count();
  assert.equal(count, 8);
  await page.keyboard.press('Escape');
  for (let i = 0; i < count; i += 1) {
    await open();
    const title = await page.locator('.card-title').nth(i).innerText();
    await page.locator('.card').nth(i).click();
    await page.locator('.scenario-title').and(page.locator(`[value="${title}"]`)).or(page.getByRole('heading', { name: title })).first().waitFor();
    assert.equal(await page.getByTestId('problems').filter({ has: page.locator('.problem-error') }).count(), 0, title);
  }
});

test('a deadlock is named in words', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, 'queue = Queue()\nqueue.get()\n');
  await chooseModel(page, 'threads');
  await page.getByText(/deadlock/i).first().waitFor();
});

test('a phone shows one part at a time and nothing scrolls sideways', async (t) => {
  const page = await built.open(t, { size: 'phone' });
  await page.getByTestId('timeline').first().waitFor();
  const tabs = page.locator('.phone-tab');
  for (const i of [0, 1, 2]) {
    await tabs.nth(i).click();
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(wide <= 0, `tab ${i} is ${wide} px too wide`);
  }
  await tabs.nth(0).click();
  await page.locator('.cm-content').waitFor();
});
