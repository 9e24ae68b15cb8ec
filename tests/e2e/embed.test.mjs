// The page inside a course: the strictest frame, a link in its address, the
// settings of the author.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import { chooseModel, ready, setCores, sharedLink, typeScript } from './learner.mjs';

const built = site();
const JOB = 'def job():\n    cpu(10)\n    print("from the link")\n\nspawn(job, name="A")\n';

/** A course page with our page in a frame that may run scripts and no more. */
async function course(t, source) {
  const host = await built.host(t, `<!DOCTYPE html><html lang="en"><title>course</title>
    <iframe title="example" sandbox="allow-scripts" src="${source.replaceAll('&', '&amp;')}"
      width="900" height="560"></iframe></html>`);
  const page = await built.open(t, { url: host.url, allow: [host.origin] });
  return { page, frame: page.frameLocator('iframe') };
}

async function link(t) {
  const page = await built.open(t);
  await ready(page);
  await typeScript(page, JOB);
  await chooseModel(page, 'threads');
  await setCores(page, 2);
  const { hash } = new URL(await sharedLink(page));
  return hash;
}

test('a link runs in a frame with allow-scripts alone', async (t) => {
  const hash = await link(t);
  const { frame } = await course(t, `${built.url}?embed=1&view=table${hash}`);
  const table = frame.getByTestId('segments-table');
  await table.getByText(/\bA\b/).first().waitFor();
});

test('a script is edited in a frame with allow-scripts alone', async (t) => {
  const { page, frame } = await course(t, `${built.url}?embed=1`);
  await frame.getByTestId('takeaway').waitFor();
  await frame.locator('.cm-content').waitFor();
  await typeScript(page.frames()[1], JOB, page.keyboard);
  await frame.getByText(/1.task finishes at 10.ms/).first().waitFor();
});

test('what the author fixed cannot be changed', async (t) => {
  const hash = await link(t);
  const { frame } = await course(t, `${built.url}?embed=1&readonly=1${hash}`);
  await frame.getByTestId('timeline').first().waitFor();
  await frame.locator('.cm-content').waitFor();
  assert.equal(await frame.locator('.cm-content').getAttribute('aria-readonly'), 'true');
  // Playback only looks at the run.
  const free = await frame.locator(':is(select, input):not([disabled]):not(.playback *)').count();
  assert.equal(free, 0, 'no control that changes the run');
});

test('the frame speaks the language that its address asks for', async (t) => {
  const { frame } = await course(t, `${built.url}?embed=1&lang=ru`);
  await frame.getByText('Открыть в Interleave').waitFor();
});

test('each view shows its part, and none takes the focus', async (t) => {
  const parts = { split: ['editor', 'timeline'], code: ['editor'], timeline: ['timeline'], table: ['segments-table'] };
  for (const [view, shown] of Object.entries(parts)) {
    const query = `?embed=1&lang=ru&theme=dark&view=${view}`;
    const page = await built.open(t, { query, hash: '#1.x-two-cores' });
    for (const part of ['editor', 'timeline', 'segments-table']) {
      const state = shown.includes(part) ? 'visible' : 'detached';
      await page.getByTestId(part).first().waitFor({ state });
    }
    if (shown.includes('editor')) await page.locator('.cm-content').waitFor();
    await page.locator('html[data-theme="dark"]').waitFor();
    assert.ok(await page.evaluate(() => document.activeElement === document.body), view);
  }
});
