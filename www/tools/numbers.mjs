// What the numbers of a run mean: how each is computed, and what it tells.
import { h } from './dom.mjs';
import { openDialog } from './dialog.mjs';

export function openNumbers(bench, { texts }) {
  const { body } = openDialog('numbers', texts.Meaning, texts);
  const terms = JSON.parse(bench.definitions());
  const entries = terms.map(({ name, formula, says }) =>
    h('div', { class: 'tool-term' }, h('dt', {}, name), h('dd', { class: 'tool-formula' }, formula), h('dd', {}, says)),
  );
  body.append(h('dl', { class: 'tool-terms' }, ...entries));
}
