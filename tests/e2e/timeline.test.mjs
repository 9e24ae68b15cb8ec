// What the timeline shows besides bars: queues, the map of the whole run, one
// task's story, memory and races; and that the table is the trace.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import {
  chooseModel, eventually, openPanel, painted, ready, runs, segments as shown, setCores, typeScript,
} from './learner.mjs';

const built = site();
const root = fileURLToPath(new URL('../../', import.meta.url));

const MIXED = `lock = Lock()

def job(n):
    cpu(n)
    with lock:
        io(10)
    cpu(5)

for i in range(4):
    spawn(job, 10 + i, name=f"T{i}")
`;

const RACE = `counter = 0

def work():
    global counter
    old = counter
    cpu(10)
    counter = old + 1

for name in ["A", "B"]:
    spawn(work, name=name)
`;

const lane = (page, name) =>
  page.locator('.tl-lane').filter({ has: page.locator('.tl-name').getByText(name, { exact: true }) });

async function opened(t, script, options) {
  const page = await built.open(t, options);
  await ready(page);
  await runs(page, script);
  return page;
}

const mapWindow = (page) =>
  page.locator('.tl-map-window').evaluate((box) => {
    const { left, width } = box.getBoundingClientRect();
    return { left: left - box.parentElement.getBoundingClientRect().left, width };
  });

/** Touching pieces of a task in one state and place are one, as in the JSON trace. */
function merged(rows) {
  const last = new Map();
  const kept = [];
  for (const row of rows) {
    const before = last.get(row.task);
    if (before?.end === row.start && before.state === row.state && before.core === row.core) {
      before.end = row.end;
    } else {
      last.set(row.task, row);
      kept.push(row);
    }
  }
  return kept.sort((a, b) => a.start - b.start || a.task.localeCompare(b.task));
}

for (const [model, cores] of [['freethreaded', 2], ['threads', 2], ['processes', 3], ['sequential', 1]]) {
  test(`the table is the trace: ${model} on ${cores}`, async (t) => {
    const page = await opened(t, MIXED);
    await chooseModel(page, model);
    // One after another needs no second core: the field is off.
    if (model !== 'sequential') await setCores(page, cores);
    await openPanel(page, 'table');
    const command = ['run', '--quiet', '--locked', '--', 'run', '-', '--model', model, '--cores', String(cores), '--format', 'json'];
    const { segments, tasks } = JSON.parse(execFileSync('cargo', command, { cwd: root, input: MIXED, encoding: 'utf8' }));
    const expected = segments.map((s) => ({
      task: tasks[s.task].name, state: s.state, core: s.hardware_thread === null ? '' : `Core ${s.hardware_thread + 1}`,
      start: s.start / 1e6, end: s.end / 1e6,
    }));
    const sorted = (list) => [...list].sort((a, b) => a.start - b.start || a.task.localeCompare(b.task));
    await eventually(() => shown(page), (rows) => assert.deepEqual(merged(rows), sorted(expected)));
  });
}

test('a queue has a lane that says who stands in it', async (t) => {
  const page = await opened(t, MIXED);
  await chooseModel(page, 'freethreaded');
  const row = lane(page, 'Ready queue');
  await row.waitFor();
  const cell = row.locator('[role="gridcell"]').first();
  await eventually(() => cell.innerText(), (text) => assert.match(text, /^3 wait, 0–10.ms$/));
  const box = await row.boundingBox();
  const canvas = await page.locator('.tl-canvas').first().boundingBox();
  await page.mouse.move(canvas.x + 12, box.y + 18);
  await page.locator('.tl-tip').getByText('T1, T2, T3').waitFor();
  await page.getByRole('button', { name: 'Queues' }).click();
  await row.waitFor({ state: 'detached' });
});

test('the map moves the window, and a drag over it chooses one', async (t) => {
  const page = await opened(t, MIXED);
  const map = await page.locator('.tl-map-canvas').boundingBox();
  await eventually(() => mapWindow(page), (whole) => assert.ok(Math.abs(whole.width - map.width) < 2, 'all of it is in view'));
  const y = map.y + 12;
  await page.mouse.move(map.x + map.width * 0.5, y);
  await page.mouse.down();
  await page.mouse.move(map.x + map.width * 0.75, y, { steps: 4 });
  await page.mouse.up();
  await eventually(() => mapWindow(page), (now) =>
    assert.ok(Math.abs(now.left - map.width / 2) < 3 && Math.abs(now.width - map.width / 4) < 3, JSON.stringify(now)));
  const chosen = await mapWindow(page);
  await page.mouse.move(map.x + map.width * 0.6, y);
  await page.mouse.down();
  await page.mouse.move(map.x + map.width * 0.4, y, { steps: 4 });
  await page.mouse.up();
  await eventually(() => mapWindow(page), (now) =>
    assert.ok(Math.abs(now.left - map.width * 0.3) < 3 && Math.abs(now.width - chosen.width) < 1, JSON.stringify(now)));
  await page.locator('.tl-icon-fit').click();
  await page.waitForFunction((width) => document.querySelector('.tl-map-window').getBoundingClientRect().width > width - 2, map.width);
});

test('one task’s story pales all others', async (t) => {
  const page = await opened(t, MIXED);
  await chooseModel(page, 'freethreaded');
  await painted(page);
  const ink = (name) =>
    page.evaluate((task) => {
      const rows = [...document.querySelectorAll('.tl-lane')];
      const row = rows.find((r) => r.querySelector('.tl-name').textContent === task);
      const canvas = document.querySelector('.tl-stage > .tl-canvas');
      const y = row.getBoundingClientRect().top - canvas.getBoundingClientRect().top + 12;
      return [...canvas.getContext('2d').getImageData(10, Math.round(y), 1, 1).data];
    }, name);
  const [before] = [await ink('T1')];
  const canvas = await page.locator('.tl-canvas').first().boundingBox();
  const own = await lane(page, 'T0').boundingBox();
  await page.mouse.click(canvas.x + 10, own.y + 15);
  await page.getByTestId('why').waitFor();
  await page.mouse.move(5, 5);
  await page.waitForFunction((alpha) => {
    const rows = [...document.querySelectorAll('.tl-lane')];
    const row = rows.find((r) => r.querySelector('.tl-name').textContent === 'T1');
    const c = document.querySelector('.tl-stage > .tl-canvas');
    const y = row.getBoundingClientRect().top - c.getBoundingClientRect().top + 12;
    return c.getContext('2d').getImageData(10, Math.round(y), 1, 1).data[3] < alpha;
  }, before[3]);
  assert.equal((await ink('T0'))[3], 255, 'its own bars stay');
});

test('playing repeats on request, and steps to the switches of a task', async (t) => {
  const page = await opened(t, MIXED);
  await chooseModel(page, 'freethreaded');
  const loop = page.locator('.pb-loop');
  await loop.click();
  await loop.and(page.locator('[aria-pressed="true"]')).waitFor();
  const slider = page.locator('.pb-slider');
  const comes = (check, said) =>
    eventually(() => slider.evaluate((one) => [one.value, one.max].map(Number)), ([now, end]) => assert.ok(check(now, end), said));
  await page.locator('.pb-end').click();
  await comes((now, end) => now === end, 'it is at the end');
  await page.locator('.pb-back').click();
  await comes((now, end) => now < end, 'it is before the end');
  await page.locator('.pb-play').click();
  // Past the end it begins again.
  await page.waitForFunction(() => document.querySelector('.pb-slider').value === '0');
  await page.locator('.pb-pause').click();
  await openPanel(page, 'why');
  await page.getByRole('button', { name: 'Explain the first switch' }).click();
  await page.locator('.pb-end').click();
  await comes((now, end) => now === end, 'it is at the end');
  await page.locator('.pb-switch-back').click();
  await comes((now, end) => now < end, 'it is at a switch');
});

test('memory is shown at every moment, and races are marked and told', async (t) => {
  const page = await opened(t, RACE);
  await chooseModel(page, 'freethreaded');
  await setCores(page, 2);
  await openPanel(page, 'memory');
  const memory = page.getByTestId('memory');
  const counter = memory.locator('tr').filter({ hasText: 'counter' }).locator('code');
  await eventually(() => counter.innerText(), (text) => assert.equal(text, '0'));
  await page.locator('.pb-end').click();
  await memory.getByText('1', { exact: true }).waitFor();
  await memory.getByText('shared').waitFor();
  const races = page.getByTestId('races');
  await races.getByText(/Lost update of counter|Data race on counter/).first().waitFor();
  await races.getByRole('button').first().click();
  await openPanel(page, 'why');
  await page.locator('.why-race').first().waitFor();
});

test('each process is a room with its own copies', async (t) => {
  const page = await built.open(t, { hash: '#1.x-own-memory' });
  await ready(page);
  await openPanel(page, 'memory');
  const rooms = page.locator('.room');
  await rooms.nth(2).waitFor();
  await page.locator('.pb-forward').click();
  const value = (room) => room.locator('tr').filter({ hasText: 'counter' }).locator('code').innerText();
  await page.waitForFunction(() => [...document.querySelectorAll('.room + .room code')].some((c) => /^[1-9]$/.test(c.textContent)));
  assert.equal(await value(rooms.first()), '0', 'the parent keeps its own');
});

test('two fingers zoom', async (t) => {
  const page = await built.open(t, { size: 'phone' });
  await page.locator('.tl-canvas').first().waitFor();
  const box = await page.locator('.tl-canvas').first().boundingBox();
  const wide = async () => (await mapWindow(page)).width;
  await eventually(wide, (now) => assert.ok(now > 0));
  const before = await wide();
  const client = await page.context().newCDPSession(page);
  const touch = (type, ...xs) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: xs.map((x, id) => ({ x: box.x + x, y: box.y + 70, id })) });
  await touch('touchStart', 100, 140);
  await touch('touchMove', 90, 150);
  await touch('touchMove', 60, 190);
  await touch('touchEnd');
  await page.waitForFunction((width) => document.querySelector('.tl-map-window').getBoundingClientRect().width < width * 0.6, before);
});

test('a crowd that was moved looks in the end as one that was drawn there', async (t) => {
  const page = await built.open(t, {});
  await page.setViewportSize({ width: 2000, height: 1600 });
  await ready(page);
  await typeScript(page, 'def work():\n    for i in range(400):\n        cpu(1)\n        io(1)\n\nfor i in range(40):\n    spawn(work)\n');
  await chooseModel(page, 'freethreaded');
  await setCores(page, 32);
  await lane(page, 'Core 32').waitFor({ state: 'attached' });
  // New rows are there a moment before those above them are told what they are now.
  await eventually(() => lane(page, 'work 40').count(), (rows) => assert.equal(rows, 1));
  const canvas = page.locator('.tl-stage > .tl-canvas');
  const picture = () => page.evaluate(() => globalThis.picture());
  await page.evaluate(() => {
    const element = document.querySelector('.tl-stage > .tl-canvas');
    // A sum of all pixels, each by its place.
    globalThis.picture = () => {
      const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
      return new Uint32Array(data.buffer).reduce((sum, pixel) => (Math.imul(sum, 31) + pixel) | 0, 0);
    };
  });
  const theme = (name) => page.locator('#theme').selectOption(name);
  // Another theme: all of it is drawn anew.
  const drawn = async () => {
    await theme('dark');
    await page.locator('html[data-theme="dark"]').waitFor();
    await theme('light');
    await page.locator('html[data-theme="light"]').waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    return picture();
  };
  const comes = (wanted) => page.waitForFunction((sum) => globalThis.picture() === sum, wanted, { polling: 100 });
  const goes = (old) => page.waitForFunction((sum) => globalThis.picture() !== sum, old, { polling: 100 });
  const wheel = (by) => canvas.dispatchEvent('wheel', { clientX: 1500, clientY: 600, bubbles: true, cancelable: true, ...by });
  const whole = await drawn();
  await wheel({ deltaY: -200, ctrlKey: true });
  await goes(whole);
  const part = await drawn();
  await wheel({ deltaX: 60, shiftKey: true });
  await goes(part);
  await wheel({ deltaX: -60, shiftKey: true });
  await comes(part);
  // Rows with bars, words among them, moved by what no pattern's side divides.
  for (let i = 0; i < 4; i += 1) await wheel({ deltaY: -500, ctrlKey: true });
  await goes(part);
  const bars = await drawn();
  for (const by of [13, -29, 16]) await wheel({ deltaX: by, shiftKey: true });
  await comes(bars);
  await page.locator('.tl-icon-fit').click();
  await comes(whole);
  // Patterns begin at the canvas's corner, wherever the row stood before.
  const body = page.locator('.tl-body');
  await body.evaluate((element) => { element.style.maxHeight = '1500px'; });
  await goes(whole);
  const high = await drawn();
  const scroll = (to) => body.evaluate((element, top) => { element.scrollTop = top; }, to);
  await scroll(3);
  await goes(high);
  const low = await drawn();
  await scroll(103);
  await goes(low);
  await scroll(3);
  await comes(low);
  await scroll(0);
  await comes(high);
  // Other rows.
  await page.locator('.tl-fold').first().click();
  await goes(high);
  await page.locator('.tl-fold').first().click();
  await comes(high);
});

test('a missed deadline is told, marked and explained on its bar', async (t) => {
  const page = await opened(t, 'spawn(cpu, 20, period=50, name="A")\nspawn(cpu, 40, period=70, name="B")\n');
  await page.locator('#policy').selectOption('rm');
  const told = page.locator('.result').getByText('B#1 missed its deadline at 70 ms by 10 ms.');
  await told.first().waitFor();
  // The same work one after another has two jobs, not twelve: no speed-up.
  await openPanel(page, 'numbers');
  const numbers = page.getByTestId('numbers');
  const missed = (n) =>
    eventually(() => numbers.innerText(), (text) => assert.match(text, new RegExp(`Deadlines missed\\s+${n} / 12`)));
  await missed(1);
  assert.doesNotMatch(await numbers.innerText(), /Speed-up/);
  await page.locator('#policy').selectOption('edf');
  await told.waitFor({ state: 'detached' });
  await missed(0);
});

/** The most frequent colour of each sign of the legend, and the page's ground. */
const grounds = (page) => page.locator('.legend .swatch').evaluateAll((signs) => signs.map((sign) => {
  const { data } = sign.getContext('2d').getImageData(0, 0, sign.width, sign.height);
  const count = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = data.slice(i, i + 3).join();
    count.set(colour, (count.get(colour) ?? 0) + 1);
  }
  const [most] = [...count].sort((a, b) => b[1] - a[1])[0];
  return Math.max(...most.split(','));
}));

test('the legend has the ground of the theme in force, from the first and after a change', async (t) => {
  const page = await built.open(t, { theme: 'light', query: '?theme=dark', hash: '#1.x-gil-io' });
  await ready(page);
  // The first is that of running, which has no ground.
  const others = async () => (await grounds(page)).slice(1);
  await eventually(others, (dark) => assert.ok(dark.length > 1 && dark.every((most) => most < 100), `dark on a light system: ${dark}`));
  await page.locator('#theme').selectOption('light');
  await page.locator('html[data-theme="light"]').waitFor();
  await eventually(others, (light) => assert.ok(light.length > 1 && light.every((most) => most > 200), `light after dark: ${light}`));
});

const MANY = `def job(n):
    for _ in range(12):
        cpu(1 + n % 3)
        io(2)

for n in range(30):
    spawn(job, n)
`;

test('the cells of many segments come in parts, and all of them come', async (t) => {
  const page = await opened(t, MANY);
  await chooseModel(page, 'freethreaded');
  await openPanel(page, 'table');
  await page.waitForFunction(() => {
    const cells = document.querySelectorAll('.tl-lane:has(.task-mark) .tl-cell[data-spot]').length;
    return cells > 600 && cells === Number(document.querySelector('[data-testid="segments-table"]').dataset.segments);
  });
  // A key finds its cell whether it had come or not.
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type(' ');
  await page.locator('.tl-head:has(.task-mark)').last().focus();
  await page.keyboard.press('End');
  await page.locator('.tl-cell:focus').waitFor({ state: 'attached' });
});
