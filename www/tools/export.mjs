// Exports: the run as a picture, a trace, tables; and on paper.
import { address, choices, chosen, h, picture, theme } from './dom.mjs';
import { openDialog } from './dialog.mjs';

/** Wide enough for labels, and still readable in a document. */
const WIDTH = 960;
/** Characters of a preview: more would only make the page slow. */
const PREVIEW = 20_000;

const FORMATS = [
  { word: 'svg', text: 'Svg', file: 'svg', type: 'image/svg+xml' },
  { word: 'png', text: 'Png', file: 'png', type: 'image/png' },
  { word: 'chrome', text: 'Chrome', file: 'perfetto.json', type: 'application/json' },
  { word: 'json', text: 'Json', file: 'json', type: 'application/json' },
  { word: 'csv', text: 'Csv', file: 'csv', type: 'text/csv' },
  { word: 'tasks', text: 'TasksCsv', file: 'tasks.csv', type: 'text/csv' },
];

export function openExport(bench, about) {
  const { texts } = about;
  const { body, work, say } = openDialog('export', texts.Export, texts);
  if (!about.runs) {
    body.append(h('p', {}, texts.Broken));
    return;
  }
  bench.begin_run();
  work.start(bench, () => show(bench, about, body, say));
}

function show(bench, about, body, say) {
  const { texts } = about;
  const preview = h('div', { class: 'tool-preview' });
  const note = h('p', { class: 'field-note' });
  const options = FORMATS.map(({ word, text }) => ({ value: word, label: texts[text], checked: word === 'svg' }));
  const formats = choices({ legend: texts.Format, name: 'format', type: 'radio', options, change: update });
  const dark = theme() === 'dark';
  const colours = choices({
    legend: texts.Colours,
    name: 'colours',
    type: 'radio',
    options: [
      { value: 'light', label: texts.Light, checked: !dark },
      { value: 'dark', label: texts.Dark, checked: dark },
    ],
    change: update,
  });
  const copyButton = h('button', { type: 'button', class: 'button', onclick: copy }, texts.Copy);
  body.append(
    formats,
    colours,
    note,
    h(
      'div',
      { class: 'tool-actions' },
      h('button', { type: 'button', class: 'button button-primary', onclick: download }, texts.Download),
      copyButton,
      h('button', { type: 'button', class: 'button', onclick: () => print(bench, about) }, texts.Print),
    ),
    preview,
  );
  update();

  function format() {
    return FORMATS.find(({ word }) => word === chosen(formats)[0]) ?? FORMATS[0];
  }

  /** The text of the chosen format; a picture's is its SVG. */
  function content() {
    const { word } = format();
    return word === 'svg' || word === 'png' ? bench.picture(chosen(colours)[0], WIDTH) : bench.file(word);
  }

  function update() {
    const { word, text } = format();
    const drawn = word === 'svg' || word === 'png';
    colours.hidden = !drawn;
    copyButton.hidden = word === 'png';
    note.textContent = texts[`${text}Note`];
    say('');
    const whole = content();
    if (drawn) {
      preview.replaceChildren(picture(whole, about.title || texts.Preview));
      return;
    }
    const area = h('textarea', { readonly: true, rows: 10, spellcheck: 'false', 'aria-label': texts.Preview });
    area.value = whole.slice(0, PREVIEW);
    preview.replaceChildren(area);
    if (whole.length > PREVIEW) preview.append(h('p', { class: 'field-note' }, texts.Shortened));
  }

  async function download() {
    const { word, file, type } = format();
    const blob = word === 'png' ? await png(content()) : new Blob([content()], { type });
    save(blob, `${fileName(about.title)}.${file}`);
    say(texts.Saved);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(content());
      say(texts.Copied);
    } catch {
      say(texts.CopyRefused);
    }
  }
}

/** The picture in twice its size. */
async function png(svg) {
  const image = new Image();
  image.src = address(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = h('a', { href: url, download: name });
  link.click();
  // The browser has to read it first.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Letters, digits and hyphens, in any script. */
function fileName(title) {
  const name = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return name.slice(0, 60) || 'interleave';
}

/** Script, picture and numbers on paper; the page itself stays off it. */
function print(bench, { title, script, texts }) {
  const rows = bench.file('tasks').trim().split('\r\n').map((row) => row.split(','));
  const cells = (tag, row) => row.map((cell) => h(tag, {}, cell));
  const sheet = h(
    'div',
    { class: 'print-sheet' },
    h('h1', {}, title || 'Interleave'),
    picture(bench.picture('light', WIDTH), title),
    h('h2', {}, texts.Script),
    h('pre', {}, script),
    h('h2', {}, texts.Numbers),
    h('table', {}, ...rows.map((row, i) => h('tr', {}, ...cells(i ? 'td' : 'th', row)))),
  );
  document.body.append(sheet);
  document.documentElement.classList.add('prints-sheet');
  const done = () => {
    sheet.remove();
    document.documentElement.classList.remove('prints-sheet');
  };
  addEventListener('afterprint', done, { once: true });
  const image = sheet.querySelector('img');
  image.decode().finally(() => {
    window.print();
    // In a frame without modals printing does nothing and says nothing.
    if (window.origin === 'null') done();
  });
}
