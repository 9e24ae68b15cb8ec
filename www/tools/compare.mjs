// Compare: any models on any machines, on one axis, with one cursor.
import { choices, chosen, h, picture, theme } from './dom.mjs';
import { openDialog } from './dialog.mjs';

const CORES = [1, 2, 4, 8, 16];

export function openCompare(bench, about) {
  const { texts } = about;
  const { dialog, body, work, say } = openDialog('compare', texts.Compare, texts);
  if (!about.runs) {
    body.append(h('p', {}, texts.Broken));
    return;
  }
  const several = (legend, name, options) => choices({ legend, name, type: 'checkbox', options, change: update });
  const models = several(
    texts.Models,
    'models',
    about.models.map(({ word, name, note }) => ({ value: word, label: name, title: note, checked: true })),
  );
  const counts = [...new Set([...CORES, about.cores])].sort((a, b) => a - b);
  const cores = several(
    texts.Machines,
    'cores',
    counts.map((n) => ({ value: String(n), label: String(n), checked: n === about.cores })),
  );
  const named = (all, own) => all.map(({ word, name, note }) => ({ value: word, label: name, title: note, checked: word === own }));
  const schedulers = several(texts.Schedulers, 'schedulers', named(about.schedulers, about.scheduler));
  // Costs set by hand are no preset: then none is ticked, and they hold.
  const costs = several(texts.CostsOf, 'costs', named(about.presets, about.preset));
  const more = h('details', { class: 'tool-more' }, h('summary', {}, texts.MoreChoices), schedulers, costs);
  const results = h('div', { class: 'tool-results' });
  body.append(models, cores, more, results);
  update();

  function update() {
    const [which, where] = [chosen(models), chosen(cores)];
    if (!which.length || !where.length) {
      work.stop();
      results.replaceChildren(h('p', {}, texts.PickTwo));
      return;
    }
    const wanted = bench.begin_comparison(which.join(), where.join(), chosen(schedulers).join(), chosen(costs).join());
    work.start(bench, () => {
      const width = Math.max(300, Math.floor(results.clientWidth));
      const found = JSON.parse(bench.comparison(theme(), width));
      results.replaceChildren(...draw(bench, texts, found, dialog));
      say(wanted > found.pictures.length ? texts.TooMany : found.sentences[0]);
    });
  }
}

function draw(bench, texts, found, dialog) {
  const [first, ...others] = found.sentences;
  const said = h('section', {}, h('h3', {}, texts.Difference), h('p', { class: 'tool-first' }, first), h('ul', { class: 'prose' }, ...others.map((line) => h('li', {}, line))));
  return [said, table(texts, found), pictures(bench, texts, found, dialog)];
}

function table(texts, { pictures, rows }) {
  const best = () => h('span', { class: 'tool-best' }, ` ${texts.Best}`);
  const heading = h('tr', {}, h('td', {}), ...pictures.map(({ name }) => h('th', { scope: 'col' }, name)));
  const lines = rows.map(({ name, cells }) =>
    h('tr', {}, h('th', { scope: 'row' }, name), ...cells.map(([text, top]) => h('td', { class: top ? 'is-best' : null }, text, top ? best() : null))),
  );
  return h(
    'section',
    {},
    h('h3', { id: 'tool-numbers' }, texts.Numbers),
    h('div', { class: 'tool-scroll', tabindex: 0, role: 'region', 'aria-labelledby': 'tool-numbers' }, h('table', { class: 'tool-table' }, h('thead', {}, heading), h('tbody', {}, ...lines))),
  );
}

/** The pictures, and the one moment that is looked at in all of them. */
function pictures(bench, texts, found, dialog) {
  const STEPS = 1000;
  const now = h('output', { class: 'tool-now' });
  const range = h('input', { type: 'range', min: 0, max: STEPS, value: 0, 'aria-label': texts.Moment, oninput: () => seek((range.value / STEPS) * found.end) });
  const all = found.pictures.map(({ name, said, svg, link }, index) => {
    const cursor = h('div', { class: 'tool-cursor' });
    const frame = h('div', { class: 'tool-frame', onpointermove: point, onpointerdown: point }, picture(svg, `${name}. ${said}`), cursor);
    const here = h('p', { class: 'tool-here' });
    const open = h('button', { type: 'button', class: 'button button-small', onclick: () => adopt(link) }, texts.Open);
    const figure = h('article', { class: 'tool-run' }, h('div', { class: 'tool-run-head' }, h('h4', {}, name), open), frame, here);
    return { figure, frame, cursor, here, index };
  });
  seek(0);
  return h('section', { class: 'tool-pictures' }, h('h3', {}, texts.Pictures), h('div', { class: 'tool-moment' }, h('span', { class: 'field-label' }, texts.Moment), range, now), ...all.map(({ figure }) => figure));

  function point(event) {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const ns = ((x - found.left) / found.width) * found.span;
    if (x >= found.left) seek(Math.min(Math.max(ns, 0), found.end));
  }

  function seek(ns) {
    const text = bench.instant(Math.round(ns));
    range.value = String(Math.round((ns / (found.end || 1)) * STEPS));
    range.setAttribute('aria-valuetext', text);
    now.textContent = text;
    for (const { cursor, here, index } of all) {
      cursor.style.setProperty('--x', `${found.left + (ns / found.span) * found.width}px`);
      here.textContent = bench.moment(index, ns);
    }
  }

  /** The page opens a link that is put into its address. */
  function adopt(link) {
    dialog.close();
    location.hash = link;
  }
}
