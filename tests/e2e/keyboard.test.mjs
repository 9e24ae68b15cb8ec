// Everything by keyboard: each stop can be reached and left, the timeline is
// walked bar by bar, dialogs give the focus back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import {
  TWO_TASKS, chooseModel, eventually, expectRunning, openPanel, ready, scriptOf, typeScript,
} from './learner.mjs';

const built = site();

/** What has the focus, seen through shadow roots, in a word. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const name = element.getAttribute('aria-label') ?? element.id;
    return `${element.tagName} ${element.className} ${name} ${element.dataset?.spot ?? element.dataset?.tool ?? ''}`.trim();
  });

/** Waits until it does: the focus follows what is drawn. */
const focusComes = (page, wanted) => eventually(() => focused(page), (now) => assert.match(now, wanted));

test('the first stop leads past everything to the timeline', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await focusComes(page, /^SECTION result/);
});

test('arrows walk the bars, Enter explains one, Escape lets it go', async (t) => {
  const page = await built.open(t, { hash: '#1.x-two-cores' });
  await ready(page);
  await page.locator('[data-spot="0"]').focus();
  await page.keyboard.press('ArrowDown');
  // The cells come a moment after the picture.
  await page.locator('[data-spot="1-0"]').waitFor({ state: 'attached' });
  await page.locator('[data-spot="1-0"]').focus();
  const first = await page.locator('[data-spot="1-0"]').innerText();
  await page.keyboard.press('ArrowRight');
  await focusComes(page, /1-1$/);
  assert.notEqual(await page.locator('[data-spot="1-1"]').innerText(), first);
  await page.keyboard.press('ArrowUp');
  await focusComes(page, / 0$/);
  await page.keyboard.press('ArrowDown');
  await focusComes(page, /1-1$/);
  await page.keyboard.press('Enter');
  await page.getByTestId('why').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('why').waitFor({ state: 'detached' });
});

test('a section folds and unfolds by keyboard', async (t) => {
  const page = await built.open(t);
  await ready(page);
  const fold = page.locator('.tl-fold').first();
  await fold.focus();
  const rows = await page.locator('.tl-row').count();
  await page.keyboard.press('Enter');
  await page.waitForFunction((n) => document.querySelectorAll('.tl-row').length < n, rows);
  await page.keyboard.press('Enter');
  await page.waitForFunction((n) => document.querySelectorAll('.tl-row').length === n, rows);
});

test('playback steps from event to event', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await page.locator('.pb-play').focus();
  const leads = async (key, to) => {
    await page.keyboard.press(key);
    await page.locator('.pb-time', { hasText: to }).waitFor();
  };
  await leads('ArrowRight', /^10.ms$/);
  await leads('End', /^120.ms$/);
  await leads('ArrowLeft', /^110.ms$/);
  await leads('Home', /^0.ms$/);
});

test('keys and clicks that come faster than the page is drawn count all', async (t) => {
  const page = await built.open(t);
  await ready(page);
  const press = (selector, key, times) =>
    page.locator(selector).evaluate((target, [key, times]) => {
      target.focus();
      for (let i = 0; i < times; i += 1) {
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      }
    }, [key, times]);
  await press('.pb-play', 'ArrowRight', 3);
  await page.locator('.pb-time', { hasText: /^30.ms$/ }).waitFor();
  await press('.splitter', 'ArrowRight', 5);
  await page.locator('.splitter[aria-valuenow="44"]').waitFor();
  await press('#panel-0', 'ArrowRight', 2);
  await page.locator('#panel-2[aria-selected="true"]').waitFor();
  await press('[role="tab"][aria-selected="true"]', 'ArrowLeft', 3);
  await page.locator('#panel-5[aria-selected="true"]').waitFor();
  const cores = Number(await page.locator('#cores').inputValue());
  await page.getByRole('button', { name: 'One core more' }).evaluate((more) => {
    for (let i = 0; i < 3; i += 1) more.click();
  });
  await page.waitForFunction((n) => document.querySelector('#cores').value === String(n), cores + 3);
});

test('models and tabs are chosen by arrows', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, TWO_TASKS);
  await chooseModel(page, 'freethreaded');
  await page.locator('input[name="model"]:checked').focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('input[value="processes"]:checked').waitFor({ state: 'attached' });
  await page.locator('[role="tab"][aria-selected="true"]').focus();
  await page.keyboard.press('End');
  await expectRunning(page, ['A 0-10', 'B 10-20', 'A 20-30', 'B 30-40']);
});

test('dialogs open, close and give the focus back; ? lists the keys', async (t) => {
  const page = await built.open(t);
  await ready(page);
  for (const name of ['Examples', 'Share']) {
    const opener = page.getByRole('button', { name });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => opener.evaluate((button) => button === document.activeElement), (it) => assert.ok(it, name));
  }
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
});

test('what is typed in the editor stays there: no letter is a shortcut', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, '');
  await page.keyboard.type('# ? wasd 0 +-');
  await eventually(() => scriptOf(page), (text) => assert.equal(text.trim(), '# ? wasd 0 +-'));
  await openPanel(page, 'why');
  // A shortcut would load its dialog first.
  await page.locator('html:not([data-loading])').waitFor();
  assert.equal(await page.locator('dialog[open]').count(), 0);
});
