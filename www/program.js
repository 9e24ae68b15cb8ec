// A program that travels packed, as bytes that WebAssembly takes.
//
// Unpacking takes longer than all the rest of the page's start. So a worker does
// it while the program arrives, and the page may paint and answer meanwhile. And
// it is done once, also where ten frames of a course page start together.
import { isWhole, keep, kept } from './kept.js';
import { DONE, HUNGRY, MORE, Unpacking } from './packed/unpack.js';

/** For so long at a time the page may be busy with its own start: a phone takes four times as long. */
const SLICE_MS = 4;

/** The script that both the page and the worker run; only while it begins does it know its address. */
const own = globalThis.document?.currentScript?.src;

/** The program that is on its way, packed or not. */
export async function program(asked) {
  const response = await asked;
  if (!response.ok) throw new Error(`the program is missing (${response.status})`);
  if (isWhole(response)) return bytesOf(response);
  return new Promise((done, failed) => {
    alone(response.url, async () => {
      const there = await kept(response.url);
      if (there) {
        response.body.cancel();
        return done(await bytesOf(there));
      }
      const bytes = await unpacked(response.body.getReader());
      done(bytes);
      return keep(response.url, bytes);
    }).catch(failed);
  });
}

const bytesOf = async (response) => new Uint8Array(await response.arrayBuffer());

/** Does what no other page or frame does meanwhile; where they cannot tell each other, at once. */
async function alone(name, work) {
  let begun = false;
  const begin = () => {
    begun = true;
    return work();
  };
  try {
    await navigator.locks.request(name, begin);
  } catch (error) {
    if (begun) throw error;
    await work();
  }
}

async function unpacked(reader) {
  const worker = await hired();
  return worker ? byWorker(worker, reader) : here(reader);
}

/** A worker that has answered; nothing where a page may have none, as in a frame without an origin. */
async function hired() {
  try {
    const worker = new Worker(own);
    await answer(worker);
    return worker;
  } catch {
    return undefined;
  }
}

function answer(worker) {
  return new Promise((done, failed) => {
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = failed;
  });
}

async function byWorker(worker, reader) {
  const bytes = answer(worker);
  const handOver = async () => {
    for (let all = false; !all; ) {
      const { done, value } = await reader.read();
      worker.postMessage(value);
      all = done;
    }
  };
  try {
    // What ends first: all has arrived, or these are not the bytes of a program.
    await Promise.race([handOver(), bytes]);
    return await bytes;
  } finally {
    worker.terminate();
  }
}

/** What the worker does: takes bytes as they come, then nothing, and gives a program back. */
export function unpackForPage() {
  const unpacking = new Unpacking();
  onmessage = ({ data }) => {
    if (data) unpacking.push(data);
    let step = MORE;
    while (step === MORE) step = unpacking.step(!data);
    if (step === DONE) postMessage(unpacking.program());
  };
  postMessage('here');
}

/** In pieces short enough for the browser to paint between them. */
async function here(reader) {
  const unpacking = new Unpacking();
  let all = false;
  for (let pause = 0; ; ) {
    const step = unpacking.step(all);
    if (step === DONE) return unpacking.program();
    if (step === HUNGRY) {
      const { done, value } = await reader.read();
      if (done) all = true;
      else unpacking.push(value);
    }
    if (performance.now() < pause) continue;
    await moment();
    pause = performance.now() + SLICE_MS;
  }
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
