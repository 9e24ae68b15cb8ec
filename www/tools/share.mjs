// Share: links and embed codes to copy. Where the clipboard is refused, the
// field is selected, so that the reader can copy it by hand.
import { h, select } from './dom.mjs';
import { openDialog } from './dialog.mjs';

export function openShare(bench, { texts: common }) {
  const { texts, title, link, at, views, locks } = JSON.parse(bench.share());
  const { body } = openDialog('share', texts.Title, common);
  const base = location.origin + location.pathname;
  const name = title || 'Interleave';
  const moment = at && h('input', { type: 'checkbox', onchange: update });
  const view = select({ label: texts.View, options: views, value: 'split', change: update });
  const lock = select({ label: texts.Lock, options: locks, value: '0', change: update });
  view.querySelector('select').id = 'share-view';
  lock.querySelector('select').id = 'share-lock';
  const fields = [
    field({ id: 'share-link', label: texts.Link, copy: texts.CopyLink, rows: 2, text: () => address(), note: (text) => bench.link_length(text.length) }),
    field({ id: 'share-embed', label: texts.Embed, copy: texts.CopyEmbed, rows: 4, text: embed, before: h('div', { class: 'share-options' }, view, lock) }),
    field({ id: 'share-markdown', label: 'Markdown', copy: texts.CopyMarkdown, rows: 2, text: () => `[${name.replace(/[[\]]/g, '')}](${address()})` }),
  ];
  body.append(
    h('p', {}, texts.Intro),
    ...(moment ? [h('label', { class: 'check' }, moment, texts.Moment)] : []),
    ...fields.map(({ element }) => element),
  );
  update();

  function update() {
    for (const one of fields) one.update();
  }

  function fragment() {
    return moment?.checked ? at : link;
  }

  function address(query = '') {
    return `${base}${query}#${fragment()}`;
  }

  function embed() {
    const value = (label) => label.querySelector('select').value;
    const parts = ['embed=1', `lang=${document.documentElement.lang}`];
    if (value(lock) !== '0') parts.push(`readonly=${value(lock)}`);
    if (value(view) !== 'split') parts.push(`view=${value(view)}`);
    const source = escaped(address(`?${parts.join('&')}`));
    return (
      `<iframe src="${source}" title="${escaped(name)}" width="100%" height="480" loading="lazy" ` +
      'sandbox="allow-scripts allow-same-origin allow-popups allow-downloads" allow="clipboard-write; fullscreen"></iframe>'
    );
  }

  /** A text, and a button that copies it. */
  function field({ id, label, copy, rows, text, note = () => '', before = null }) {
    const area = h('textarea', { id, readonly: true, rows, spellcheck: 'false' });
    const remark = h('span', { class: 'copy-note' });
    const said = h('span', { class: 'copy-said', role: 'status' });
    const press = async () => {
      try {
        await navigator.clipboard.writeText(area.value);
        said.textContent = common.Copied;
      } catch {
        area.focus();
        area.select();
        said.textContent = common.CopyRefused;
      }
    };
    const button = h('button', { type: 'button', class: 'button', onclick: press }, copy);
    const element = h('div', { class: 'copy-field' }, h('label', { class: 'field-label', for: id }, label), before, area, h('div', { class: 'copy-row' }, button, remark, said));
    const renew = () => {
      area.value = text();
      remark.textContent = note(area.value);
      said.textContent = '';
    };
    return { element, update: renew };
  }
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
