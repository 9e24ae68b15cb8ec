// What the browser keeps: drafts, hints, settings; and files from outside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import { drawInPieces, eventually, openPanel, ready, scriptOf, typeScript } from './learner.mjs';

const built = site();
const stored = (page, key) => page.evaluate((name) => localStorage.getItem(`interleave.${name}`), key);

async function menu(page, kind) {
  await page.locator('.menu > button').click();
  await page.locator(`.menu-item[data-tool="${kind}"]`).click();
  const tool = page.getByTestId(`tool-${kind}`);
  await tool.waitFor();
  return tool;
}

/** Waits until it is: what changed is stored after it is drawn. */
const kept = (page, key, value) => eventually(() => stored(page, key), (now) => assert.equal(now, value));

const scriptComes = (page, wanted, why) =>
  eventually(() => scriptOf(page), (text) => assert.match(text, wanted, why));

/** Types a script and waits until it is kept. */
async function draft(page, text) {
  const before = await stored(page, 'drafts');
  await typeScript(page, text);
  await page.waitForFunction((old) => localStorage.getItem('interleave.drafts') !== old, before);
}

test('drafts are kept, listed, opened and deleted', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await draft(page, 'cpu(11)\n');
  await page.locator('.top-actions button').first().click();
  await page.locator('.card').nth(1).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await draft(page, '# второй\ncpu(22)\n');
  assert.equal((await stored(page, 'drafts')).trim().split('\n').length, 2);
  await page.goto(built.url);
  await ready(page);
  await scriptComes(page, /cpu\(22\)/, 'the latest opens by itself');
  let tool = await menu(page, 'drafts');
  assert.equal(await tool.locator('.tool-draft').count(), 2);
  await tool.locator('.tool-draft').nth(1).locator('button').first().click();
  await scriptComes(page, /cpu\(11\)/);
  tool = await menu(page, 'drafts');
  await tool.locator('.tool-draft').first().locator('button').last().click();
  await tool.getByText('Deleted.').waitFor();
  assert.equal(await tool.locator('.tool-draft').count(), 1);
  await page.keyboard.press('Escape');
  await tool.waitFor({ state: 'detached' });
  await page.locator('.menu > button:focus').waitFor();
});

test('two tabs keep a draft each', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await draft(page, 'cpu(1)\n');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await ready(other);
  await draft(other, 'cpu(2)\n');
  await draft(page, 'cpu(3)\n');
  assert.equal((await stored(page, 'drafts')).trim().split('\n').length, 2);
});

test('an edit is kept although the page is left at once', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, 'cpu(77)\n');
  await page.goto('about:blank');
  await page.goto(built.url);
  await ready(page);
  await scriptComes(page, /cpu\(77\)/);
});

test('an edit is kept although the page is left before all of it is drawn', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await page.locator('.cm-content').focus();
  await drawInPieces(page);
  const [none, one, other] = await page.evaluate(async () => {
    const drafts = () => localStorage.getItem('interleave.drafts');
    const left = async (text) => {
      await globalThis.typed(text);
      dispatchEvent(new Event('pagehide'));
      return drafts();
    };
    return [drafts(), await left('cpu(7)\n'), await left('cpu(8)\n')];
  });
  assert.equal(none, null);
  assert.ok(one && other && one !== other, 'both edits are kept');
});

test('a file is opened by choosing or dropping it, and Undo brings the script back', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, 'cpu(1)\n');
  const tool = await menu(page, 'import');
  const file = (name, text) => ({ name, mimeType: 'text/x-python', buffer: Buffer.from(text) });
  await tool.locator('input[type="file"]').setInputFiles({ name: 'photo.py', mimeType: 'image/png', buffer: Buffer.from([0xff, 0xfe, 0x00]) });
  await tool.getByText('no text in UTF-8').waitFor();
  await tool.locator('input[type="file"]').setInputFiles(file('lab 1.py', '# @model threads\r\ncpu(5)\r\n'));
  await tool.waitFor({ state: 'detached' });
  await page.locator('input[name="model"][value="threads"]:checked').waitFor({ state: 'attached' });
  await eventually(() => page.locator('.scenario-title').inputValue(), (title) => assert.equal(title, 'lab 1'));
  await page.locator('.notice button').first().click();
  await page.locator('.notice').waitFor({ state: 'detached' });
  await scriptComes(page, /^cpu\(1\)\s*$/);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['cpu(8)\n'], 'dropped.py'));
    document.querySelector('.workspace').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await page.locator('.scenario-title').and(page.locator('[value="dropped"]')).or(page.getByRole('heading', { name: 'dropped' })).first().waitFor();
  await scriptComes(page, /^cpu\(8\)\s*$/);
});

test('hints go one by one as they are followed, and for ever', async (t) => {
  const page = await built.open(t, { hash: '#1.x-gil-cpu' });
  await ready(page);
  const hint = page.getByTestId('hint');
  await hint.getByText(/change a number/).waitFor();
  await typeScript(page, 'def job():\n    cpu(9)\n\nspawn(job)\nspawn(job)\n');
  await hint.getByText(/Choose a bar/).waitFor();
  await page.getByRole('button', { name: 'Explain the first switch' }).click();
  await hint.getByText(/another model/).waitFor();
  await kept(page, 'hints', '4');
  await page.reload();
  await ready(page);
  await hint.getByText(/another model/).waitFor();
  await hint.getByRole('button', { name: 'No more hints' }).click();
  await hint.waitFor({ state: 'detached' });
  await kept(page, 'hints', '0');
  await page.reload();
  await ready(page);
  assert.equal(await hint.count(), 0);
});

test('theme, language, panel and the width of the script are remembered', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await page.locator('#theme').selectOption('dark');
  await page.locator('#language').selectOption('ru');
  // Its texts are loaded first.
  await page.locator('html[lang=ru]').waitFor();
  await openPanel(page, 'numbers');
  await page.locator('.splitter').focus();
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowRight');
  await kept(page, 'split', '44');
  await kept(page, 'theme', 'dark');
  await kept(page, 'lang', 'ru');
  await kept(page, 'panel', '4');
  await page.reload();
  await ready(page);
  await page.locator('html[data-theme="dark"][lang="ru"]').waitFor();
  await page.getByTestId('numbers').waitFor();
  await page.locator('.splitter[aria-valuenow="44"]').waitFor();
  const share = await page.evaluate(() => {
    const width = (selector) => document.querySelector(selector).getBoundingClientRect().width;
    return width('.pane-script') / width('#workspace');
  });
  assert.ok(Math.abs(share - 0.44) < 0.01, `${share}`);
});

test('where nothing can be kept the page works, and says so once', async (t) => {
  const page = await built.open(t);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } });
  });
  await page.reload();
  await ready(page);
  await typeScript(page, 'cpu(5)\n');
  const notice = page.locator('.notice');
  await notice.getByText(/does not keep drafts/).waitFor();
  await notice.locator('button').click();
  await notice.waitFor({ state: 'detached' });
  const before = page.url();
  await typeScript(page, 'cpu(6)\n');
  await page.waitForFunction((url) => location.href !== url, before);
  const tool = await menu(page, 'drafts');
  await tool.getByText(/None yet/).waitFor();
  assert.equal(await notice.count(), 0, 'it was said');
});
