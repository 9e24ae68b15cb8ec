// Curves: the length of the run, or the speed-up, along one quantity.
import { choices, chosen, h, picture, select, theme } from './dom.mjs';
import { openDialog } from './dialog.mjs';

export function openCurve(bench, about) {
  const { texts } = about;
  const { body, work, say } = openDialog('curve', texts.Curve, texts);
  if (!about.runs) {
    body.append(h('p', {}, texts.Broken));
    return;
  }
  const options = about.axes.map(({ word, name, models }) => ({
    value: word,
    label: models.length ? name : `${name} (${texts.NoEffect})`,
    disabled: !models.length,
  }));
  const numbers = about.numbers.map((label, i) => ({ value: `number-${i}`, label }));
  const along = select({ label: texts.Along, options: [...options, ...numbers], value: 'cores', change: rebuild });
  const measure = choices({
    legend: texts.Show,
    name: 'measure',
    type: 'radio',
    options: [
      { value: 'makespan', label: texts.Makespan },
      { value: 'speedup', label: texts.SpeedUp, checked: true },
    ],
    change: draw,
  });
  const models = h('div', {});
  const results = h('div', { class: 'tool-results' });
  body.append(h('div', { class: 'tool-fields' }, along, measure), models, results);
  let done = false;
  rebuild();

  function axis() {
    const value = along.querySelector('select').value;
    const number = /^number-(\d+)$/.exec(value);
    return number ? { word: 'number', number: Number(number[1]) } : { word: value, number: 0 };
  }

  /** Another quantity matters for other models. */
  function rebuild() {
    const { word } = axis();
    const matter = about.axes.find((one) => one.word === word)?.models ?? about.models.map((model) => model.word);
    const before = models.firstChild ? chosen(models.firstChild) : [about.model];
    const wanted = before.some((model) => matter.includes(model)) ? before : matter.slice(0, 1);
    models.replaceChildren(
      choices({
        legend: texts.Models,
        name: 'models',
        type: 'checkbox',
        options: about.models.map((model) => ({
          value: model.word,
          label: model.name,
          title: matter.includes(model.word) ? model.note : texts.NoEffect,
          checked: wanted.includes(model.word) && matter.includes(model.word),
          disabled: !matter.includes(model.word),
        })),
        change: compute,
      }),
    );
    compute();
  }

  function compute() {
    const which = chosen(models.firstChild);
    done = false;
    if (!which.length) {
      work.stop();
      results.replaceChildren(h('p', {}, texts.NoModels));
      return;
    }
    const { word, number } = axis();
    bench.begin_curve(word, number, which.join());
    work.start(bench, () => {
      done = true;
      draw();
    });
  }

  function draw() {
    if (!done) return;
    const width = Math.max(300, Math.floor(results.clientWidth));
    const found = JSON.parse(bench.curve(chosen(measure)[0], theme(), width));
    const heading = h('tr', {}, h('th', { scope: 'col' }, found.axis), ...found.names.map((name) => h('th', { scope: 'col' }, name)));
    const rows = found.rows.map(({ name, cells }) => h('tr', {}, h('th', { scope: 'row' }, name), ...cells.map((cell) => h('td', {}, cell))));
    const table = h('table', { class: 'tool-table' }, h('thead', {}, heading), h('tbody', {}, ...rows));
    const summary = found.notes.map((note) => h('p', { class: 'prose' }, note));
    results.replaceChildren(
      picture(found.svg, `${texts.Curve}: ${found.axis}. ${found.names.join(', ')}.`),
      ...summary,
      h('div', { class: 'tool-scroll', tabindex: 0, role: 'region', 'aria-label': texts.Numbers }, table),
    );
    say('');
  }
}
