// Unpacks a program while it arrives, in pieces short enough for the browser to
// paint between them.
import { DONE, HUNGRY, Unpacking } from './packed/unpack.js';

/** For so long at a time the page may be busy with its own start: a phone takes four times as long. */
const SLICE_MS = 4;

/** The bytes of the packed program that is on its way. */
export async function program(packed) {
  const { body } = there(await packed);
  const reader = body.getReader();
  const unpack = new Unpacking();
  let all = false;
  for (let pause = 0; ; ) {
    const step = unpack.step(all);
    if (step === DONE) return unpack.program();
    if (step === HUNGRY) {
      const { done, value } = await reader.read();
      if (done) all = true;
      else unpack.push(value);
    }
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
