// Loads the texts of Python's modules when a script first imports one: a first
// visit without imports does not download them. The build writes their name
// into the document (scripts/finish.mjs).

/** Calls `done` with the texts, or with nothing where they cannot be had. */
export async function loadLibrary(done) {
  try {
    const name = document.querySelector('meta[name="interleave-library"]').content;
    const response = await fetch(new URL(name, document.baseURI));
    if (!response.ok) throw new Error(`Python's modules are missing (${response.status})`);
    done(await response.text());
  } catch (error) {
    console.warn(error);
    done(undefined);
  }
}
