// The page starts: from any path, under its policy, and in the strictest frame.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { site } from './helpers.mjs';

const built = site();

test('the page starts under a sub-path without an error', async (t) => {
  const page = await built.open(t);
  await page.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('.wasm.packed')));
  assert.equal(await page.locator('#not-started').isVisible(), false);
});

test('the policy allows nothing inline but the two texts that it names by their hash', async (t) => {
  const page = await built.open(t);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/);
  for (const [kind, inline] of [['script', 'script:not([src])'], ['style', 'style']]) {
    const [text, ...more] = await page.locator(inline).allTextContents();
    assert.deepEqual(more, [], `one ${kind}`);
    const hash = createHash('sha256').update(text).digest('base64');
    const allowed = policy.match(new RegExp(`${kind}-src[^;]*`))[0].match(/'sha[^']*'/g);
    assert.deepEqual(allowed, [`'sha256-${hash}'`], kind);
  }
});

test('the first picture waits for nothing but the document, and the program for the picture', async (t) => {
  const page = await built.open(t);
  await page.getByTestId('timeline').first().waitFor();
  const seen = await page.evaluate(() => ({
    blocking: document.querySelectorAll('link[rel="stylesheet"], link[rel="preload"], link[rel="modulepreload"]').length,
    painted: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    asked: performance.getEntriesByType('resource').find((entry) => entry.name.endsWith('.wasm.packed')).startTime,
  }));
  assert.equal(seen.blocking, 0);
  // Where painting takes longer than a second, it is not waited for.
  assert.ok(seen.asked >= Math.min(seen.painted, 1000), JSON.stringify(seen));
});

test('the page starts in a frame sandboxed with allow-scripts alone', async (t) => {
  const course = await built.host(t, `<!DOCTYPE html><title>course</title>
    <iframe title="example" sandbox="allow-scripts" src="${built.url}?embed=1" width="800" height="500"></iframe>`);
  const page = await built.open(t, { url: course.url, allow: [course.origin] });
  const frame = page.frameLocator('iframe');
  await frame.locator('body').waitFor({ state: 'attached' });
  const inside = page.frames()[1];
  assert.equal(await inside.evaluate(() => self.origin), 'null');
  await inside.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('.wasm.packed')));
  assert.equal(await frame.locator('#not-started').isVisible(), false);
  const editor = await inside.evaluate(async () => {
    const { content } = document.querySelector('meta[name="interleave-editor"]');
    return typeof (await import(new URL(content, document.baseURI).href)).mount;
  });
  assert.equal(editor, 'function');
  const styled = await inside.evaluate(() => getComputedStyle(document.body).margin);
  assert.equal(styled, '0px', 'style sheets apply');
});
