// How long a keystroke keeps the page busy, for every lesson, in the browser.
//
// A space is typed at the end of the script and taken back, again and again.
// What is counted is what the browser's own profiler counts as script: the
// editor, compiling, running, layout of the timeline, its painting. The
// target is one frame, 16 ms; `STRICT=1` fails above it (the machines that
// run the tests are shared, so `make test` only looks at the page's work).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '../../scripts/serve.mjs';
import { launch } from './helpers.mjs';

const TARGET_MS = 16;
const KEYSTROKES = Number(process.env.KEYSTROKES ?? 30);

const root = fileURLToPath(new URL('../../', import.meta.url));
const gallery = readFileSync(`${root}/src/lessons/mod.rs`, 'utf8');
const lessons = [...gallery.matchAll(/lesson!\("([a-z-]+)"/g)].map(([, id]) => id);

const server = await serve(`${root}/dist`);
const browser = await launch();
let slow = 0;
console.log(`Script time of a keystroke, ms, over ${KEYSTROKES} of them (target ${TARGET_MS})\n`);
console.log(`${'lesson'.padEnd(18)}${'median'.padStart(8)}${'worst'.padStart(8)}`);
for (const id of lessons) {
  const times = await keystrokes(id);
  const median = times[times.length >> 1];
  if (median > TARGET_MS) slow += 1;
  console.log(id.padEnd(18) + [median, times.at(-1)].map((ms) => ms.toFixed(1).padStart(8)).join(''));
}
await browser.close();
server.close();
server.closeAllConnections();
if (slow > 0) {
  console.log(`\n${slow} of ${lessons.length} above the target`);
  if (process.env.STRICT) process.exitCode = 1;
}

/** Milliseconds of each keystroke, sorted. */
async function keystrokes(id) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await page.goto(`${server.url}#1.x-${id}`);
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  const profiler = await page.context().newCDPSession(page);
  await profiler.send('Performance.enable');
  const script = async () => {
    const { metrics } = await profiler.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration').value * 1000;
  };
  const painted = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

  const times = [];
  for (let i = 0; i < KEYSTROKES + 5; i += 1) {
    const before = await script();
    await page.keyboard.press(i % 2 === 0 ? 'Space' : 'Backspace');
    await painted();
    const spent = (await script()) - before;
    // The first few warm the browser's compiler.
    if (i >= 5) times.push(spent);
  }
  await page.close();
  return times.sort((a, b) => a - b);
}
