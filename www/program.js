// Unpacks a program while it arrives, in pieces short enough for the browser to
// paint between them.
import init, { Unpack } from 'unpack-glue';

/** For so long at a time the page may be busy with its own start: a phone takes four times as long. */
const SLICE_MS = 4;

// What a step says (packed/src/bin/unpack.rs).
const [MORE, HUNGRY, DONE] = [0, 1, 2];

/** Makes ready what unpacks, which is on its way. */
export function prepare(unpacker) {
  return init({ module_or_path: unpacker.then((response) => there(response).arrayBuffer()) });
}

/** The bytes of the packed program that is on its way, once `prepared`. */
export async function program(packed, prepared) {
  const [{ body }] = await Promise.all([packed.then(there), prepared]);
  const reader = body.getReader();
  const unpack = new Unpack();
  let all = false;
  for (let pause = 0; ; ) {
    const step = unpack.step(all);
    if (step === DONE) return unpack.program();
    if (step === HUNGRY) {
      const { done, value } = await reader.read();
      if (done) all = true;
      else unpack.push(value);
    } else if (step !== MORE) throw new Error('the program is broken');
    if (performance.now() < pause) continue;
    await moment();
    pause = performance.now() + SLICE_MS;
  }
}

function there(response) {
  if (!response.ok) throw new Error(`the program is missing (${response.status})`);
  return response;
}

/** Lets the browser paint and answer. */
function moment() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(0);
  });
}
