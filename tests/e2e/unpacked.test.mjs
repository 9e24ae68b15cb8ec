// The page's programs are unpacked by a worker, and once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import { eventually, ready } from './learner.mjs';

const built = site();

/** Counts the workers of every document from the next one on, and may refuse them. */
const countWorkers = (page, { refused = false } = {}) =>
  page.addInitScript((refuse) => {
    globalThis.workers = [];
    const { Worker } = globalThis;
    globalThis.Worker = class extends Worker {
      constructor(url) {
        globalThis.workers.push(url);
        if (refuse) throw new DOMException('no worker here', 'SecurityError');
        super(url);
      }
    };
  }, refused);

const workers = (of) => of.evaluate(() => globalThis.workers.map((url) => url.replace(/.*\//, '').replace(/-[0-9a-f]+/, '')));

/** The programs that are kept, by their files' names without the hash, once there are `count`. */
const keeps = (of, count) =>
  eventually(
    () => of.evaluate(async () => {
      const store = await caches.open('interleave-unpacked');
      return Promise.all((await store.keys()).map(async (request) => {
        const bytes = await (await store.match(request)).arrayBuffer();
        const name = new URL(request.url).pathname.replace(/.*\//, '').replace(/-[0-9a-f]+\..*/, '');
        return WebAssembly.validate(bytes) ? name : `${name}, damaged`;
      }));
    }),
    (names) => {
      assert.equal(names.length, count, names.join());
      return names.sort();
    },
  );

/** As on a first visit, but for what the browser itself keeps. */
const forget = (page) => page.evaluate(() => caches.delete('interleave-unpacked'));

test('a worker unpacks the program, and the next visit and its tools have it', async (t) => {
  const page = await built.open(t, { query: '?lang=ru' });
  await ready(page);
  await keeps(page, 2);
  await forget(page);
  await countWorkers(page);
  await page.reload();
  await ready(page);
  await page.locator('[data-tool="share"]').click();
  await page.locator('dialog.tool[open]').waitFor();
  assert.deepEqual(await workers(page), ['start.js', 'start.js', 'start.js']);
  assert.deepEqual(await keeps(page, 3), ['interleave-page', 'ru', 'tools']);
  await page.reload();
  await ready(page);
  await page.locator('html[lang="ru"]').waitFor();
  await page.locator('[data-tool="share"]').click();
  await page.locator('dialog.tool[open]').waitFor();
  assert.deepEqual(await workers(page), []);
});

test('without a worker the page unpacks the program itself', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await keeps(page, 1);
  await forget(page);
  await countWorkers(page, { refused: true });
  await page.reload();
  await ready(page);
  assert.deepEqual(await workers(page), ['start.js']);
  await keeps(page, 1);
});

test('frames of a course page unpack the program once, and an earlier version is forgotten', async (t) => {
  const frames = Array.from({ length: 4 }, (_, i) => `<iframe title="${i}" src="${built.url}?embed=1"></iframe>`);
  const course = await built.host(t, `<!DOCTYPE html><title>course</title>${frames.join('')}`);
  const page = await built.open(t, { url: course.url, allow: [course.origin] });
  const inside = () => page.frames().slice(1);
  const drawn = () => Promise.all([0, 1, 2, 3].map((i) => page.frameLocator('iframe').nth(i).getByTestId('timeline').first().waitFor()));
  await drawn();
  await inside()[0].evaluate(async () => {
    const store = await caches.open('interleave-unpacked');
    const [{ url }] = await store.keys();
    await store.put(url.replace(/-[0-9a-f]+\.wasm/, '-0123456789ab.wasm'), await store.match(url));
    await store.delete(url);
  });
  await countWorkers(page);
  await page.reload();
  await drawn();
  const counts = await Promise.all(inside().map(workers));
  assert.deepEqual(counts.flat(), ['start.js']);
  await keeps(inside()[0], 1);
});

test('what is kept and damaged fails one start and is forgotten', async (t) => {
  const page = await built.open(t, { expectErrors: [/RangeError|CompileError/] });
  await ready(page);
  await keeps(page, 1);
  await page.evaluate(async () => {
    const store = await caches.open('interleave-unpacked');
    const [program] = await store.keys();
    await store.put(program, new Response('damaged', { headers: { 'content-type': 'application/wasm' } }));
  });
  await page.reload();
  await page.locator('#not-started').waitFor();
  await eventually(() => page.evaluate(() => caches.has('interleave-unpacked')), (there) => assert.equal(there, false));
  await page.reload();
  await ready(page);
});
