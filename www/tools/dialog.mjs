// The window that a tool opens in: heading, body, progress with Cancel.
import { h } from './dom.mjs';

/** Below this no progress is shown: it would only flicker. */
const PATIENCE = 200;
/** Milliseconds of work at a stretch. */
const SLICE = 8;

/**
 * Opens a modal dialog; it leaves the document when it is closed.
 * @param {string} kind names it for style sheets and tests
 * @param {string} title
 * @param {Record<string, string>} texts
 */
export function openDialog(kind, title, texts) {
  const heading = h('h2', { id: `tool-${kind}` }, title);
  const close = h('button', { type: 'button', class: 'button button-small', onclick: () => dialog.close() }, texts.Close);
  const body = h('div', { class: 'tool-body' });
  const progress = h('div', { class: 'tool-progress' });
  const said = h('p', { class: 'tool-said', role: 'status' });
  const dialog = h(
    'dialog',
    { class: `modal tool tool-${kind}`, 'aria-labelledby': `tool-${kind}`, 'data-testid': `tool-${kind}` },
    h('div', { class: 'modal-box' }, h('div', { class: 'modal-head' }, heading, close), body, progress, said),
  );
  // The page below has shortcuts of its own, which do not hold here.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  // A click beside the window closes it, as the page's own dialogs do.
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  const work = new Work(progress, texts, (text) => say(text));
  dialog.addEventListener('close', () => {
    work.stop();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  const say = (text) => {
    said.textContent = text;
  };
  return { dialog, body, work, say };
}

/** Work in slices between frames; a new piece of work ends the one before. */
class Work {
  #timer = 0;

  constructor(place, texts, say) {
    this.place = place;
    this.texts = texts;
    this.say = say;
  }

  /** Advances `bench` to its end, then calls `done`. */
  start(bench, done) {
    this.stop();
    this.say('');
    const began = performance.now();
    const bar = h('progress', { max: 1, value: 0 });
    const cancel = () => {
      this.stop();
      this.say(this.texts.Cancelled);
    };
    const shown = h(
      'div',
      { class: 'banner' },
      h('label', { class: 'banner-progress' }, this.texts.Working, bar),
      h('button', { type: 'button', class: 'button button-small', onclick: cancel }, this.texts.Cancel),
    );
    const step = () => {
      const share = bench.advance(SLICE);
      if (share >= 1) {
        this.stop();
        done();
        return;
      }
      bar.value = share;
      if (performance.now() - began > PATIENCE && !shown.isConnected) this.place.append(shown);
      this.#timer = setTimeout(step, 0);
    };
    step();
  }

  stop() {
    clearTimeout(this.#timer);
    this.place.replaceChildren();
  }
}
