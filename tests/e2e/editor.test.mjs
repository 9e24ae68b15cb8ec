// The editor bundle alone, inside the real document with its real policy.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './helpers.mjs';
import { eventually } from './learner.mjs';

const built = site();

/** Mounts an editor and leaves its handle and reports in `window.probe`. */
async function mounted(t, options = {}) {
  const page = await built.open(t, options.page);
  await page.evaluate(async (given) => {
    const { content } = document.querySelector('meta[name="interleave-editor"]');
    const { mount } = await import(new URL(content, document.baseURI).href);
    const section = document.body.appendChild(document.createElement('section'));
    section.id = 'probe';
    section.style.height = '300px';
    const root = section.attachShadow({ mode: 'open' });
    const host = root.appendChild(document.createElement('div'));
    const after = document.body.appendChild(document.createElement('button'));
    after.id = 'after';
    after.textContent = 'after';
    const changes = [];
    const lines = [];
    const handle = mount(root, host, {
      doc: 'def f(x):\n    return x + 1\nprint(f(2))\n',
      label: 'Script',
      onChange: (text) => changes.push(text),
      onLine: (line) => lines.push(line),
      ...given,
    });
    window.probe = { handle, changes, lines };
  }, options.mount ?? {});
  return page;
}

const content = (page) => page.locator('#probe .cm-content');
const probe = (page, read) =>
  page.evaluate(`(${read})(window.probe.handle, window.probe.changes, window.probe.lines)`);

/** Waits until the text is so. */
const docComes = (page, wanted) => eventually(() => probe(page, '(h) => h.getDoc()'), (text) => assert.match(text, wanted));

test('typing is reported, and the page can replace the text as one step of undo', async (t) => {
  const page = await mounted(t);
  await content(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('x = 1');
  await eventually(
    () => probe(page, '(h, changes) => changes.at(-1)'),
    (text) => assert.equal(text, 'x = 1def f(x):\n    return x + 1\nprint(f(2))\n'),
  );
  const before = await probe(page, '(h, changes) => changes.length');
  await probe(page, "(h) => h.setDoc('y = 2\\nz = 3\\n')");
  assert.equal(await probe(page, '(h, changes) => changes.length'), before, 'setDoc is not reported');
  await page.keyboard.press('Control+z');
  await docComes(page, /^x = 1def/);
});

test('Tab leaves the editor', async (t) => {
  const page = await mounted(t);
  await content(page).focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
});

test('a diagnostic is underlined, told on F8 and fixed by its button', async (t) => {
  const page = await mounted(t, { mount: { phrases: { 'Replace with $': 'Заменить на $' } } });
  await probe(page, "(h) => h.setDiagnostics([{from: 4, to: 5, severity: 'error', message: 'Wrong name', hint: 'Try g', replacement: 'g'}])");
  await page.locator('#probe .cm-lintRange-error').waitFor();
  await content(page).focus();
  await page.keyboard.press('F8');
  const fix = page.getByRole('button', { name: 'Заменить на g' });
  await fix.waitFor();
  assert.match(await page.locator('#probe .cm-diagnostic').innerText(), /Wrong name\s+Try g/);
  await fix.click();
  await docComes(page, /^def g\(x\)/);
});

test('task marks, the linked line and the cursor line are shown', async (t) => {
  const page = await mounted(t);
  const mark = (n) => `{line: 2, colour: '#0b5394', letter: '${n}', title: 'task ${n}'}`;
  await probe(page, `(h) => { h.setMarks([${[1, 2, 3, 4, 5].map(mark)}]); h.setHighlight(3); }`);
  await page.locator('#probe .cm-taskMark').nth(3).waitFor();
  assert.equal(await page.locator('#probe .cm-taskMore').innerText(), '+1');
  assert.match(await page.locator('#probe .cm-linkedLine').innerText(), /print/);
  await probe(page, `(h) => { h.setMarks([${mark(7)}]); h.setMarks([${mark(8)}]); }`);
  await page.locator('#probe .cm-taskMark', { hasText: '8' }).waitFor();
  assert.equal(await page.locator('#probe .cm-taskMark', { hasText: /\d/ }).count(), 1, 'the old marks have gone');
  await probe(page, '(h) => h.reveal(14)');
  assert.equal(await probe(page, '(h, changes, lines) => lines.at(-1)'), 2);
});

test('words of the page are completed and explained', async (t) => {
  const page = await mounted(t);
  await probe(page, "(h) => h.setCompletions([{label: 'spawn', type: 'function', detail: '(f, *args)', info: 'Starts a task.'}])");
  await content(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('spa');
  // Not by Enter: CodeMirror takes none at the very moment the list appears.
  await page.locator('#probe .cm-tooltip-autocomplete').getByText('spawn').click();
  await page.locator('#probe .cm-line', { hasText: /^spawn$/ }).hover({ position: { x: 20, y: 8 } });
  await page.locator('#probe .cm-wordHelp').waitFor();
});

test('names of the script are completed, but no word of a text or a comment', async (t) => {
  const page = await mounted(t, { mount: { doc: 'counter = 1  # country\ns = "counsel"\n' } });
  await content(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('coun');
  const options = page.locator('#probe .cm-tooltip-autocomplete li');
  await options.first().waitFor();
  assert.deepEqual(await options.allTextContents(), ['counter']);
});

test('a colon indents the next line', async (t) => {
  const page = await mounted(t, { mount: { doc: '' } });
  await content(page).focus();
  await page.keyboard.type('async def f():\nwhile True:\ncpu(1)');
  await docComes(page, /^async def f\(\):\n {4}while True:\n {8}cpu\(1\)$/);
});

test('search opens inside the policy, with translated labels', async (t) => {
  const page = await mounted(t, { mount: { phrases: { Find: 'Найти' } } });
  await content(page).focus();
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Найти' }).waitFor();
});

test('a locked editor takes focus but no text', async (t) => {
  const page = await mounted(t, { mount: { readOnly: true } });
  await content(page).focus();
  await page.keyboard.type('x');
  assert.match(await probe(page, '(h) => h.getDoc()'), /^def f/);
  await probe(page, '(h) => h.setReadOnly(false)');
  await content(page).focus();
  await page.keyboard.type('x');
  await docComes(page, /^xdef f/);
});

test('Tab indents for who has typed, and leaves for who passes by or pressed Escape', async (t) => {
  const page = await mounted(t);
  const inside = () => page.evaluate(() => document.activeElement?.id === 'probe');
  await content(page).focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('if x:\n');
  // The editor has indented; one level more, and back.
  await page.keyboard.press('Tab');
  await page.keyboard.type('y');
  assert.ok(await inside());
  await docComes(page, /if x:\n {8}y$/);
  await page.keyboard.press('Shift+Tab');
  await docComes(page, /if x:\n {4}y$/);
  // The first Escape may only end the search for what to suggest for "y".
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
});
