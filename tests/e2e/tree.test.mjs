// What a screen reader is told: the tree of roles and names of the main views,
// held against tests/e2e/golden. `UPDATE_EXPECT=1` writes them anew, to be
// read as a diff.
//
// The timeline's cells are left to tests of their own (they equal the trace).
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { LANGUAGES, site } from './helpers.mjs';
import { eventually, openPanel, ready, turn } from './learner.mjs';

const built = site();
const GOLDEN = new URL('golden/', import.meta.url);

/** The tree without the cells of the grid, of which there are many. */
async function tree(locator) {
  const text = await locator.ariaSnapshot();
  const kept = [];
  let skipped = -1;
  for (const line of text.split('\n')) {
    const depth = line.search(/\S/);
    if (skipped >= 0 && depth > skipped) continue;
    skipped = /^\s*- (row|gridcell|rowheader)\b/.test(line) ? depth : -1;
    if (!/^\s*- (gridcell|rowheader)\b/.test(line)) kept.push(line.replaceAll('\u00a0', ' '));
  }
  // Addresses have the test's own port.
  return `${kept.join('\n').replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://host')}\n`;
}

async function held(name, locator) {
  const file = new URL(`${name}.yml`, GOLDEN);
  if (process.env.UPDATE_EXPECT) {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(file, await tree(locator));
  }
  const golden = readFileSync(file, 'utf8');
  await eventually(() => tree(locator), (text) => assert.equal(text, golden, `${name}: UPDATE_EXPECT=1 writes it anew`));
}

/** A second after the run it is said, too, what came of it. */
const announced = (page) =>
  page.getByTestId('announcement').filter({ hasText: /./ }).waitFor({ state: 'attached' });

for (const lang of LANGUAGES) {
  test(`the tree of the page (${lang})`, async (t) => {
    const page = await built.open(t, { lang, hash: '#1.x-gil-cpu' });
    await ready(page);
    // The cells come a moment after the picture.
    await page.locator('[data-spot="1-0"]').waitFor({ state: 'attached' });
    await announced(page);
    await held(`page.${lang}`, page.locator('body'));
    await openPanel(page, 'numbers');
    await held(`numbers.${lang}`, page.locator('.panels'));
    await page.locator('.menu > button').click();
    await page.locator('.menu-list').waitFor();
    await held(`menu.${lang}`, page.locator('.menu'));
    await page.keyboard.press('Escape');
    await page.locator('[data-tool="compare"]').click();
    await page.locator('.tool-run').first().waitFor();
    await held(`compare.${lang}`, page.locator('dialog[open]'));
  });

  test(`the tree of an embed and of a phone (${lang})`, async (t) => {
    const embed = await built.open(t, { lang, query: `?embed=1&lang=${lang}`, hash: '#1.x-gil-cpu' });
    await ready(embed);
    await held(`embed.${lang}`, embed.locator('header'));
    const phone = await built.open(t, { lang, size: 'phone', hash: '#1.x-gil-cpu' });
    await phone.getByTestId('timeline').first().waitFor();
    await turn(phone, 'explain');
    await announced(phone);
    await held(`phone.${lang}`, phone.locator('body'));
  });
}
