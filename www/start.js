// Starts the page. scripts/finish.mjs fills in the address of the glue, where the
// program lacks its tables, and the addresses of texts.
//
// A classic script on purpose: in a frame sandboxed with `allow-scripts` alone
// every module is a cross-origin request, which fails on a host that does not
// send `Access-Control-Allow-Origin`. This file still loads there, and says
// what is wrong instead of leaving the page blank. There it also has no
// address of its own to be relative to, hence `document.baseURI`.
//
// The same file, run by a worker, unpacks the program for the page.
import { asked, forget } from './kept.js';
import { keepOffline } from './offline.js';
import { tables } from './powers.js';
import { program, unpackForPage } from './program.js';

const near = (name) => new URL(name, document.baseURI).href;

const texts = { ...globalThis.interleaveTexts };
const there = {};

// The tools are a program that travels packed, too.
globalThis.interleaveUnpacked = (url) => program(asked(url));

/**
 * Puts the texts of `lang` into the program's memory, where it has room for them
 * (scripts/slim.mjs). What failed is asked for anew the next time.
 */
globalThis.interleaveSpeak = async (lang, memory) => {
  if (there[lang] || !(lang in TEXT_URLS)) return;
  const packed = texts[lang] ?? asked(near(TEXT_URLS[lang]));
  delete texts[lang];
  await WebAssembly.instantiate(await program(packed), { page: { memory } });
  there[lang] = true;
};

async function start() {
  try {
    // On its way already, or as soon as the first picture is painted (www/first.js).
    const packed = globalThis.interleaveProgram;
    const glue = packed.then(() => import(near(GLUE_URL)));
    const [{ default: init }, bytes] = await Promise.all([glue, program(packed)]);
    tables().forEach((table, at) => bytes.set(table, TABLES_AT[at]));
    await init({ module_or_path: bytes });
    keepOffline(near);
    const strings = new URLSearchParams(location.search).get('stringTest');
    if (strings) (await import(near('tools/strings.js'))).test(strings);
  } catch (error) {
    console.error(error);
    forget();
    const note = document.getElementById('not-started');
    if (note) note.hidden = false;
  }
}

if (globalThis.document) start();
else unpackForPage();
