// Without a network after the first visit, and a newer page once it is there.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../scripts/serve.mjs';
import { site } from './helpers.mjs';
import { TWO_TASKS, eventually, ready, scriptOf, typeScript } from './learner.mjs';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const built = site();

/** The page kept by its service worker, on a server that can be stopped. */
async function visited(t, folder = DIST) {
  const server = await serve(folder, { prefix: '/course/' });
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  // Not the one that keeps this process going, whatever fails.
  server.unref();
  t.after(stop);
  const page = await built.open(t, {
    url: server.url,
    allow: [new URL(server.url).origin],
    serviceWorkers: 'allow',
    expectErrors: [/ERR_CONNECTION_REFUSED|ERR_FAILED|fetch|404/],
  });
  await ready(page);
  // It takes the page over once everything is kept.
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  return { page, server, stop };
}

test('after one visit everything works without a network', async (t) => {
  const { page, stop, server } = await visited(t);
  stop();
  await page.reload();
  await ready(page);
  await typeScript(page, TWO_TASKS);
  await page.getByTestId('takeaway').getByText(/2.tasks finish/).waitFor();
  await page.locator('[data-tool="compare"]').click();
  await page.locator('.tool-run').first().waitFor();
  await page.goto(`${server.url}?lang=ru#1.x-gil-cpu`);
  await ready(page);
  await page.locator('html[lang="ru"]').waitFor();
});

test('what is not of this page passes by, and a frame has no worker', async (t) => {
  const { page, server } = await visited(t);
  const status = (name) => page.evaluate((url) => fetch(url).then((answer) => answer.status), `${server.url}${name}`);
  assert.equal(await status('v/1.0.0/'), 404);
  assert.equal(await status('licences.txt'), 200);
  const host = await built.host(t, `<!DOCTYPE html><title>course</title><iframe title="x" src="${built.url}?embed=1"></iframe>`);
  const course = await built.open(t, { url: host.url, allow: [host.origin], serviceWorkers: 'allow' });
  await course.frameLocator('iframe').getByTestId('timeline').first().waitFor();
  const inside = course.frames()[1];
  assert.equal(await inside.evaluate(async () => Boolean(await navigator.serviceWorker.getRegistration())), false);
});

test('a newer page is offered, taken on request, and the old one is forgotten', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(DIST, folder, { recursive: true });
  const { page } = await visited(t, folder);
  await typeScript(page, '# kept over the update\ncpu(7)\n');
  const html = join(folder, 'index.html');
  writeFileSync(html, readFileSync(html, 'utf8').replace('<html lang="en">', '<html lang="en" data-newer>'));
  const worker = join(folder, 'sw.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/"[0-9a-f]{12}"/, '"newer-one-00"'));
  appendFileSync(worker, '// newer\n');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.locator('[data-update]').waitFor();
  assert.equal(await page.locator('html[data-newer]').count(), 0, 'the old one goes on');
  await page.locator('[data-update]').click();
  await page.locator('html[data-newer]').waitFor({ state: 'attached' });
  await ready(page);
  await eventually(() => scriptOf(page), (text) => assert.match(text, /kept over the update/));
  await eventually(
    () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('interleave /'))),
    (stores) => assert.deepEqual(stores, ['interleave /course/ newer-one-00']),
  );
});

test('the page can be installed', async (t) => {
  const page = await built.open(t);
  const manifest = await page.evaluate(async () => {
    const address = document.querySelector('link[rel="manifest"]').href;
    const found = await (await fetch(address)).json();
    const sizes = await Promise.all(
      found.icons.map(async ({ src, sizes: said }) => {
        const image = new Image();
        image.src = new URL(src, address).href;
        await image.decode();
        return [said, `${image.naturalWidth}x${image.naturalHeight}`];
      }),
    );
    return { ...found, measured: sizes };
  });
  assert.equal(manifest.display, 'standalone');
  assert.ok(manifest.icons.some(({ purpose }) => purpose === 'maskable'));
  for (const [said, real] of manifest.measured) assert.equal(said, real);
  const client = await page.context().newCDPSession(page);
  const { errors } = await client.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
});
