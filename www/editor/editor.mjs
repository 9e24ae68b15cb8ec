// The script editor: CodeMirror 6 behind the few verbs the page needs.
//
// Mounted inside a shadow root: there CodeMirror puts its rules into
// adopted style sheets, which a Content-Security-Policy without
// 'unsafe-inline' allows; in the document it would insert <style> elements,
// which that policy refuses.
//
// Knows nothing of tasks, models or runs. Offsets are UTF-16 code units, lines
// count from 1. Promises: `setDoc` never calls `onChange`, and is one step of
// undo; Tab leaves the editor, unless something was typed since it was entered:
// then it indents, and Escape before it leaves, so the keyboard is never trapped
// (the name of the text says so); every label can be translated (`setPhrases`).
//
// Colours and sizes come from custom properties that the page defines on any
// ancestor. All have fallbacks that follow `color-scheme`:
//   --editor-bg  --editor-fg  --editor-muted      page, text, line numbers
//   --editor-line                                 line of the cursor
//   --editor-linked                               line of the hovered bar
//   --editor-selection  --editor-match            selection, search matches
//   --editor-border  --editor-panel               panels and tooltips
//   --editor-error  --editor-warning              underlines and messages
//   --accent                                      caret, focus, buttons
//   --syntax-keyword  --syntax-string  --syntax-number  --syntax-comment
//   --syntax-function  --syntax-constant
//   --editor-font  --editor-font-size             monospace stack, size
import { defaultKeymap, history, historyKeymap, indentLess, indentMore, isolateHistory } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Annotation, Compartment, EditorState, Transaction } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { diagnosticKeys, showDiagnostics } from './diagnostics.mjs';
import { python } from './language.mjs';
import { highlightedLine, setHighlightedLine, setTaskMarks, taskMarks } from './marks.mjs';
import { colours, look } from './theme.mjs';

/** Marks a change that the page made, so that it is not reported back. */
const fromPage = Annotation.define();

// Ctrl+Enter belongs to the page (run now), so the editor leaves it alone.
const editingKeys = defaultKeymap.filter((binding) => binding.key !== 'Mod-Enter');

// Left to itself, Chromium keeps the look of a selection that is typed over by
// a `style` attribute, which the page's policy refuses.
const typingOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    const { from, to, empty } = state.selection.main;
    const typed = event.inputType === 'insertText' && event.data !== null;
    if (!typed || empty || state.readOnly || view.composing) return false;
    event.preventDefault();
    const insertion = () =>
      state.update(state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    const handlers = state.facet(EditorView.inputHandler);
    if (!handlers.some((handle) => handle(view, from, to, event.data, insertion))) {
      view.dispatch(insertion());
    }
    return true;
  },
});

/**
 * @typedef {object} Options
 * @property {string} doc
 * @property {boolean} [readOnly]
 * @property {string} [label] the accessible name
 * @property {{[english: string]: string}} [phrases] translations of CodeMirror's own labels
 * @property {(text: string) => void} [onChange] after each edit by the learner
 * @property {(line: number | undefined) => void} [onLine] when pointer or cursor come to another line
 *
 * Mounts an editor in `host`, an element inside the shadow root `root`.
 * @param {ShadowRoot} root
 * @param {HTMLElement} host
 * @param {Options} options
 */
export function mount(root, host, options) {
  const readOnly = new Compartment();
  const phrases = new Compartment();
  const label = new Compartment();
  const theme = new Compartment();
  const help = new Compartment();
  let completions = [];
  let helping;
  let edited = false;
  /** Loads completion, help on hover and find when the editor is first used. */
  const needHelp = () => {
    helping ??= import('./help.mjs').then((loaded) => {
      const typed = edited;
      view.dispatch({ effects: help.reconfigure(loaded.extensions) });
      loaded.setCompletionList(view, completions);
      if (typed) loaded.completeLate(view);
      return loaded;
    });
    // Without a network the editor stays as it is; the next use tries again.
    helping.catch(() => (helping = undefined));
    return helping;
  };
  /** Since the editor was entered: only who writes means to indent by Tab. */
  let writing = false;
  const indent = ({ state, dispatch }) => {
    const { from, empty } = state.selection.main;
    if (!writing) return false;
    if (!empty) return indentMore({ state, dispatch });
    const width = 4 - ((from - state.doc.lineAt(from).from) % 4);
    dispatch(state.update(state.replaceSelection(' '.repeat(width)), { userEvent: 'input', scrollIntoView: true }));
    return true;
  };
  const find = () => {
    needHelp().then((loaded) => loaded.openSearchPanel(view), () => {});
    return true;
  };
  let shownLine;
  const show = (line) => {
    if (line !== shownLine) options.onLine?.((shownLine = line));
  };

  const report = EditorView.updateListener.of((update) => {
    if (update.docChanged && !update.transactions.every((step) => step.annotation(fromPage))) {
      edited = writing = true;
      options.onChange?.(update.state.doc.toString());
    }
    if (update.selectionSet && !update.docChanged) {
      show(update.state.doc.lineAt(update.state.selection.main.head).number);
    }
  });

  const view = new EditorView({
    root,
    parent: host,
    state: EditorState.create({
      doc: options.doc,
      extensions: [
        taskMarks,
        lineNumbers(),
        history(),
        indentUnit.of('    '),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightedLine,
        EditorView.domEventHandlers({
          focus() {
            writing = false;
            needHelp().catch(() => {});
          },
          mousemove(event, editor) {
            needHelp().catch(() => {});
            const at = editor.posAtCoords({ x: event.clientX, y: event.clientY }, false);
            show(editor.state.doc.lineAt(at).number);
          },
          mouseleave: () => show(undefined),
          blur: () => show(undefined),
        }),
        python,
        help.of([]),
        EditorView.lineWrapping,
        typingOverSelection,
        keymap.of([
          ...diagnosticKeys,
          { key: 'Tab', run: indent, shift: (target) => writing && indentLess(target) },
          { key: 'Mod-f', run: find, scope: 'editor search-panel' },
          ...historyKeymap,
          ...editingKeys,
        ]),
        colours,
        theme.of(look(false)),
        readOnly.of(writable(!options.readOnly)),
        phrases.of(EditorState.phrases.of(options.phrases ?? {})),
        label.of(named(options.label)),
        report,
      ],
    }),
  });

  const configure = (compartment, extension) =>
    view.dispatch({ effects: compartment.reconfigure(extension) });

  return {
    /** Replaces the text as one step of undo; the cursor stays where it can. */
    setDoc(text) {
      const change = difference(view.state.doc.toString(), text);
      if (!change) return;
      view.dispatch({
        changes: change,
        annotations: [
          fromPage.of(true),
          isolateHistory.of('full'),
          Transaction.userEvent.of('input.page'),
        ],
      });
    },
    getDoc: () => view.state.doc.toString(),
    setReadOnly: (locked) => configure(readOnly, writable(!locked)),
    /** `[{from, to, severity: 'error' | 'warning', message, hint?, replacement?}]` */
    setDiagnostics: (list) => showDiagnostics(view, list),
    /** One gutter dot a task: `[{line, colour, letter, title}]`. */
    setMarks: (list) => setTaskMarks(view, list),
    /** The line of the bar under the pointer, or null. */
    setHighlight: (line) => setHighlightedLine(view, line),
    /** Puts the cursor at an offset and scrolls to it, without taking focus. */
    reveal(from) {
      const anchor = Math.max(0, Math.min(from, view.state.doc.length));
      view.dispatch({
        selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: 'nearest', yMargin: 48 }),
      });
    },
    /** 'light', 'dark' or 'contrast'; the colours themselves are the page's. */
    setTheme: (name) => configure(theme, look(isDark(name, host))),
    setPhrases: (table) => configure(phrases, EditorState.phrases.of(table)),
    setLabel: (text) => configure(label, named(text)),
    /** `[{label, type, detail, info}]`: completed while typing, shown on hover. */
    setCompletions(list) {
      completions = list;
      helping?.then((loaded) => loaded.setCompletionList(view, list), () => {});
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/** A locked editor can still be focused and scrolled by keyboard. */
function writable(editable) {
  if (editable) return [];
  return [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-readonly': 'true' }),
  ];
}

function named(text) {
  return EditorView.contentAttributes.of(text ? { 'aria-label': text } : {});
}

function isDark(name, host) {
  return name === 'dark' || (name === 'contrast' && getComputedStyle(host).colorScheme === 'dark');
}

/** The smallest single replacement that turns one text into the other. */
function difference(before, after) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
