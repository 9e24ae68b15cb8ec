// How the editor looks. Every colour is one of the page's custom properties,
// so that a change of theme needs no work here; the fallbacks follow
// `color-scheme`. See editor.mjs for the list.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const mine = (name, light, dark) => `var(--${name}, light-dark(${light}, ${dark}))`;

const bg = mine('editor-bg', '#ffffff', '#16181d');
const fg = mine('editor-fg', '#1b1f24', '#e8eaed');
const muted = mine('editor-muted', '#5f6670', '#9aa3ae');
const line = mine('editor-line', '#f3f6fa', '#1f232b');
const linked = mine('editor-linked', '#ffeebb', '#4a3d12');
const selection = mine('editor-selection', '#b9d6f7', '#2c4a73');
const match = mine('editor-match', '#ffe08a', '#5c4a10');
const border = mine('editor-border', '#c9d1da', '#3a414c');
const panel = mine('editor-panel', '#f3f6fa', '#1f232b');
const error = mine('editor-error', '#b3261e', '#ff8a80');
const warning = mine('editor-warning', '#8a5a00', '#ffc766');
const accent = mine('accent', '#0b5394', '#8fb4ff');

const keyword = mine('syntax-keyword', '#7a1fa2', '#d6a5ff');
const string = mine('syntax-string', '#0a6b3d', '#8fdc9f');
const number = mine('syntax-number', '#9a4a00', '#ffbe7a');
const comment = mine('syntax-comment', '#5f6670', '#9aa3ae');
const callable = mine('syntax-function', '#0b5394', '#8fb4ff');
const constant = mine('syntax-constant', '#9a2257', '#ff9ec4');

const control = {
  font: 'inherit',
  color: fg,
  background: bg,
  border: `1px solid ${border}`,
  borderRadius: '4px',
  padding: '2px 8px',
  minHeight: '24px',
};

const frame = EditorView.theme({
  '&': {
    height: '100%',
    color: fg,
    backgroundColor: bg,
    fontSize: 'var(--editor-font-size, 0.9375rem)',
  },
  // Above the gutter, which would cover an outline's left side.
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: 0,
    outline: `2px solid ${accent}`,
    outlineOffset: '-2px',
    pointerEvents: 'none',
    zIndex: 250,
  },
  '.cm-scroller': {
    overflow: 'auto',
    fontFamily: 'var(--editor-font, ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace)',
    lineHeight: '1.5',
  },
  '.cm-content': { caretColor: accent, padding: '6px 0' },
  '.cm-line ::selection, .cm-line::selection': { backgroundColor: `${selection} !important` },
  '.cm-gutters': { backgroundColor: bg, color: muted, borderRight: `1px solid ${border}` },
  '.cm-activeLine': { backgroundColor: line },
  '&:hover .cm-linkedLine': { backgroundColor: 'transparent' },
  '.cm-linkedLine': { backgroundColor: linked, boxShadow: `inset 3px 0 ${accent}` },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: match, outline: `1px solid ${border}` },
  '.cm-searchMatch': { backgroundColor: match },
  '.cm-searchMatch-selected': { outline: `2px solid ${accent}` },
});

const underlines = EditorView.theme({
  // A wavy line for errors, dots for warnings: never told by colour alone.
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '1px' },
  '.cm-lintRange-error': { textDecoration: `underline wavy ${error}`, textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': {
    textDecoration: `underline dotted ${warning} 2px`,
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint::after': { borderBottomColor: error },
  '.cm-diagnostic': { padding: '4px 8px', marginLeft: '0', borderLeft: '4px solid' },
  '.cm-diagnostic-error': { borderLeftColor: error },
  '.cm-diagnostic-warning': { borderLeftColor: warning },
  '.cm-diagnosticHint': { color: muted, marginTop: '2px' },
  '.cm-diagnosticFix': { ...control, marginTop: '4px', cursor: 'pointer', color: accent },
});

const popups = EditorView.theme({
  '.cm-tooltip': {
    color: fg,
    backgroundColor: panel,
    border: `1px solid ${border}`,
    borderRadius: '4px',
    maxWidth: 'min(32rem, 90vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '12em' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: accent, color: bg },
  '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal', opacity: '0.85' },
  '.cm-wordHelp': { padding: '4px 8px' },
  '.cm-wordHelp code': { fontWeight: 'bold' },
  '.cm-panels': { color: fg, backgroundColor: panel },
  '.cm-panels.cm-panels-top': { borderBottom: `1px solid ${border}` },
  '.cm-panel.cm-search': { padding: '6px 28px 6px 8px' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button': { ...control, margin: '2px 4px 2px 0' },
  '.cm-panel.cm-search .cm-button': { backgroundImage: 'none' },
  '.cm-panel.cm-search label': { color: fg, fontSize: 'inherit', whiteSpace: 'nowrap' },
  '.cm-panel.cm-search input[type=checkbox]': { minHeight: '0' },
  '.cm-panel.cm-search [name=close]': { minWidth: '24px', padding: '0', margin: '0' },
});

const marks = EditorView.theme({
  '.cm-taskRow': { display: 'contents' },
  '.cm-taskMarks .cm-gutterElement': { display: 'flex', gap: '1px', alignItems: 'center', padding: '0 1px' },
  '.cm-taskMark': {
    // Whole pixels: in parts of them so small a letter is not in the middle.
    flex: 'none',
    boxSizing: 'border-box',
    width: '13px',
    height: '13px',
    borderRadius: '50%',
    font: 'bold 9px/13px system-ui, sans-serif',
    textAlign: 'center',
    border: `1px solid ${fg}`,
  },
  '.cm-taskMore': { color: fg, fontSize: '0.7em' },
});

const syntax = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword], color: keyword },
  { tag: [tags.string, tags.special(tags.string)], color: string },
  { tag: tags.number, color: number },
  { tag: [tags.comment, tags.meta], color: comment, fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.definition(tags.variableName)], color: callable },
  { tag: [tags.special(tags.variableName), tags.standard(tags.variableName)], color: constant },
  { tag: tags.invalid, color: error },
]);

export const colours = [frame, underlines, popups, marks, syntaxHighlighting(syntax)];

/** Tells CodeMirror's own rules which of their two halves to use. */
export const look = (dark) => EditorView.darkTheme.of(dark);
