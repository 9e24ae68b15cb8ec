// What the editor loads when it is first used: completion, help on hover, find,
// closing brackets.
// A visitor who only watches never downloads it.
import { closeBrackets, closeBracketsKeymap, completionStatus, startCompletion } from '@codemirror/autocomplete';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { completionSupport, setCompletionList } from './completions.mjs';

export const extensions = [
  completionSupport,
  search({ top: true }),
  closeBrackets(),
  // Before the editor's own keys, which would take Backspace from it.
  Prec.high(keymap.of([...closeBracketsKeymap, ...searchKeymap])),
];

export { openSearchPanel, setCompletionList };

/** Completes the word that was typed while this was on its way. */
export function completeLate(view) {
  const { state } = view;
  const before = state.sliceDoc(Math.max(0, state.selection.main.head - 1), state.selection.main.head);
  if (view.hasFocus && /\w/.test(before) && completionStatus(state) === null) startCompletion(view);
}
