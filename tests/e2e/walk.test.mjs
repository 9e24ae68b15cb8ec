// The whole page by Tab alone, forth and back: everything can be reached, seen
// to have the focus, and left again; a dialog keeps it until it is closed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import { eventually, ready, turn, typeScript } from './learner.mjs';

const built = site();
/** Stops after which a walk that has not come round is caught. */
const MOST = 400;

/** In the page: what can be reached by Tab, and what has the focus now. */
function walker() {
  const deep = (root) =>
    [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
  const reached = new Map();
  const number = (one) => {
    if (!reached.has(one)) reached.set(one, reached.size);
    return reached.get(one);
  };
  const name = (one) => `${one.tagName}.${one.className} ${one.getAttribute('aria-label') ?? one.id ?? ''} ${one.textContent.trim().slice(0, 30)}`;
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('[inert]');
  globalThis.stopsOf = (scope) => {
    const all = deep(scope ? document.querySelector(scope) : document.body);
    const stops = all.filter((one) => one.tabIndex >= 0 && !one.disabled && shown(one) && one.matches('a[href], button, input, select, textarea, summary, [tabindex], [contenteditable="true"]'));
    // Of a group of radio buttons only the chosen one is a stop.
    return stops.filter((one) => one.type !== 'radio' || one.checked).map((one) => [number(one), name(one)]);
  };
  globalThis.focusNow = () => {
    let one = document.activeElement;
    while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    if (one === document.body) return null;
    const box = one.getBoundingClientRect();
    const line = (element, part) => {
      const style = element && getComputedStyle(element, part);
      return style && ((style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none');
    };
    const editor = one.closest('.cm-editor');
    return {
      number: number(one),
      name: name(one),
      inside: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
      // A radio button is shown by the label beside it, a cell of the picture by its ring, the editor by one of its own.
      visible: [one, one.nextElementSibling, document.querySelector('.tl-ring')].some((element) => line(element)) || line(editor, '::after'),
    };
  };
}

async function walk(page, key) {
  const stops = [];
  for (let i = 0; i < MOST; i += 1) {
    await page.keyboard.press(key);
    const now = await page.evaluate(() => globalThis.focusNow());
    if (now === null || now.number === stops[0]?.number) return stops;
    assert.notEqual(now.number, stops.at(-1)?.number, `${key} stays at ${now.name}`);
    assert.ok(now.inside, `${now.name} is out of sight`);
    // The editor shows it a moment later.
    const visible = now.visible || (await page.waitForFunction(() => globalThis.focusNow()?.visible, null, { timeout: 2000 }).catch(() => null));
    assert.ok(visible, `nothing shows that ${now.name} has the focus`);
    stops.push(now);
  }
  return assert.fail(`caught at ${stops.slice(-4).map((stop) => stop.name).join(' | ')}`);
}

async function everythingIsReached(page, scope) {
  await page.evaluate(walker);
  // From the very beginning, wherever the focus was.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const there = await walk(page, 'Tab');
  const expected = await page.evaluate((where) => globalThis.stopsOf(where), scope ?? null);
  const visited = new Set(there.map((stop) => stop.number));
  const missed = expected.filter(([number]) => !visited.has(number)).map(([, name]) => name);
  assert.deepEqual(missed, [], 'not reached by Tab');
  const back = await walk(page, 'Shift+Tab');
  const names = (stops) => stops.map((stop) => stop.name).sort();
  assert.deepEqual(names(back), names(there), 'the way back is another one');
  return there;
}

test('every part of the page is reached and left, forth and back', async (t) => {
  const page = await built.open(t);
  await ready(page);
  const stops = await everythingIsReached(page);
  const grid = stops.filter((stop) => /tl-(fold|head|cell)/.test(stop.name));
  assert.equal(grid.length, 1, 'the grid is one stop');
  for (const part of ['skip-link', 'scenario-title', 'cm-content', 'splitter', 'pb-play', 'hint', 'tab']) {
    const found = await page.locator(`.${part}`).count();
    assert.ok(found > 0 || stops.some((stop) => stop.name.includes(part)), part);
  }
});

test('so it is with mistakes, and in an embed', async (t) => {
  const page = await built.open(t, { query: '?embed=1' });
  await ready(page);
  await typeScript(page, 'cpuu(1)\nspawn(jo)\n');
  await page.getByTestId('problems').waitFor();
  await everythingIsReached(page);
});

test('so it is on a narrow screen, in every tab', async (t) => {
  const page = await built.open(t, { size: 'phone' });
  await page.getByTestId('timeline').first().waitFor();
  await page.locator('.setup-summary').click();
  await page.locator('#cores').waitFor();
  for (const tab of ['script', 'timeline', 'explain']) {
    await turn(page, tab);
    if (tab === 'script') await page.locator('.cm-content').waitFor();
    await everythingIsReached(page);
  }
});

test('a dialog keeps the focus, shows all it has, and gives it back', async (t) => {
  const page = await built.open(t, { hash: '#1.x-gil-cpu' });
  await ready(page);
  const openers = ['.top-actions > button >> nth=0', '.top-actions > button >> nth=1', '[data-tool="compare"]', '[data-tool="curve"]', '[data-tool="export"]'];
  for (const selector of openers) {
    const opener = page.locator(selector);
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.locator('dialog[open]');
    await dialog.waitFor();
    if (selector.includes('data-tool')) await dialog.locator('img').first().waitFor();
    await page.evaluate(walker);
    const seen = new Set();
    // Chromium lets the focus visit the browser's own bar once a round.
    for (let i = 0; i < MOST; i += 1) {
      await page.keyboard.press('Tab');
      const now = await page.evaluate(() => ({ inside: document.activeElement === document.body || Boolean(document.activeElement.closest('dialog')), ...globalThis.focusNow() }));
      assert.ok(now.inside, `${selector}: the focus left the dialog for ${now.name}`);
      if (now.number === undefined) continue;
      if (seen.has(now.number)) break;
      seen.add(now.number);
    }
    const expected = await page.evaluate(() => globalThis.stopsOf('dialog[open]'));
    assert.deepEqual(expected.filter(([number]) => !seen.has(number)), [], `${selector}: not reached`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await eventually(
      () => opener.evaluate((one) => one === document.activeElement),
      (it) => assert.ok(it, `${selector} has the focus again`),
    );
  }
});
