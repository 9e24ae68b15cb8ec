// The page inside a course: the strictest frame, a link in its address, the
// settings of the author.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import { chooseModel, ready, setCores, sharedLink, typeScript } from './learner.mjs';

const built = site();

/** A course page with our page in a frame. */
async function course(t, source, sandbox) {
  const host = await built.host(t, `<!DOCTYPE html><html lang="en"><title>course</title>
    <iframe title="example" sandbox="${sandbox}" src="${source.replaceAll('&', '&amp;')}"
      width="900" height="560"></iframe></html>`);
  const page = await built.open(t, { url: host.url, allow: [host.origin] });
  return page.frameLocator('iframe');
}

async function link(t) {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, 'def job():\n    cpu(10)\n    print("from the link")\n\nspawn(job, name="A")\n');
  await chooseModel(page, 'threads');
  await setCores(page, 2);
  const { hash } = new URL(await sharedLink(page));
  return hash;
}

test('a link runs in a frame with allow-scripts alone', async (t) => {
  const hash = await link(t);
  const frame = await course(t, `${built.url}?embed=1&view=table${hash}`, 'allow-scripts');
  const table = frame.getByTestId('segments-table');
  await table.waitFor();
  assert.match(await table.innerText(), /\bA\b/);
});

test('what the author fixed cannot be changed', async (t) => {
  const hash = await link(t);
  const frame = await course(t, `${built.url}?embed=1&readonly=1${hash}`, 'allow-scripts');
  await frame.getByTestId('timeline').first().waitFor();
  await frame.locator('.cm-content').waitFor();
  assert.equal(await frame.locator('.cm-content').getAttribute('aria-readonly'), 'true');
  // Playback only looks at the run.
  const free = await frame
    .locator(':is(select, input):not([disabled]):not(.playback *)')
    .count();
  assert.equal(free, 0, 'no control that changes the run');
});

test('the frame speaks the language that its address asks for', async (t) => {
  const frame = await course(t, `${built.url}?embed=1&lang=ru`, 'allow-scripts');
  await frame.getByText('Открыть в Interleave').waitFor();
});
