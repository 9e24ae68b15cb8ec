// The texts of another language than the program's own, loaded when it is first
// chosen. A debug build has them all and offers nothing to load them by.

/** Puts the texts of `lang` into `memory`; calls `done` with whether it has them. */
export async function loadTexts(lang, memory, done) {
  let there = true;
  try {
    await globalThis.interleaveSpeak?.(lang, memory);
  } catch (error) {
    console.warn(error);
    there = false;
  }
  done(there);
}
