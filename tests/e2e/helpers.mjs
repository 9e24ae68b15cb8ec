// What every end-to-end test stands on: the built page under a sub-path, a
// Chromium, and the promise that nothing went wrong unnoticed.
//
// A test that opens a page by `site.open` fails if the page logs an error
// (a breach of the Content-Security-Policy is one), throws, or asks any other
// origin for anything. Tests wait for conditions, never for time.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from '../../scripts/serve.mjs';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export const SIZES = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};
export const THEMES = ['light', 'dark'];
export const LANGUAGES = ['en', 'ru'];

/** Chromium as scripts/env.sh finds it; `undefined` means Playwright's own. */
function chromiumPath() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

export function launch() {
  return chromium.launch({
    executablePath: chromiumPath(),
    // No sandbox: containers run as root. The rest keeps Chromium off the network.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * The built page at /a/b/ of a server of its own, for all tests of one file.
 * Call at the top of the file; use `open` inside tests.
 */
export function site({ prefix = '/a/b/', headers } = {}) {
  const shared = { url: '', browser: null, server: null };
  before(async () => {
    shared.server = await serve(DIST, { prefix, headers });
    shared.url = shared.server.url;
    shared.browser = await launch();
  });
  after(async () => {
    await shared.browser?.close();
    shared.server?.close();
    shared.server?.closeAllConnections();
  });
  shared.open = (test, options) => open(shared, test, options);
  shared.host = (test, html) => host(test, html);
  return shared;
}

/**
 * Opens the page for one test, in a browser profile of its own.
 *
 * `query` and `hash` are put after the address as they are; `url` replaces
 * it (a host page with frames). `allow` lists further origins that may be
 * asked; `expectErrors` lists patterns of console errors that are the point
 * of the test. `scale`: device pixels a CSS pixel.
 */
async function open(shared, test, options = {}) {
  const { size = 'desktop', theme = 'light', lang = 'en', query = '', hash = '' } = options;
  const context = await shared.browser.newContext({
    viewport: SIZES[size],
    deviceScaleFactor: options.scale,
    hasTouch: size === 'phone',
    isMobile: size === 'phone',
    colorScheme: theme,
    locale: lang === 'ru' ? 'ru-RU' : 'en-GB',
    reducedMotion: options.reducedMotion ?? 'reduce',
    forcedColors: options.forcedColors ?? 'none',
    permissions: options.permissions ?? [],
    // What it keeps would come past a test's own answers.
    serviceWorkers: options.serviceWorkers ?? 'block',
  });
  const origins = new Set([new URL(shared.url).origin, ...(options.allow ?? [])]);
  const expected = options.expectErrors ?? [];
  const problems = [];
  const note = (text) => {
    if (!expected.some((pattern) => pattern.test(text))) problems.push(text);
  };
  context.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => note(`uncaught: ${error.error()}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !origins.has(url.origin)) note(`request to ${url}`);
  });
  test.after(async () => {
    await context.close();
    assert.deepEqual(problems, [], 'the page had problems');
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(options.url ?? `${shared.url}${query}${hash}`);
  return page;
}

/** Serves `html` from another origin, as a course page that embeds ours. */
async function host(test, html) {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(request.url === '/' ? html : '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  test.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: `${origin}/` };
}

/** Fails with readable findings if axe-core has any against the page. */
export async function checkAccessibility(page, { exclude = [] } = {}) {
  const loaded = await page.evaluate(() => 'axe' in globalThis);
  // Evaluated by the debugger, which the page's policy does not concern.
  if (!loaded) await page.evaluate(await axeSource());
  const { violations } = await page.evaluate(
    (left) => globalThis.axe.run({ exclude: left }, { resultTypes: ['violations'] }),
    exclude.map((selector) => [selector]),
  );
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.target.join(' ')}\n  ${node.failureSummary}`),
  );
  assert.deepEqual(found, [], 'accessibility');
}

let axe;
async function axeSource() {
  axe ??= (await import('node:fs/promises')).readFile(AXE, 'utf8');
  return axe;
}

/** A table's rows as objects keyed by column heading, as a reader hears them. */
export function readTable(table) {
  return table.evaluate((element) => {
    const text = (cell) => cell.textContent.replace(/\s+/g, ' ').trim();
    const headings = [...element.querySelectorAll('thead th')].map(text);
    return [...element.querySelectorAll('tbody tr')].map((row) =>
      Object.fromEntries([...row.cells].map((cell, i) => [headings[i] ?? i, text(cell)])),
    );
  });
}
