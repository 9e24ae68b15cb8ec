// Lighthouse's mobile preset on the built page, five times, the medians:
// `make lighthouse`. `RUNS=1` looks once; `LANG_TAG=ru` asks in Russian.
//
// Served compressed, as static hosts do. The score of one run depends on what
// else the machine does, hence the median, and hence a command and no part of
// `make test`.
import { fileURLToPath } from 'node:url';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { serve } from '../../scripts/serve.mjs';

const RUNS = Number(process.env.RUNS ?? 5);
/** What must be reached: scores at least, metrics at most. */
const GOALS = [
  { name: 'performance', least: 95, of: (lhr) => lhr.categories.performance.score * 100 },
  { name: 'accessibility', least: 100, of: (lhr) => lhr.categories.accessibility.score * 100 },
  { name: 'best practices', least: 100, of: (lhr) => lhr.categories['best-practices'].score * 100 },
  { name: 'SEO', least: 100, of: (lhr) => lhr.categories.seo.score * 100 },
  { name: 'layout shift (CLS)', most: 0.02, of: metric('cumulative-layout-shift') },
  { name: 'blocked (TBT), ms', most: 150, of: metric('total-blocking-time') },
  { name: 'first paint (FCP), ms', of: metric('first-contentful-paint') },
  { name: 'largest paint (LCP), ms', of: metric('largest-contentful-paint') },
  { name: 'speed index, ms', of: metric('speed-index') },
  { name: 'interactive (TTI), ms', of: metric('interactive') },
  { name: 'transferred, KB', of: (lhr) => (lhr.audits['total-byte-weight'].numericValue ?? 0) / 1000 },
];
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const server = await serve(dist, { prefix: '/a/b/', compress: true });
const query = process.env.LANG_TAG ? `?lang=${process.env.LANG_TAG}` : '';
const results = [];
const unmet = new Map();
for (let run = 0; run < RUNS; run += 1) {
  // A profile of its own each time: nothing is kept from the run before.
  const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: [...FLAGS, ...QUIET] });
  const { lhr } = await lighthouse(`${server.url}${query}`, { port: chrome.port, output: 'json', logLevel: 'error' });
  await chrome.kill();
  results.push(GOALS.map(({ of }) => of(lhr)));
  for (const audit of failures(lhr)) unmet.set(audit.id, audit);
}
server.close();
server.closeAllConnections();

console.log(`Lighthouse, mobile preset, median of ${RUNS}\n`);
let missed = 0;
for (const [i, { name, least, most }] of GOALS.entries()) {
  const values = results.map((row) => row[i]).sort((a, b) => a - b);
  const median = values[values.length >> 1];
  const goal = least !== undefined ? `≥ ${least}` : most !== undefined ? `≤ ${most}` : '';
  const over = (least !== undefined && median < least) || (most !== undefined && median > most);
  missed += over ? 1 : 0;
  const range = `${show(values[0])} … ${show(values.at(-1))}`;
  console.log(`${name.padEnd(26)}${show(median).padStart(8)}  ${goal.padEnd(8)}${range.padEnd(20)}${over ? 'MISSED' : ''}`);
}
if (unmet.size) console.log('\nAudits of accessibility, best practices and SEO that are not met:');
for (const { id, title } of unmet.values()) console.log(`  ${id}: ${title}`);
if (missed) process.exitCode = 1;

function metric(id) {
  return (lhr) => lhr.audits[id].numericValue;
}

function failures({ categories, audits }) {
  const ids = ['accessibility', 'best-practices', 'seo'].flatMap((one) => categories[one].auditRefs);
  const weighty = ids.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]);
  return weighty.filter(({ score }) => score !== null && score < 1);
}

function show(value) {
  return value >= 10 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(3);
}
