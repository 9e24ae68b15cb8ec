// Unpacks a program while it arrives, then puts it together from its streams,
// in pieces short enough for the browser to paint between them.
import { XzReadableStream } from 'xz-decompress';
import { joining } from './streams.js';

/** For so long at a time the page may be busy with its own start. */
const SLICE_MS = 8;

/** The bytes of the WebAssembly program that is on its way. */
export async function program(asked) {
  const { ok, status, body } = await asked;
  if (!ok) throw new Error(`the program is missing (${status})`);
  const sorted = await new Response(calmly(new XzReadableStream(body))).arrayBuffer();
  const steps = joining(new Uint8Array(sorted));
  for (let pause = 0; ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < pause) continue;
    await moment();
    pause = performance.now() + SLICE_MS;
  }
}

/**
 * The same stream, with a moment before each piece: where the network is fast,
 * unpacking would be one long task.
 */
function calmly(stream) {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      await moment();
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
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
