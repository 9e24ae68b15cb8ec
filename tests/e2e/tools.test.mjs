// What loads on demand: exports, comparisons, curves.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { checkAccessibility, readTable, site } from './helpers.mjs';
import { eventually, openPanel, ready, setCores, typeScript } from './learner.mjs';

const built = site();
const WORK = `def work(n):
    cpu(30)
    io(20)

for n in range(4):
    spawn(work, n)
`;
/** Long enough that somebody may want to stop it. */
const LONG = `def work():
    for i in range(300):
        cpu(1)
        io(1)

for i in range(200):
    spawn(work)
`;

async function opened(t, kind, options = {}, script = WORK) {
  const page = await built.open(t, options);
  await ready(page);
  await typeScript(page, script);
  await setCores(page, 2);
  await page.locator(`[data-tool="${kind}"]`).focus();
  await page.keyboard.press('Enter');
  const tool = page.getByTestId(`tool-${kind}`);
  await tool.waitFor();
  assert.doesNotMatch(await tool.innerText(), /\b(null|undefined|NaN)\b/);
  return { page, tool };
}

const pill = (tool, name, value) => tool.locator(`input[name="${name}"][value="${value}"]`);

async function onlyModels(tool, wanted) {
  for (const box of await tool.locator('input[name="models"]:not(:disabled)').all()) {
    await box.setChecked(wanted.includes(await box.inputValue()), { force: true });
  }
}

test('nothing of the tools is downloaded before one is asked for', async (t) => {
  const page = await built.open(t);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  await ready(page);
  assert.deepEqual(asked.filter((url) => /\/tools\/tools-/.test(url)), []);
});

test('who points at a tool has it loaded, and what failed is tried again', async (t) => {
  const page = await built.open(t, { expectErrors: [/ERR_FAILED|Failed to fetch/] });
  await ready(page);
  const program = '**/tools/tools-*.packed';
  await page.route(program, (route) => route.abort());
  const failed = page.waitForEvent('requestfailed');
  const share = page.locator('[data-tool="share"]');
  await share.hover();
  await failed;
  await share.click();
  await page.getByText(/This part could not be loaded/).waitFor();
  await page.unroute(program);
  await share.click();
  await page.getByTestId('tool-share').waitFor();
});

test('every export is downloaded as what it says it is', async (t) => {
  const { page, tool } = await opened(t, 'export');
  await tool.locator('img').waitFor();
  const download = async (format) => {
    await pill(tool, 'format', format).check({ force: true });
    const [file] = await Promise.all([page.waitForEvent('download'), tool.locator('.button-primary').click()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const svg = await download('svg');
  assert.match(svg.name, /\.svg$/);
  assert.match(svg.bytes.toString(), /^<svg xmlns=.*<title/s);
  const png = await download('png');
  assert.deepEqual([...png.bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  assert.equal(png.bytes.readUInt32BE(16), 1920);
  const events = JSON.parse((await download('chrome')).bytes).traceEvents;
  assert.ok(events.some((event) => event.ph === 'X' && event.name === 'work'));
  const trace = JSON.parse((await download('json')).bytes);
  assert.equal(trace.version, 1);
  assert.equal(trace.tasks.length, 5);
  assert.match((await download('csv')).bytes.toString(), /^task,name,state,hardware_thread,start_ns/);
  assert.match((await download('tasks')).bytes.toString(), /^task,name,kind/);
});

test('a print has the script, the picture and the numbers', async (t) => {
  const { page, tool } = await opened(t, 'export');
  await page.evaluate(() => {
    globalThis.print = () => (globalThis.printed = document.querySelector('.print-sheet').textContent);
  });
  await tool.locator('.tool-actions .button').last().click();
  await page.waitForFunction(() => globalThis.printed);
  assert.match(await page.evaluate(() => globalThis.printed), /spawn\(work, n\).*finish_ns/s);
  await page.emulateMedia({ media: 'print' });
  await page.locator('.print-sheet img').waitFor();
  await page.locator('#app').waitFor({ state: 'hidden' });
});

test('on paper there is nothing to press but the models, which say what ran', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await page.getByTestId('hint').waitFor();
  await typeScript(page, 'cpu(1)\n'.repeat(60));
  await page.emulateMedia({ media: 'print' });
  await page.getByTestId('hint').waitFor({ state: 'hidden' });
  // A sheet is as narrow as a tablet, which shows one part at a time: here both stay, whole.
  await page.setViewportSize({ width: 700, height: 1000 });
  await page.waitForFunction(() => {
    const { scrollHeight, clientHeight } = document.querySelector('.editor');
    return clientHeight > 60 * 16 && scrollHeight <= clientHeight;
  });
  const seen = await page.locator('.button:visible, [data-tool]:visible').allInnerTexts();
  assert.deepEqual(seen, []);
  assert.ok(await page.getByTestId('takeaway').isVisible());
});

test('models and machines are compared, the best marked, the difference said', async (t) => {
  const { page, tool } = await opened(t, 'compare');
  await tool.locator('.tool-run').nth(4).waitFor();
  await onlyModels(tool, ['sequential', 'freethreaded']);
  await tool.locator('.tool-run').nth(2).waitFor({ state: 'detached' });
  const [first] = await readTable(tool.locator('.tool-table'));
  const cells = Object.values(first).map((cell) => cell.replaceAll('\u00a0', ' '));
  assert.deepEqual(cells, ['80 ms best', 'Whole run', '200 ms']);
  const said = await tool.locator('ul').innerText();
  assert.match(said, /One after another.*120.ms longer.*stands idle/s);
  await pill(tool, 'cores', '4').check({ force: true });
  await tool.locator('.tool-run').nth(3).waitFor();
  assert.match(await tool.locator('.tool-first').innerText(), /4.cores.*50.ms/);
  await tool.locator('.tool-run button').last().click();
  await tool.waitFor({ state: 'detached' });
  await eventually(() => page.locator('#cores').inputValue(), (cores) => assert.equal(cores, '4'));
  await page.locator('input[name="model"][value="freethreaded"]:checked').waitFor({ state: 'attached' });
});

test('a table wider than the dialog shows that there is more', async (t) => {
  const { page, tool } = await opened(t, 'compare');
  await tool.locator('.tool-run').nth(8).waitFor();
  const frame = tool.locator('.tool-scroll');
  await frame.scrollIntoViewIfNeeded();
  // Above the text of the second row, at both edges.
  const edges = async () => {
    const box = await frame.boundingBox();
    const y = (await frame.locator('tbody tr').nth(1).boundingBox()).y + 2;
    const { x, width } = box;
    const png = await page.screenshot({ clip: { x, y, width: Math.floor(width), height: 1 } });
    return page.evaluate(async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, 1).getContext('2d');
      canvas.drawImage(image, 0, 0);
      const light = (at) => canvas.getImageData(at, 0, 1, 1).data[0];
      return { left: light(1), right: light(image.width - 2) };
    }, [...png]);
  };
  await eventually(edges, (first) => assert.ok(first.left === 255 && first.right < 240, JSON.stringify(first)));
  await frame.evaluate((one) => one.scrollTo({ left: one.scrollWidth, behavior: 'instant' }));
  await eventually(edges, (last) => assert.ok(last.left < 240 && last.right === 255, JSON.stringify(last)));
});

test('schedulers are told apart before they are compared', async (t) => {
  const { tool } = await opened(t, 'compare');
  const stride = tool.locator('.choice:has([value="stride"])');
  assert.match(await stride.getAttribute('title'), /a lottery without chance/);
});

test('one cursor stands at the same moment in all pictures', async (t) => {
  const { page, tool } = await opened(t, 'compare');
  const range = tool.locator('input[type="range"]');
  await range.focus();
  const here = tool.locator('.tool-here').first();
  await here.filter({ hasText: /Core 1: work/ }).waitFor();
  await page.keyboard.press('End');
  await here.filter({ hasText: /^ended$/ }).waitFor();
  const frame = tool.locator('.tool-frame').first();
  await frame.scrollIntoViewIfNeeded();
  const box = await frame.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await eventually(
    () => tool.locator('.tool-cursor').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left)),
    (places) => assert.ok(places.every((x) => Math.abs(x - (box.x + box.width / 2)) < 2), `${places}`),
  );
});

test('a curve along cores has the law beside it, and its numbers in a table', async (t) => {
  const { tool } = await opened(t, 'curve');
  await pill(tool, 'models', 'freethreaded').check({ force: true });
  await tool.getByText(/Amdahl/).first().waitFor();
  await pill(tool, 'models', 'threads').uncheck({ force: true });
  const rows = () => readTable(tool.locator('.tool-table')).then((all) => all.map((row) => Object.values(row)));
  await eventually(rows, (all) => assert.deepEqual(all.slice(0, 2).map((row) => row[1]), ['1', '1.75']));
  await pill(tool, 'measure', 'makespan').check({ force: true });
  await eventually(rows, (all) => assert.equal(all[1][1].replaceAll('\u00a0', ' '), '80 ms'));
  await tool.locator('select').selectOption({ label: 'line 5, range(…): 4' });
  await tool.getByRole('columnheader', { name: 'number in line 5' }).waitFor();
  await eventually(rows, (all) => assert.equal(all[0][1].replaceAll('\u00a0', ' '), '50 ms'));
});

test('schedulers are compared', async (t) => {
  const { page, tool } = await opened(t, 'compare');
  await tool.locator('.tool-run').nth(4).waitFor();
  await onlyModels(tool, ['freethreaded']);
  await tool.locator('.tool-run').nth(1).waitFor({ state: 'detached' });
  await tool.locator('.tool-more summary').click();
  await pill(tool, 'schedulers', 'fifo').check({ force: true });
  await pill(tool, 'schedulers', 'rr').check({ force: true });
  await tool.locator('.tool-run').nth(1).waitFor();
  await eventually(() => tool.locator('.tool-run').allInnerTexts(), (names) => {
    assert.match(names.join('\n'), /First come, first served|FIFO/i);
    assert.match(names.join('\n'), /Round robin/i);
  });
  await page.keyboard.press('Escape');
});

test('the share of I/O and the number of tasks are axes of their own', async (t) => {
  const { tool } = await opened(t, 'curve');
  await onlyModels(tool, ['freethreaded']);
  await pill(tool, 'measure', 'makespan').check({ force: true });
  const rows = () =>
    readTable(tool.locator('.tool-table')).then((all) =>
      all.map((row) => Object.values(row).map((cell) => cell.replaceAll('\u00a0', ' '))),
    );
  await tool.locator('select').selectOption('tasks');
  await tool.getByRole('columnheader', { name: 'tasks: number in line 5' }).waitFor();
  // Two cores; each task computes for 30 ms and waits for 20 ms.
  await eventually(rows, (all) => {
    const tasks = Object.fromEntries(all);
    assert.deepEqual([tasks[1], tasks[2], tasks[4]], ['50 ms', '50 ms', '80 ms']);
  });
  await tool.locator('select').selectOption('share');
  await tool.getByRole('columnheader', { name: 'share of I/O' }).waitFor();
  // 200 ms of work: all of it computed on two cores, or all of it waited for at once.
  await eventually(rows, (all) => {
    const shares = all.map(([share, makespan]) => [Number.parseFloat(share), Number.parseFloat(makespan)]);
    assert.deepEqual([shares[0], shares.at(-1)], [[0, 100], [100, 50]]);
  });
});

test('what the numbers mean is said on demand', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await openPanel(page, 'numbers');
  await page.locator('[data-tool="numbers"]').click();
  const tool = page.getByTestId('tool-numbers');
  await tool.locator('dt').first().waitFor();
  const terms = await tool.locator('.tool-term').allInnerTexts();
  assert.ok(terms.length >= 10 && terms.every((term) => term.split('\n').length >= 3), terms.join());
  await checkAccessibility(page);
});

test('a long computation shows how far it is and can be stopped', async (t) => {
  const { tool } = await opened(t, 'compare', {}, LONG);
  await tool.locator('progress').waitFor();
  await tool.locator('.tool-progress button').click();
  await tool.getByText('Cancelled.').waitFor();
  assert.equal(await tool.locator('progress').count(), 0);
});

test('a script with mistakes is not compared', async (t) => {
  const { tool } = await opened(t, 'compare', {}, 'cpuu(1)\n');
  await tool.getByText('mend them first').waitFor();
});

test('whose work the page contains is said in a file beside it', async (t) => {
  const page = await built.open(t);
  await ready(page);
  await page.locator('.menu > button').click();
  await page.locator('[data-tool="about"]').click();
  const href = await page.getByTestId('tool-about').locator('a').evaluate((a) => a.href);
  assert.equal(href, new URL('licences.txt', new URL('.', page.url())).href);
});

test('Escape closes a tool and gives the focus back; its keys stay inside', async (t) => {
  const { page, tool } = await opened(t, 'curve');
  await page.keyboard.press('?');
  // Another dialog would load first.
  await page.locator('html:not([data-loading])').waitFor();
  assert.equal(await page.locator('dialog[open]').count(), 1);
  await page.keyboard.press('Escape');
  await tool.waitFor({ state: 'detached' });
  await page.locator('[data-tool="curve"]:focus').waitFor();
});

test('tools work in a frame with allow-scripts alone', async (t) => {
  const host = await built.host(t, `<!DOCTYPE html><html lang="en"><title>course</title>
    <iframe title="example" sandbox="allow-scripts" src="${built.url}?embed=1#1.x-gil-cpu" width="900" height="700"></iframe>`);
  const page = await built.open(t, { url: host.url, allow: [host.origin] });
  const frame = page.frameLocator('iframe');
  await frame.locator('[data-tool="compare"]').click();
  await frame.locator('.tool-run').first().waitFor();
  await page.keyboard.press('Escape');
  await frame.locator('[data-tool="export"]').click();
  await frame.locator('.tool-preview img').waitFor();
});

test('on a phone nothing but tables and pictures is wider than the screen', async (t) => {
  for (const kind of ['export', 'compare', 'curve']) {
    const page = await built.open(t, { size: 'phone', hash: '#1.x-gil-cpu' });
    await page.locator(`[data-tool="${kind}"]`).click();
    const tool = page.getByTestId(`tool-${kind}`);
    await tool.locator('img').first().waitFor();
    const over = await tool.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    assert.ok(over <= 0, `${kind} is ${over} px too wide`);
    await page.close();
  }
});
