// Loads the editor when the page asks for it, after its first paint.
//
// The bundle's name carries a hash of its content; the build writes that name
// into the document (scripts/finish.mjs), so a cached old bundle is never
// mixed with a new page.

/** Resolves to the module of editor.mjs. */
export function loadEditor() {
  const name = document.querySelector('meta[name="interleave-editor"]').content;
  return import(new URL(name, document.baseURI).href);
}
