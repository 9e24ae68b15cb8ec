// Help: keyboard shortcuts, and how true the picture is.
import { h } from './dom.mjs';
import { openDialog } from './dialog.mjs';

export function openShortcuts(bench, { texts }) {
  const { title, groups } = JSON.parse(bench.shortcuts());
  const { body } = openDialog('shortcuts', title, texts);
  for (const { heading, rows } of groups) {
    const entries = rows.map(({ keys, does }) => h('div', {}, h('dt', {}, ...keys.map((key) => h('kbd', {}, key))), h('dd', {}, does)));
    body.append(h('section', {}, h('h3', {}, heading), h('dl', { class: 'keys' }, ...entries)));
  }
}

export function openAbout(bench, { texts }) {
  const { title, intro, parts, licences } = JSON.parse(bench.how_true());
  const { body } = openDialog('about', title, texts);
  body.append(h('p', { class: 'prose' }, intro));
  for (const { heading, text } of parts) body.append(h('section', { class: 'prose' }, h('h3', {}, heading), h('p', {}, text)));
  // Written by the build beside the document; this file lies one folder below.
  const href = new URL('../licences.txt', import.meta.url).href;
  body.append(h('p', { class: 'prose' }, h('a', { href, target: '_blank', rel: 'noopener' }, licences)));
}
