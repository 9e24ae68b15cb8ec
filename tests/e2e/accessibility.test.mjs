// axe-core finds nothing: every view, language and theme.
import { test } from 'node:test';
import { LANGUAGES, THEMES, checkAccessibility, site } from './helpers.mjs';
import { openPanel, ready, typeScript } from './learner.mjs';

const built = site();

for (const lang of LANGUAGES) {
  for (const theme of THEMES) {
    const name = `${lang}, ${theme}`;
    const open = async (t, options) => {
      const page = await built.open(t, { lang, theme, ...options });
      await ready(page);
      return page;
    };

    test(`a run, its panels and an explanation (${name})`, async (t) => {
      const page = await open(t, { hash: '#1.x-gil-cpu' });
      for (const panel of ['now', 'console', 'numbers', 'table', 'why']) {
        await openPanel(page, panel);
        await checkAccessibility(page);
      }
      await page.locator('.panel .button').first().click();
      await page.getByTestId('why').waitFor();
      await checkAccessibility(page);
    });

    test(`a script with mistakes, an empty one, a deadlock (${name})`, async (t) => {
      const page = await open(t);
      await typeScript(page, 'def job():\n    cpuu(10)\n\nspawn(jo)\n');
      await page.getByTestId('problems').waitFor();
      await checkAccessibility(page);
      await typeScript(page, '\n');
      await page.locator('.tl-empty').waitFor();
      await checkAccessibility(page);
      await typeScript(page, 'queue = Queue()\ncpu(5)\nqueue.get()\n');
      await page.locator('.takeaway li').first().waitFor();
      await checkAccessibility(page);
    });

    test(`the dialogs and the menu (${name})`, async (t) => {
      const page = await open(t);
      const menu = page.locator('.menu > button');
      const openers = [
        () => page.locator('.top-actions > button').nth(0).click(),
        () => page.locator('.top-actions > button').nth(1).click(),
        ...[3, 4].map((i) => async () => {
          await menu.click();
          await checkAccessibility(page);
          await page.locator('.menu-item').nth(i).click();
        }),
      ];
      for (const opener of openers) {
        await opener();
        await page.locator('dialog[open]').waitFor();
        await checkAccessibility(page);
        await page.keyboard.press('Escape');
        await page.locator('dialog[open]').waitFor({ state: 'detached' });
      }
    });

    test(`an embed, also with mistakes (${name})`, async (t) => {
      const page = await open(t, { query: `?embed=1&lang=${lang}&theme=${theme}` });
      await checkAccessibility(page);
      await typeScript(page, 'cpuu(1)\n');
      await page.getByTestId('problems').waitFor();
      await checkAccessibility(page);
    });

    test(`a phone (${name})`, async (t) => {
      const page = await built.open(t, { lang, theme, size: 'phone' });
      await page.getByTestId('timeline').first().waitFor();
      await page.locator('.setup-summary').click();
      for (const i of [0, 1, 2]) {
        await page.locator('.phone-tab').nth(i).click();
        await checkAccessibility(page);
      }
    });
  }
}
