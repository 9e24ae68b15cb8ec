// Opens the tools (exports, comparisons, curves) when a button asks for them.
//
// They are a program of their own that a first visit does not download; the
// build writes its name into the document (scripts/finish.mjs).

/** Opens `kind` for the scenario of a link's fragment. */
export async function openTool(kind, link) {
  try {
    const name = document.querySelector('meta[name="interleave-tools"]').content;
    const tools = await import(new URL(name, document.baseURI).href);
    await tools.open(kind, link);
  } catch (error) {
    console.warn(error);
    const note = document.createElement('p');
    note.className = 'tool-missing';
    note.setAttribute('role', 'alert');
    note.textContent =
      document.documentElement.lang === 'ru'
        ? 'Эта часть не загрузилась. Проверьте соединение и попробуйте ещё раз.'
        : 'This part could not be loaded. Check the connection and try again.';
    document.querySelector('.tool-buttons')?.after(note);
    setTimeout(() => note.remove(), 8000);
  }
}
