// Opens the tools (exports, comparisons, curves, drafts) when a button asks for
// them, and the import when a file is dropped on the page.
//
// They are a program of their own that a first visit does not download; the
// build writes its name into the document (scripts/finish.mjs).

function tools() {
  const name = document.querySelector('meta[name="interleave-tools"]').content;
  return import(new URL(name, document.baseURI).href);
}

/** Opens `kind` for the scenario of a link's fragment. */
export async function openTool(kind, link, file) {
  const root = document.documentElement;
  try {
    root.toggleAttribute('data-loading', true);
    await (await tools()).open(kind, link, file);
  } catch (error) {
    console.warn(error);
    const note = document.createElement('p');
    note.className = 'tool-missing';
    note.setAttribute('role', 'alert');
    note.textContent =
      document.documentElement.lang === 'ru'
        ? 'Эта часть не загрузилась. Проверьте соединение и попробуйте ещё раз.'
        : 'This part could not be loaded. Check the connection and try again.';
    (document.querySelector('.tool-buttons') ?? document.querySelector('.notices'))?.after(note);
    setTimeout(() => note.remove(), 8000);
  } finally {
    root.toggleAttribute('data-loading', false);
  }
}

// Who points at a button is about to press it. What fails is told when it is pressed.
for (const event of ['pointerover', 'focusin']) {
  addEventListener(event, ({ target }) => {
    if (target.closest?.('[data-tool]') && !navigator.connection?.saveData) tools().then(({ prepare }) => prepare()).catch(() => {});
  });
}

// A course page's frame is no place to drop one's own files on.
if (window === window.top) {
  const carriesFile = ({ dataTransfer }) => dataTransfer?.types.includes('Files');
  addEventListener('dragover', (event) => carriesFile(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    openTool('import', '', event.dataTransfer.files[0]);
  });
}
