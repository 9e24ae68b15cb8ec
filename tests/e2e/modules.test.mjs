// The editor knows what Python's own modules offer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import { ready, typeScript } from './learner.mjs';

const built = site();
const offered = (page) => page.locator('.cm-tooltip-autocomplete li');

async function offers(page, script, wanted) {
  await typeScript(page, script);
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+Space');
  await offered(page).getByText(wanted, { exact: true }).first().waitFor();
  const labels = await page.locator('.cm-completionLabel').allInnerTexts();
  await page.keyboard.press('Escape');
  return labels;
}

test('members of modules, under other names, too, and methods of what was made', async (t) => {
  const page = await built.open(t);
  await ready(page);
  assert.ok((await offers(page, 'import threading\nthreading.Th', 'Thread')).includes('Thread'));
  await offers(page, 'import asyncio as aio\naio.gat', 'gather');
  await offers(page, 'from queue import Qu', 'Queue');
  await offers(page, 'import thr', 'threading');
  const methods = await offers(page, 'from threading import Thread as T\nworker = T(target=print)\nworker.', 'join');
  assert.ok(methods.includes('start') && !methods.includes('cpu'), methods.join());
});

test('a name is explained under the pointer, in the page\'s language', async (t) => {
  const page = await built.open(t, { lang: 'ru' });
  await ready(page);
  await typeScript(page, 'from threading import Barrier\n\nBarrier(2)\n');
  await page.locator('.cm-line span').getByText(/^Barrier$/).last().hover();
  await page.locator('.cm-wordHelp').getByText(/все ждут здесь|Все ждут здесь/).waitFor();
});
