// Drafts: what the browser keeps of the learner's own work, to open again.
//
// The page writes them (src/ui/drafts.rs says how); here they are read, and
// deleted on request.
import { h, hand } from './dom.mjs';
import { openDialog } from './dialog.mjs';

const KEY = 'interleave.drafts';

/** Lines `id saved fragment`, newest first; none where nothing is kept. */
function lines() {
  try {
    return (localStorage.getItem(KEY) ?? '').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

export function openDrafts(bench, { texts }) {
  const { dialog, body, say } = openDialog('drafts', texts.Drafts, texts);
  const list = h('ul', { class: 'tool-list' });
  body.append(h('p', {}, texts.DraftsIntro), list);
  show();

  function show() {
    const drafts = lines();
    const items = drafts.map((line) => draft(line)).filter(Boolean);
    list.replaceChildren(...items);
    if (!items.length) list.append(h('li', {}, texts.NoDrafts));
  }

  function draft(line) {
    const [, saved, fragment] = line.split(' ');
    const seen = JSON.parse(bench.peek(fragment ?? ''));
    if (!seen) return null;
    const when = new Date(Number(saved));
    const name = seen.title || seen.beginning;
    const time = h('time', { datetime: when.toISOString() }, when.toLocaleString(document.documentElement.lang));
    const open = () => {
      dialog.close();
      hand(fragment);
    };
    const remove = () => {
      try {
        localStorage.setItem(KEY, lines().filter((other) => other !== line).join('\n'));
      } catch {
        // It was not kept either.
      }
      show();
      say(texts.Deleted);
      list.querySelector('button')?.focus();
    };
    return h(
      'li',
      { class: 'tool-draft' },
      h('div', {}, h('p', { class: 'tool-name' }, name), h('p', { class: 'field-note' }, `${seen.machine} · `, time)),
      h('button', { type: 'button', class: 'button button-small', 'aria-label': `${texts.OpenDraft}: ${name}`, onclick: open }, texts.OpenDraft),
      h('button', { type: 'button', class: 'button button-small', 'aria-label': `${texts.Delete}: ${name}`, onclick: remove }, texts.Delete),
    );
  }
}
