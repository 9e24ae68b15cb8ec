// Colours and indentation of Python, line by line.
//
// A tokenizer and not a grammar: the page parses the script itself and shows
// what is wrong with it, so a second syntax tree would only weigh (23 KB).
import { StreamLanguage } from '@codemirror/language';
import { python as tokens } from '@codemirror/legacy-modes/mode/python';

const KEYWORDS = new Set(tokens.languageData.autocomplete);

export const python = StreamLanguage.define({
  ...tokens,
  token(stream, state) {
    const style = tokens.token(stream, state);
    return style === 'variable' && stream.peek() === '(' ? 'variableName.function' : style;
  },
});

/** The names that the script uses, but for the word at `pos`. */
export function namesIn(text, pos) {
  const names = new Set();
  // Texts and comments hold words and no names.
  const outside = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*|[\p{L}_][\p{L}\p{N}_]*/gu;
  for (const { 0: word, index } of text.matchAll(outside)) {
    const here = index <= pos && pos <= index + word.length;
    if (/^[\p{L}_]/u.test(word) && !here && !KEYWORDS.has(word)) names.add(word);
  }
  return names;
}
