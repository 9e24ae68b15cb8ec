// Python's modules load when a script first imports one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import { eventually, expectRunning, openPanel, ready, typeScript } from './learner.mjs';

const built = site();
const LOOP = `import asyncio

async def job(ms):
    await asyncio.sleep(0.01)
    cpu(ms)

async def main():
    await asyncio.gather(job(5), job(7))

asyncio.run(main())
`;
const PLAIN = 'spawn(cpu, 20, name="A")\n';

/** How often the texts were asked for. */
function asked(page) {
  const requests = [];
  page.on('request', (request) => {
    if (/library-\w+\.txt$/.test(request.url())) requests.push(request.url());
  });
  return requests;
}

test('a visit without imports does not load them; the first import does, once', async (t) => {
  const page = await built.open(t);
  const requests = asked(page);
  await page.reload();
  await ready(page);
  assert.deepEqual(requests, []);
  await typeScript(page, LOOP);
  await page.getByText(/finish at 22.ms/).first().waitFor();
  await typeScript(page, PLAIN);
  await openPanel(page, 'table');
  await expectRunning(page, ['A 0-20']);
  await typeScript(page, LOOP.replace('0.01', '0.02'));
  await page.getByText(/finish at 32.ms/).first().waitFor();
  assert.equal(requests.length, 1);
});

test('a pattern that takes something apart needs them without an import', async (t) => {
  const page = await built.open(t);
  const requests = asked(page);
  await typeScript(page, 'match "work", 20:\n    case "work", ms:\n        spawn(cpu, ms, name="A")\n');
  await openPanel(page, 'table');
  await expectRunning(page, ['A 0-20']);
  assert.equal(requests.length, 1);
});

test('where they cannot be had the page says so, and tries again with the next change', async (t) => {
  const page = await built.open(t, { expectErrors: [/ERR_FAILED|Failed to fetch/] });
  await ready(page);
  await page.route(/library-\w+\.txt$/, (route) => route.abort());
  await typeScript(page, LOOP);
  await page.getByText(/modules could not be loaded/).waitFor();
  await page.unroute(/library-\w+\.txt$/);
  await typeScript(page, `${LOOP}\n`);
  await page.getByText(/finish at 22.ms/).first().waitFor();
});

test('typing on while they are on their way is no failure', async (t) => {
  const page = await built.open(t);
  await ready(page);
  const requests = asked(page);
  let arrive;
  const gate = new Promise((done) => { arrive = done; });
  await page.route(/library-\w+\.txt$/, async (route) => {
    await gate;
    await route.continue();
  });
  await typeScript(page, LOOP);
  await page.locator('.cm-content').focus();
  while (requests.length < 3) await page.keyboard.type('# ');
  const answers = Promise.all(requests.map(() => page.waitForResponse(/library-\w+\.txt$/)));
  arrive();
  await answers;
  await page.getByText(/finish at 22.ms/).first().waitFor();
  assert.equal(await page.getByText(/modules could not be loaded/).count(), 0);
});

test('a script that uses them decides the model itself', async (t) => {
  const page = await built.open(t);
  await ready(page);
  const chosen = (word, disabled) =>
    eventually(
      () => page.locator('input[name="model"]').evaluateAll((all) => [all.find((one) => one.checked)?.value, all.filter((one) => one.disabled).length]),
      (now) => assert.deepEqual(now, [word, disabled]),
    );
  await chosen('freethreaded', 0);
  await typeScript(page, LOOP);
  await page.getByText(/As written.*finish at 22.ms/).first().waitFor();
  await chosen('as-written', 8);
  await typeScript(page, PLAIN);
  await page.getByText(/Threads, no GIL.*20.ms/).first().waitFor();
  await chosen('freethreaded', 0);
});
