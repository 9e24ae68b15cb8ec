// What is kept and passed on: links, drafts, examples, addresses gone wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import {
  TWO_TASKS, chooseModel, drawInPieces, eventually, expectRunning, openPanel, ready, scriptOf, setCores, typeScript,
} from './learner.mjs';

const built = site();

/** Waits until the script is that of `edited`. */
const scriptComes = (page) =>
  eventually(() => scriptOf(page), (text) => assert.equal(text.trim(), TWO_TASKS.trim()));

/** Opens the page with a script of one's own, which the address has followed. */
async function edited(t, options) {
  const page = await built.open(t, options);
  await ready(page);
  const before = await page.evaluate(() => location.hash);
  await typeScript(page, TWO_TASKS);
  await chooseModel(page, 'processes');
  await setCores(page, 2);
  await openPanel(page, 'table');
  await expectRunning(page, ['A 0-20', 'B 0-20']);
  await page.waitForFunction((old) => location.hash !== old, before);
  return page;
}

test('a copied link opens the same script, machine and picture elsewhere', async (t) => {
  const page = await edited(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('Copied').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const elsewhere = await built.open(t, { url: link });
  await ready(elsewhere);
  await scriptComes(elsewhere);
  await elsewhere.locator('input[value="processes"]:checked').waitFor({ state: 'attached' });
  await eventually(() => elsewhere.locator('#cores').inputValue(), (cores) => assert.equal(cores, '2'));
  await openPanel(elsewhere, 'table');
  await expectRunning(elsewhere, ['A 0-20', 'B 0-20']);
});

test('a link holds the last edit, although that is not all drawn', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await page.locator('.cm-content').focus();
  await drawInPieces(page);
  await page.evaluate(async () => {
    await globalThis.typed('cpu(7)\n');
    await globalThis.typed('cpu(8)\n');
    document.querySelector('[data-tool="share"]').click();
  });
  const elsewhere = await built.open(t, { url: await page.locator('#share-link').inputValue() });
  await ready(elsewhere);
  await eventually(() => scriptOf(elsewhere), (text) => assert.match(text, /^cpu\(7\)\ncpu\(8\)\n/));
});

test('a link opens at its moment, given by the address or by who shared it', async (t) => {
  const page = await built.open(t, { query: '?t=50', permissions: ['clipboard-read', 'clipboard-write'] });
  await ready(page);
  const time = async (where) => (await where.locator('.pb-time').innerText()).replace(/\s/, ' ');
  await eventually(() => time(page), (now) => assert.equal(now, '50 ms'));
  await page.getByRole('button', { name: 'Next event' }).click();
  await eventually(() => time(page), (now) => assert.notEqual(now, '50 ms'));
  const moved = await time(page);

  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByLabel('Open at the moment shown now').check();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('Copied').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const elsewhere = await built.open(t, { url: link });
  await ready(elsewhere);
  await eventually(() => time(elsewhere), (now) => assert.equal(now, moved));
});

test('the draft survives a reload, and an untouched link does not replace it', async (t) => {
  const page = await edited(t);
  await page.reload();
  await ready(page);
  await scriptComes(page);
  await page.goto('about:blank');
  await page.goto(`${built.url}#1.x-two-cores`);
  await ready(page);
  await eventually(() => scriptOf(page), (text) => assert.match(text, /frame/));
  await page.goto('about:blank');
  await page.goto(built.url);
  await ready(page);
  await scriptComes(page);
});

test('an example opens over the own script and can be taken back', async (t) => {
  const page = await edited(t);
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('button', { name: /Two cores at once/ }).click();
  await page.getByText(/parallelism/).first().waitFor();
  await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
  await expectRunning(page, ['A 0-20', 'B 0-20']);
});

test('an example can be linked by hand', async (t) => {
  const page = await built.open(t, { hash: '#1.n-4.x-two-cores' });
  await ready(page);
  assert.equal(await page.getByLabel('Title of the scenario').inputValue(), 'Two cores at once');
  assert.equal(await page.locator('#cores').inputValue(), '4');
  assert.equal(await page.locator('.notice').count(), 0);
});

test('a link pasted into an open page opens there', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await page.evaluate(() => { location.hash = '#1.x-deadlock'; });
  await page.getByTestId('takeaway').getByText(/Deadlock/).waitFor();
});

test('an unknown view parameter gives the default and a notice', async (t) => {
  const page = await built.open(t, { query: '?theme=sepia' });
  await ready(page);
  await page.locator('.notice').getByText(/sepia/).waitFor();
  await page.locator('.notice').getByRole('button').click();
  await page.locator('.notice').waitFor({ state: 'detached' });
});

/** Numbers that look random and are the same each time. */
function* numbers(seed) {
  for (let x = seed; ; ) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    yield x;
  }
}

test('no fragment breaks the page: it says what is wrong and keeps the draft', async (t) => {
  const page = await edited(t);
  const good = await page.evaluate(() => location.hash.slice(1));
  const chance = numbers(7);
  const next = (n) => chance.next().value % n;
  const letters = '.-_%#=&+<>"\'\\ \u202eaZ09я😀';
  const noise = () => Array.from({ length: 1 + next(60) }, () => [...letters][next([...letters].length)]).join('');
  const fragments = [
    ...Array.from({ length: 6 }, () => good.slice(0, 2 + next(good.length - 3))),
    ...Array.from({ length: 6 }, () => {
      const at = 2 + next(good.length - 2);
      // Never the letter that is there: that would be the good link.
      return good.slice(0, at) + (good[at] === 'Q' ? 'R' : 'Q') + good.slice(at + 1);
    }),
    ...Array.from({ length: 6 }, () => `1.${noise()}`),
    '2.z-AAAA.00000000', '1.', '.', '%', '%00', '1.p-.00000000', '<img src=x onerror=alert(1)>',
    `1.z-${'A'.repeat(30_000)}.00000000`,
  ];
  for (const fragment of fragments) {
    await page.goto('about:blank');
    await page.goto(`${built.url}#${fragment}`);
    await page.getByTestId('editor').waitFor().catch(() => assert.fail(`nothing shown: ${fragment}`));
    await eventually(
      () => page.evaluate(() => document.querySelector('.notice') !== null || location.hash.length < 3),
      (said) => assert.ok(said, `not a word about ${fragment}`),
    );
  }
  await page.goto('about:blank');
  await page.goto(built.url);
  await ready(page);
  await scriptComes(page);
});
