// Screenshots of the built page for people to look at: every size, theme and
// language, into test-results/shots/. `QUERY` and `HASH` choose another view.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '../../scripts/serve.mjs';
import { LANGUAGES, SIZES, THEMES, launch } from './helpers.mjs';

const root = new URL('../../', import.meta.url);
const out = new URL('test-results/shots/', root);
mkdirSync(out, { recursive: true });

const server = await serve(fileURLToPath(new URL('dist', root)));
const browser = await launch();
for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of THEMES) {
    for (const lang of LANGUAGES) {
      const page = await browser.newPage({ viewport, colorScheme, locale: lang, reducedMotion: 'reduce' });
      await page.goto(`${server.url}${process.env.QUERY ?? ''}${process.env.HASH ?? ''}`);
      await page.waitForLoadState('networkidle');
      // The editor arrives last; a view without one is settled by then.
      await page.locator('.cm-content').waitFor({ timeout: 3000 }).catch(() => {});
      const file = fileURLToPath(new URL(`${size}-${colorScheme}-${lang}.png`, out));
      await page.screenshot({ path: file });
      console.log(file);
      await page.close();
    }
  }
}
await browser.close();
server.close();
server.closeAllConnections();
