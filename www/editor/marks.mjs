// What a run shows in the text: a dot for each task beside the line it is on,
// and the line of the bar under the pointer.
//
// Both hold their place while the learner types, until the page sets them
// again. The gutter is decoration (hidden from assistive technology): the
// page tells the same in its table.
import { RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutter } from '@codemirror/view';

/** More dots than this push the text off a phone's screen. */
const SHOWN = 4;

class TaskMarks extends GutterMarker {
  constructor(tasks) {
    super();
    this.tasks = tasks;
  }

  eq(other) {
    return JSON.stringify(this.tasks) === JSON.stringify(other.tasks);
  }

  toDOM() {
    // One element: a fragment would leave its children behind when it goes.
    const row = document.createElement('span');
    row.className = 'cm-taskRow';
    for (const { colour, letter, title } of this.tasks.slice(0, SHOWN)) {
      const dot = row.appendChild(document.createElement('span'));
      dot.className = 'cm-taskMark';
      dot.textContent = letter;
      dot.title = title;
      // Properties, not a style attribute: the page's policy refuses those.
      dot.style.backgroundColor = colour;
      dot.style.color = inkOn(colour);
    }
    const rest = this.tasks.slice(SHOWN);
    if (rest.length > 0) {
      const more = row.appendChild(document.createElement('span'));
      more.className = 'cm-taskMore';
      more.textContent = `+${rest.length}`;
      more.title = rest.map((task) => task.title).join('\n');
    }
    return row;
  }
}

/** Black or white, whichever reads better on `#rrggbb` (WCAG luminance). */
function inkOn(colour) {
  const channels = /^#(..)(..)(..)$/.exec(colour)?.slice(1);
  if (!channels) return '#000000';
  const [r, g, b] = channels.map((hex) => (Number.parseInt(hex, 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000000' : '#ffffff';
}

const setMarks = StateEffect.define();

const markField = StateField.define({
  create: () => RangeSet.empty,
  update(marks, step) {
    const set = step.effects.find((effect) => effect.is(setMarks));
    return set ? placed(step.state.doc, set.value) : marks.map(step.changes);
  },
});

function placed(doc, list) {
  const byLine = new Map();
  for (const { line, ...task } of list) {
    if (line < 1 || line > doc.lines) continue;
    byLine.set(line, [...(byLine.get(line) ?? []), task]);
  }
  const ranges = [...byLine].map(([line, tasks]) =>
    new TaskMarks(tasks).range(doc.line(line).from),
  );
  return RangeSet.of(ranges, true);
}

export const taskMarks = [
  markField,
  gutter({
    class: 'cm-taskMarks',
    markers: (view) => view.state.field(markField),
    // Room for one dot even before a run, so that the text does not jump.
    initialSpacer: () => new TaskMarks([{ colour: '', letter: '', title: '' }]),
  }),
];

export function setTaskMarks(view, list) {
  view.dispatch({ effects: setMarks.of(Array.from(list)) });
}

const setLine = StateEffect.define();
const linkedLine = Decoration.line({ class: 'cm-linkedLine' });

export const highlightedLine = StateField.define({
  create: () => Decoration.none,
  update(lines, step) {
    const set = step.effects.find((effect) => effect.is(setLine));
    if (!set) return lines.map(step.changes);
    const { doc } = step.state;
    if (!(set.value >= 1 && set.value <= doc.lines)) return Decoration.none;
    return Decoration.set(linkedLine.range(doc.line(set.value).from));
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function setHighlightedLine(view, line) {
  view.dispatch({ effects: setLine.of(line ?? 0) });
}
