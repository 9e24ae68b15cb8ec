// In the browser: the page's timeline and two others, each a function that
// mounts a picture of a trace and gives `zoom(factor, x)` and `pan(pixels)`.
//
// A frame is from one animation frame to the next, so it has the drawing by the
// browser in it. Script is measured from outside (`bench.mjs`).
import { FlameChartContainer, FlameChartPlugin, TimeGridPlugin } from 'flame-chart-js';
import init, { Bench } from 'bench-glue';

const LANE = 30;
const COLOURS = ['#0b5394', '#b07aa1', '#333333', '#2a9d6f', '#c44e00', '#7830f0', '#703810'];

const frame = () => new Promise((done) => requestAnimationFrame(done));

export async function begin(wasm) {
  await init({ module_or_path: wasm });
}

let trace;
export function make(segments, lanes) {
  trace = { bench: new Bench(segments, lanes), segments, lanes };
  trace.starts = trace.bench.starts();
  trace.ends = trace.bench.ends();
  trace.lane = trace.bench.lanes();
  trace.state = trace.bench.states();
  trace.end = trace.ends.reduce((a, b) => Math.max(a, b), 0);
}

let shown;
/** Milliseconds from the data to the second animation frame after the picture. */
export async function mount(kind) {
  const host = document.getElementById('host');
  host.replaceChildren();
  await frame();
  const began = performance.now();
  shown = await { interleave, canvas, flame }[kind](host);
  await frame();
  await frame();
  const took = performance.now() - began;
  await shown.begin?.();
  return took;
}

/** One step; the milliseconds of the frame that shows it. */
export async function step(what, value, x) {
  shown[what](value, x);
  const first = await frame();
  return (await frame()) - first;
}

function interleave(host) {
  trace.bench.show(host);
  let canvas;
  const wheel = (x, deltas, keys) => {
    const { left, top } = canvas.getBoundingClientRect();
    const at = { clientX: left + x * canvas.clientWidth, clientY: top + 60 };
    canvas.dispatchEvent(new WheelEvent('wheel', { ...at, ...deltas, ...keys, bubbles: true, cancelable: true }));
  };
  return {
    // The first section, the cores, is folded: the tasks' lanes are the picture.
    async begin() {
      canvas = host.querySelector('.tl-stage > .tl-canvas');
      host.querySelector('.tl-fold').click();
      await frame();
      await frame();
      if (host.querySelector('.tl-fold').getAttribute('aria-expanded') !== 'false') throw new Error('the cores are not folded');
    },
    zoom: (factor, x) => wheel(x, { deltaY: delta(factor) }, { ctrlKey: true }),
    pan: (pixels) => wheel(0.5, { deltaX: pixels }, { shiftKey: true }),
  };
}

// What the wheel has to turn for a factor: the page's (2 + x) / (2 - x).
const delta = (factor) => (1000 * (factor - 1)) / (factor + 1);

/** Every segment, each time. */
function canvas(host) {
  const element = document.createElement('canvas');
  const width = host.clientWidth;
  element.width = width;
  element.height = trace.lanes * LANE;
  host.append(element);
  const context = element.getContext('2d', { alpha: false });
  let start = 0;
  let span = trace.end;
  let asked = false;
  const draw = () => {
    asked = false;
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, element.width, element.height);
    const { starts, ends, lane, state, segments } = trace;
    const scale = width / span;
    for (let i = 0; i < segments; i += 1) {
      context.fillStyle = COLOURS[state[i]];
      context.fillRect((starts[i] - start) * scale, lane[i] * LANE + 5, (ends[i] - starts[i]) * scale, 20);
    }
  };
  const soon = () => { if (!asked) { asked = true; requestAnimationFrame(draw); } };
  draw();
  return {
    zoom(factor, x) {
      const about = start + span * x;
      span = Math.min(span * factor, trace.end);
      start = Math.max(0, Math.min(about - x * span, trace.end - span));
      soon();
    },
    pan(pixels) {
      start = Math.max(0, Math.min(start + (pixels / width) * span, trace.end - span));
      soon();
    },
  };
}

/** flame-chart-js, a chart a lane. */
function flame(host) {
  const element = document.createElement('canvas');
  element.width = host.clientWidth;
  element.height = trace.lanes * LANE + 30;
  host.append(element);
  const rows = Array.from({ length: trace.lanes }, () => []);
  const MS = 1e6;
  for (let i = 0; i < trace.segments; i += 1) {
    const [start, end] = [trace.starts[i] / MS, trace.ends[i] / MS];
    rows[trace.lane[i]].push({ name: 'task', start, duration: end - start, type: String(trace.state[i]) });
  }
  const colors = Object.fromEntries(COLOURS.map((colour, i) => [String(i), colour]));
  const plugins = rows.map((data, i) => {
    const plugin = new FlameChartPlugin({ name: `lane${i}`, data, colors });
    plugin.height = LANE;
    return plugin;
  });
  const chart = new FlameChartContainer({
    canvas: element,
    plugins: [new TimeGridPlugin(), ...plugins],
    settings: { options: { tooltip: false } },
  });
  const engine = chart.renderEngine;
  let start = 0;
  const end = trace.end / MS;
  let span = end;
  const move = () => { chart.setZoom(start, start + span); };
  move();
  return {
    zoom(factor, x) {
      const about = start + span * x;
      span = Math.min(span * factor, end);
      start = Math.max(0, Math.min(about - x * span, end - span));
      move();
    },
    pan(pixels) {
      start = Math.max(0, Math.min(start + (pixels / (engine.width || element.width)) * span, end - span));
      move();
    },
  };
}
