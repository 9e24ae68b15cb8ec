// What surrounds the run: examples, links, drafts, languages, frames, phones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import { typeScript } from './learner.mjs';

const built = site();

/** Opens the page and waits for its editor and its first run. */
async function opened(t, options) {
  const page = await built.open(t, options);
  await page.getByTestId('takeaway').waitFor();
  return page;
}

const takeaway = (page) => page.getByTestId('takeaway');
const says = (page, pattern) => page.waitForFunction(
  ([source]) => new RegExp(source).test(document.querySelector('[data-testid="takeaway"]')?.textContent),
  [pattern.source],
);
const TWO = 'def work():\n    cpu(10)\n\nspawn(work, name="a")\nspawn(work, name="b")\n';

test('a copied link opens as the same scenario elsewhere', async (t) => {
  const page = await opened(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await typeScript(page, TWO);
  await says(page, /2.tasks finish at 20.ms/);
  await page.getByLabel('One core more').click();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('Copied').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await built.open(t, { url: link });
  await says(other, /2.cores: 2.tasks finish at 10.ms/);
});

test('a draft survives a reload, and an untouched link does not replace it', async (t) => {
  const page = await opened(t);
  const before = await page.evaluate(() => location.hash);
  await typeScript(page, TWO);
  await says(page, /2.tasks finish at 20.ms/);
  await page.waitForFunction((old) => location.hash !== old, before);
  const own = await page.evaluate(() => location.href.split('#')[0]);
  await page.goto('about:blank');
  await page.goto(`${own}#1.x-two-cores`);
  await takeaway(page).waitFor();
  await page.goto('about:blank');
  await page.goto(own);
  await says(page, /2.tasks finish at 20.ms/);
});

test('a broken link shows what there is and says so', async (t) => {
  const page = await opened(t, { hash: '#1.m-threads.n-2.z-AAAA' });
  await page.locator('.notice').first().waitFor();
  await page.locator('.notice').first().getByRole('button').click();
  assert.equal(await page.locator('.notice').count(), 0);
});

test('an example opens over the own script and can be taken back', async (t) => {
  const page = await opened(t);
  await typeScript(page, TWO);
  await says(page, /2.tasks finish at 20.ms/);
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('button', { name: /Two cores at once/ }).click();
  await says(page, /2.cores/);
  await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
  await says(page, /2.tasks finish at 20.ms/);
});

test('the page speaks Russian, its examples too', async (t) => {
  const page = await opened(t, { lang: 'ru' });
  assert.match(await takeaway(page).textContent(), /3.задачи завершаются к 120.мс/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'ru');
  await page.getByLabel('Язык').selectOption('en');
  await says(page, /3.tasks finish at 120.ms/);
  assert.equal(await page.getByLabel('Title of the scenario').inputValue(), 'Three dishes, one cook');
});

test('an embed obeys its address and leaves out what is not asked for', async (t) => {
  const query = '?embed=1&lang=ru&theme=dark&readonly=1&view=timeline';
  const page = await opened(t, { query, hash: '#1.x-two-cores' });
  assert.equal(await page.locator('.cm-content').count(), 0);
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  assert.equal(await page.locator('#model').isDisabled(), true);
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
});

test('an unknown view parameter gives the default and a notice', async (t) => {
  const page = await opened(t, { query: '?theme=sepia' });
  assert.match(await page.locator('.notice').textContent(), /sepia/);
});

test('the page works in a frame sandboxed with allow-scripts alone', async (t) => {
  const course = await built.host(t, `<!DOCTYPE html><title>course</title>
    <iframe title="example" sandbox="allow-scripts" src="${built.url}?embed=1" width="900" height="500"></iframe>`);
  const page = await built.open(t, { url: course.url, allow: [course.origin] });
  const frame = page.frameLocator('iframe');
  await frame.getByTestId('takeaway').waitFor();
  await frame.locator('.cm-content').waitFor();
  await typeScript(page.frames()[1], TWO, page.keyboard);
  await frame.getByText(/2.tasks finish at 20.ms/).first().waitFor();
});

test('a narrow screen shows one part at a time and never scrolls sideways', async (t) => {
  const page = await opened(t, { size: 'phone', lang: 'ru' });
  await page.setViewportSize({ width: 320, height: 640 });
  for (const name of ['Сценарий', 'Диаграмма', 'Разбор']) {
    await page.locator('.phone-tab', { hasText: name }).click();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${name} is ${over} px too wide`);
  }
  await page.locator('.setup-summary').click();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `the controls are ${over} px too wide`);
});

test('shortcuts and dialogs work by keyboard and give the focus back', async (t) => {
  const page = await opened(t);
  await page.getByRole('button', { name: 'Examples' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const focused = await page.evaluate(() => document.activeElement.textContent);
  assert.match(focused, /Examples/);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
});
