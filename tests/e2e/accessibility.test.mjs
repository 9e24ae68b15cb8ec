// axe-core finds nothing: every view, language and theme.
import { test } from 'node:test';
import { LANGUAGES, THEMES, checkAccessibility, site } from './helpers.mjs';
import { openPanel, ready, typeScript } from './learner.mjs';

const built = site();

for (const lang of LANGUAGES) {
  for (const theme of THEMES) {
    const name = `${lang}, ${theme}`;

    test(`a run and its panels (${name})`, async (t) => {
      const page = await built.open(t, { lang, theme });
      await ready(page);
      for (const panel of ['why', 'console', 'numbers', 'table']) {
        await openPanel(page, panel);
        await checkAccessibility(page);
      }
    });

    test(`a script with mistakes (${name})`, async (t) => {
      const page = await built.open(t, { lang, theme });
      await ready(page);
      await typeScript(page, 'def job():\n    cpuu(10)\n\nspawn(jo)\n');
      await page.getByTestId('problems').waitFor();
      await checkAccessibility(page);
    });

    test(`the dialogs (${name})`, async (t) => {
      const page = await built.open(t, { lang, theme });
      await ready(page);
      for (const i of [0, 1]) {
        await page.locator('.top-actions > button').nth(i).click();
        await page.locator('dialog[open]').waitFor();
        await checkAccessibility(page);
        await page.keyboard.press('Escape');
        await page.locator('dialog[open]').waitFor({ state: 'detached' });
      }
    });

    test(`an embed (${name})`, async (t) => {
      const page = await built.open(t, { query: `?embed=1&lang=${lang}&theme=${theme}`, theme, lang });
      await ready(page);
      await checkAccessibility(page);
    });
  }
}

test('a phone', async (t) => {
  const page = await built.open(t, { size: 'phone' });
  await page.getByTestId('timeline').first().waitFor();
  for (const i of [0, 1, 2]) {
    await page.locator('.phone-tab').nth(i).click();
    await checkAccessibility(page);
  }
});
