// The main views against recorded pictures: desktop and phone, light and dark,
// English and Russian. `UPDATE_EXPECT=1 node --test tests/e2e/looks.test.mjs`
// records them anew, to be looked at (tests/e2e/golden/looks).
//
// Letters are drawn by the browser and the fonts of the machine. Where both
// are those that drew the record, pixels are compared; where not, only where
// the parts stand, with more room. Pictures have half the size: enough to see
// what moved or lost its colour.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { LANGUAGES, THEMES, site } from './helpers.mjs';
import { eventually, painted, ready } from './learner.mjs';

const built = site();
const GOLDEN = new URL('golden/looks/', import.meta.url);
const UPDATE = Boolean(process.env.UPDATE_EXPECT);
/** Of all pixels; and how far a channel may be off before a pixel counts. */
const TOLERANCE = { pixels: 0.005, channel: 32 };
/** CSS pixels by which a part may stand or be otherwise: as recorded, elsewhere. */
const ROOM = { same: 2, other: 60 };
const PARTS = ['.top-bar', '.control-bar', '.pane-script', '.story', '.editor', '.takeaway', '.tl-canvas', '.playback', '.panels', '.phone-tabs', 'dialog[open]'];

const record = (() => {
  try {
    return JSON.parse(readFileSync(new URL('record.json', GOLDEN), 'utf8'));
  } catch {
    return { drawnBy: '', views: {} };
  }
})();

/** The browser, and how wide the fonts in use draw a few letters. */
async function drawnBy(page) {
  const fonts = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    const { font: sans } = getComputedStyle(document.body);
    const families = [sans, '14px ui-monospace, "DejaVu Sans Mono", monospace'];
    return families.map((font) => {
      context.font = font;
      return ['Waiting for I/O 0123', 'Ждёт ввода-вывода', 'mmmiii'].map((text) => context.measureText(text).width.toFixed(2)).join();
    });
  });
  return `${page.context().browser().version()} ${fonts.join(' ')}`;
}

const boxes = (page) =>
  page.evaluate((parts) => {
    const found = parts.map((part) => [part, document.querySelector(part)]).filter(([, one]) => one?.checkVisibility());
    return Object.fromEntries(
      found.map(([part, one]) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return [part, [x, y, width, height].map(Math.round)];
      }),
    );
  }, PARTS);

/** The share of pixels that differ, 1 if the sizes do. */
const difference = (page, ours, theirs) =>
  page.evaluate(
    async ([a, b, channel]) => {
      const pixels = async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [one, other] = [await pixels(a), await pixels(b)];
      if (one.width !== other.width || one.height !== other.height) return 1;
      let off = 0;
      for (let i = 0; i < one.data.length; i += 4) {
        if ([0, 1, 2].some((at) => Math.abs(one.data[i + at] - other.data[i + at]) > channel)) off += 1;
      }
      return off / (one.data.length / 4);
    },
    [ours.toString('base64'), theirs.toString('base64'), TOLERANCE.channel],
  );

async function held(page, name) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await painted(page);
  const by = await drawnBy(page);
  const shot = () => page.screenshot({ animations: 'disabled' });
  const file = new URL(`${name}.png`, GOLDEN);
  if (UPDATE) {
    const [picture, stand] = [await shot(), await boxes(page)];
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(file, picture);
    record.drawnBy = by;
    record.views[name] = stand;
    writeFileSync(new URL('record.json', GOLDEN), `${JSON.stringify(record, null, 1)}\n`);
    return;
  }
  const same = by === record.drawnBy;
  const expected = record.views[name];
  const room = same ? ROOM.same : ROOM.other;
  await eventually(() => boxes(page), (stand) => {
    assert.deepEqual(Object.keys(stand), Object.keys(expected), `${name}: other parts are there`);
    for (const [part, box] of Object.entries(stand)) {
      const off = Math.max(...box.map((value, i) => Math.abs(value - expected[part][i])));
      assert.ok(off <= room, `${name}: ${part} stands at ${box}, recorded at ${expected[part]}`);
    }
  });
  if (!same) return;
  const recorded = readFileSync(file);
  await eventually(async () => difference(page, await shot(), recorded), (share) =>
    assert.ok(share <= TOLERANCE.pixels, `${name}: ${(share * 100).toFixed(2)} % of the pixels are others; UPDATE_EXPECT=1 records them anew`));
}

for (const size of ['desktop', 'phone']) {
  for (const lang of LANGUAGES) {
    test(`the page looks as recorded (${size}, ${lang})`, async (t) => {
      const page = await built.open(t, { size, lang, scale: 0.5, hash: '#1.x-gil-cpu' });
      await page.getByTestId('timeline').first().waitFor();
      if (size === 'desktop') await ready(page);
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        await held(page, `${size}-${lang}-${colorScheme}`);
      }
      await page.locator('[data-tool="compare"]').click();
      await page.locator('.tool-run').first().waitFor();
      await held(page, `${size}-${lang}-compare`);
    });
  }
}
