// Import: a script from a file, chosen or dropped.
import { h, hand } from './dom.mjs';
import { openDialog } from './dialog.mjs';

/** As long as a script may be (share::MAX_SCRIPT). */
const MOST_BYTES = 64 * 1024;

/** @param {File} [file] dropped on the page */
export function openImport(bench, { texts }, file) {
  const { dialog, body, say } = openDialog('import', texts.Import, texts);
  const input = h('input', { type: 'file', accept: '.py,.txt,text/x-python,text/plain', onchange: () => take(input.files[0]) });
  body.append(h('p', {}, texts.ImportIntro), h('label', { class: 'field' }, h('span', { class: 'field-label' }, texts.File), input));
  if (file) take(file);

  async function take(chosen) {
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) return say(texts.FileTooLong);
    try {
      // Bytes that are no text become an error, not a script of question marks.
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await chosen.arrayBuffer());
      const title = chosen.name.replace(/\.\w+$/, '');
      dialog.close();
      hand(bench.link_of(text.replace(/\r\n?/g, '\n'), title));
    } catch {
      say(texts.FileNoText);
    }
  }
}
