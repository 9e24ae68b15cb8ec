// Diagnostics: underlines as one types, a message on hover or F8, a fix on
// Ctrl+. or a button.
//
// The texts arrive translated. CodeMirror's own action buttons are not used:
// their accessible names are fixed in English.
import { forEachDiagnostic, nextDiagnostic, previousDiagnostic, setDiagnostics } from '@codemirror/lint';

/** `[{from, to, severity, message, hint?, replacement?}]` in UTF-16 units. */
export function showDiagnostics(view, list) {
  const end = view.state.doc.length;
  const inside = (offset) => Math.max(0, Math.min(offset, end));
  const shown = Array.from(list, (item) => ({
    from: inside(item.from),
    to: Math.max(inside(item.from), inside(item.to)),
    severity: item.severity,
    message: item.hint ? `${item.message} ${item.hint}` : item.message,
    renderMessage: (editor) => rendered(editor, item),
    item,
  }));
  view.dispatch(setDiagnostics(view.state, shown));
}

function rendered(view, item) {
  const box = document.createElement('div');
  box.append(paragraph('cm-diagnosticMessage', item.message));
  if (item.hint) box.append(paragraph('cm-diagnosticHint', item.hint));
  if (typeof item.replacement === 'string') {
    const button = box.appendChild(document.createElement('button'));
    button.type = 'button';
    button.className = 'cm-diagnosticFix';
    button.textContent = view.state.phrase('Replace with $', item.replacement);
    button.addEventListener('click', () => fix(view, item));
  }
  return box;
}

function paragraph(name, text) {
  const line = document.createElement('div');
  line.className = name;
  line.textContent = text;
  return line;
}

/** Applies a fix where its diagnostic is now, if it still stands. */
function fix(view, item) {
  let place = null;
  forEachDiagnostic(view.state, (diagnostic, from, to) => {
    if (diagnostic.item === item) place = { from, to };
  });
  if (!place || view.state.readOnly) return false;
  view.dispatch({
    changes: { ...place, insert: item.replacement },
    selection: { anchor: place.from + item.replacement.length },
    userEvent: 'input.fix',
  });
  view.focus();
  return true;
}

function fixAtCursor(view) {
  const { head } = view.state.selection.main;
  let found = null;
  forEachDiagnostic(view.state, (diagnostic, from, to) => {
    const fixes = typeof diagnostic.item?.replacement === 'string';
    if (fixes && from <= head && head <= to) found ??= diagnostic.item;
  });
  return found !== null && fix(view, found);
}

export const diagnosticKeys = [
  { key: 'F8', run: nextDiagnostic, shift: previousDiagnostic },
  { key: 'Mod-.', run: fixAtCursor },
];
