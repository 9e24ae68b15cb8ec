// axe-core finds nothing: page and embed, every language, light, dark and
// forced colours; empty, run, error, dialog, compare, phone.
//
// A state is made once and looked at in all colours: they change without a
// reload, as on a reader's computer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, checkAccessibility, site } from './helpers.mjs';
import {
  closeDialog, eventually, openDialog, openPanel, painted, ready, turn, typeScript,
} from './learner.mjs';

const built = site();

const COLOURS = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'active' },
];

async function inAllColours(page) {
  for (const colours of COLOURS) {
    await page.emulateMedia(colours);
    // The picture is painted anew for each.
    await painted(page);
    await checkAccessibility(page);
  }
}

const MISTAKES = 'def job():\n    cpuu(10)\n\nspawn(jo)\n';
const DEADLOCK = 'queue = Queue()\ncpu(5)\nqueue.get()\n';

async function openTool(page, kind) {
  await page.locator(`[data-tool="${kind}"]`).first().click();
  const tool = page.getByTestId(`tool-${kind}`);
  await tool.waitFor();
  // Pictures come last.
  if (['compare', 'curve', 'export'].includes(kind)) await tool.locator('img').first().waitFor();
}

test('in forced colours the picture has the ground and the text of the system', async (t) => {
  for (const theme of ['light', 'dark']) {
    const page = await built.open(t, { theme, forcedColors: 'active', hash: '#1.x-gil-io' });
    await ready(page);
    const colours = () => page.locator('.tl-canvas').evaluate((canvas) => {
      const { color, backgroundColor } = getComputedStyle(canvas);
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      // Colours by how often they are there: what words on bars lie on comes before their own.
      const counts = new Map();
      for (let i = 0; i < data.length; i += 4) {
        const colour = `rgb(${data[i]}, ${data[i + 1]}, ${data[i + 2]})`;
        if (data[i + 3] === 255) counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
      return { ground: backgroundColor, text: color, label: [counts.get(backgroundColor) ?? 0, counts.get(color) ?? 0] };
    });
    await eventually(colours, ({ ground, text, label }) => {
      assert.notEqual(ground, text);
      assert.ok(label[0] > label[1], `${theme}: more ground than text: ${label}`);
    });
  }
});

for (const lang of LANGUAGES) {
  for (const where of ['page', 'embed']) {
    const query = where === 'embed' ? `?embed=1&lang=${lang}` : '';

    test(`a run and its panels, mistakes, nothing, a deadlock (${where}, ${lang})`, async (t) => {
      const page = await built.open(t, { lang, query, hash: '#1.x-gil-cpu' });
      await ready(page);
      for (const panel of ['now', 'console', 'numbers', 'table', 'why']) {
        await openPanel(page, panel);
        await inAllColours(page);
      }
      await page.locator('.panel .button').first().click();
      await page.getByTestId('why').waitFor();
      await inAllColours(page);
      await typeScript(page, MISTAKES);
      await page.getByTestId('problems').waitFor();
      await inAllColours(page);
      await typeScript(page, '\n');
      await page.locator('.tl-empty').waitFor();
      await inAllColours(page);
      await typeScript(page, DEADLOCK);
      await page.locator('.takeaway li').first().waitFor();
      await inAllColours(page);
    });

    test(`dialogs and tools (${where}, ${lang})`, async (t) => {
      const page = await built.open(t, { lang, query, hash: '#1.x-gil-cpu' });
      await ready(page);
      for (const kind of ['compare', 'curve', 'export']) {
        await openTool(page, kind);
        await inAllColours(page);
        await closeDialog(page);
      }
      await openPanel(page, 'numbers');
      await openTool(page, 'numbers');
      await inAllColours(page);
      await closeDialog(page);
      if (where === 'embed') return;
      for (const i of [0, 1]) {
        await openDialog(page, i);
        await inAllColours(page);
        await closeDialog(page);
      }
      await typeScript(page, DEADLOCK);
      await page.waitForFunction(() => localStorage.getItem('interleave.drafts'));
      const menu = async () => {
        await page.locator('.menu > button').click();
        await page.locator('.menu-list').waitFor();
      };
      await menu();
      await inAllColours(page);
      for (const kind of ['drafts', 'import', 'shortcuts', 'about']) {
        await openTool(page, kind);
        await inAllColours(page);
        await closeDialog(page);
        await menu();
      }
    });

    test(`a phone (${where}, ${lang})`, async (t) => {
      const page = await built.open(t, { lang, query, size: 'phone', hash: '#1.x-gil-cpu' });
      await page.getByTestId('timeline').first().waitFor();
      if (where === 'page') {
        await page.locator('.setup-summary').click();
        await page.locator('#cores').waitFor();
      }
      for (const tab of ['script', 'timeline', 'explain']) {
        await turn(page, tab);
        await inAllColours(page);
      }
      await turn(page, 'timeline');
      await openTool(page, 'compare');
      await inAllColours(page);
    });
  }
}
