// The tables of docs/performance.md: the engine, the interpreter and recorded
// memory, natively and in WebAssembly (run by Node), beside SimPy, CPython and
// the least such a job can cost, all in one run on one machine.
//
//   node scripts/speed.mjs [--rounds 3] [--quick] [--write]
//
// Programs take turns, round after round; the least time of each counts, and
// what matters are ratios within the run. SimPy and CPython are left out, and
// that is said, where they cannot be had. `--write` puts the tables into the
// document.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const home = join(root, 'benches/speed');
const target = join(root, 'target/speed');
const args = process.argv.slice(2);
const rounds = args.includes('--rounds') ? Number(args[args.indexOf('--rounds') + 1]) : 3;
// The first runs of a process also pay for memory that the system hands out page
// by page, and for an allocator that has yet to learn how much is used at once.
const RUNS = 9;
const CELLS = args.includes('--quick')
  ? [[100, 4]]
  : [10, 100, 1000, 10_000].flatMap((tasks) => [1, 4, 64].map((cores) => [tasks, cores]));
const PROGRAMS = [['calls', 200_000], ['loop', 200_000], ['fib', 22]];

const native = buildNative();
const wasm = { speed: buildWasm('release'), page: buildWasm('page') };
const python = findPython();
const simpy = python && withSimpy(python);

const { rows, growth } = engineTable();
const tables = [
  `Node ${process.versions.node}, ${python ? run(python, ['--version']).trim() : 'no Python'}, ` +
    `${cpus()[0].model.trim()}, ${rounds} rounds, least time of each.`,
  '### Events of the engine\n\nNanoseconds an event, script and full trace included.',
  rows,
  growth,
  '### The interpreter\n\nNanoseconds an iteration (`calls`, `loop`) or call (`fib`).',
  programTable(),
  '### Recorded memory',
  stepTable(),
];
const text = tables.join('\n\n');
console.log(text);
if (args.includes('--write')) write(text);

function engineTable() {
  const best = new Map();
  const keep = (key, ns) => best.set(key, Math.min(ns, best.get(key) ?? Infinity));
  const bytes = new Map();
  for (let round = 0; round < rounds; round += 1) {
    for (const [tasks, cores] of CELLS) {
      const cell = `${tasks}x${cores}`;
      for (const job of ['floor', 'engine', 'watched']) {
        const { ns, units, segments } = nativeJob(job, tasks, cores);
        keep(`${job} ${cell}`, ns);
        if (job === 'engine') bytes.set(cell, [segments, units]);
      }
      for (const profile of ['speed', 'page']) keep(`${profile} ${cell}`, wasmJob(profile, 'engine', tasks, cores));
      // Once is enough: it takes seconds, and the ratio is a hundredfold.
      if (simpy && round === 0) keep(`simpy ${cell}`, Number(run(simpy, [join(home, 'rr_simpy.py'), tasks, cores])));
    }
  }
  const of = (key) => best.get(key);
  const line = ([tasks, cores]) => {
    const cell = `${tasks}x${cores}`;
    const ns = of(`engine ${cell}`);
    const ratio = (other, digits = 1) => (other ? `${(other / ns).toFixed(digits)}` : '–');
    return [tasks, cores, of(`floor ${cell}`), ns, of(`watched ${cell}`), of(`speed ${cell}`), of(`page ${cell}`), of(`simpy ${cell}`)]
      .map((cell, at) => (cell === undefined ? 'not there' : at < 2 ? cell : cell.toFixed(cell < 1000 ? 1 : 0)))
      .concat((ns / of(`floor ${cell}`)).toFixed(1), ratio(of(`simpy ${cell}`)), (of(`speed ${cell}`) / ns).toFixed(2));
  };
  const heading = ['tasks', 'cores', 'bare wheel', 'native', 'watched', 'wasm (speed)', 'wasm (page)', 'SimPy',
    '× wheel', 'SimPy ÷ native', 'wasm ÷ native'];
  const grown = [1, 4, 64]
    .filter((cores) => of(`engine 10x${cores}`) && of(`engine 10000x${cores}`))
    .map((cores) => `${cores} cores ${(of(`engine 10000x${cores}`) / of(`engine 10x${cores}`)).toFixed(1)}×`);
  const [segments, units] = [...bytes.values()].at(-1);
  return {
    rows: markdown(heading, CELLS.map(line)),
    growth:
      (grown.length ? `Growth from 10 to 10,000 tasks: ${grown.join(', ')}. ` : '') +
      `A segment of the trace takes 32 bytes; the last row has ${segments} of them for ${units} events.`,
  };
}

function programTable() {
  const best = new Map();
  const keep = (key, ns) => best.set(key, Math.min(ns, best.get(key) ?? Infinity));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, size] of PROGRAMS) {
      const { ns, units, result } = nativeJob(name, size, 1);
      keep(`native ${name}`, ns);
      for (const profile of ['speed', 'page']) keep(`${profile} ${name}`, wasmJob(profile, name, size, 1));
      if (!python) continue;
      const [seconds, printed] = run(python, [join(home, 'interp.py'), name, size, 3]).trim().split(' ');
      if (Number(printed) !== result) throw new Error(`${name}: CPython printed ${printed}, not ${result}`);
      keep(`python ${name}`, (Number(seconds) * 1e9) / units);
    }
  }
  const line = ([name]) => {
    const of = (kind) => best.get(`${kind} ${name}`);
    const times = ['python', 'native', 'speed', 'page'].map((kind) => of(kind)?.toFixed(1) ?? 'not there');
    const ratios = ['native', 'speed', 'page'].map((kind) => (python ? (of('python') / of(kind)).toFixed(2) : '–'));
    return [`\`${name}\``, ...times, ...ratios];
  };
  return markdown(
    ['program', 'CPython', 'native', 'wasm (speed)', 'wasm (page)', 'CPython ÷ native', '÷ wasm (speed)', '÷ wasm (page)'],
    PROGRAMS.map(line),
  );
}

function stepTable() {
  const rows = [];
  const rate = (ns) => `${(1e3 / ns).toFixed(1)} million`;
  const least = (measure) => Math.min(...Array.from({ length: rounds }, measure));
  rows.push(['native', rate(least(() => nativeJob('steps', 50_000, 1).ns))]);
  for (const profile of ['speed', 'page']) rows.push([`wasm (${profile})`, rate(least(() => wasmJob(profile, 'steps', 50_000, 1)))]);
  return markdown(['', 'recorded steps a second'], rows);
}

function markdown(heading, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function write(text) {
  const file = join(root, 'docs/performance.md');
  const [before, , after] = readFileSync(file, 'utf8').split(/<!-- (?:tables|end) -->/);
  writeFileSync(file, `${before}<!-- tables -->\n\n${text}\n\n<!-- end -->${after}`);
}

function nativeJob(name, size, cores) {
  return JSON.parse(run(native, [name, size, cores, RUNS]));
}

function wasmJob(profile, name, size, cores) {
  const job = wasm[profile].WasmJob.prepare(name, size, cores);
  let best = Infinity;
  for (let time = 0; time < RUNS; time += 1) {
    const begin = performance.now();
    const [units] = job.run();
    best = Math.min(best, ((performance.now() - begin) * 1e6) / units);
  }
  job.free();
  return best;
}

function run(program, args) {
  return execFileSync(program, args.map(String), { encoding: 'utf8', maxBuffer: 1 << 26 });
}

function cargo(...args) {
  const options = { cwd: home, stdio: ['ignore', 'inherit', 'inherit'] };
  execFileSync('cargo', ['build', '--quiet', '--locked', '--target-dir', target, ...args], options);
}

function buildNative() {
  console.error('Building the native program');
  cargo('--release', '--bin', 'interleave-speed');
  return join(target, 'release/interleave-speed');
}

/// `release` is made for speed, `page` as the page is, for weight, by the same
/// flags and so in a folder of its own.
function buildWasm(profile) {
  console.error(`Building WebAssembly, profile ${profile}`);
  const folder = profile === 'page' ? join(target, 'page') : target;
  const flags = profile === 'page' ? `. scripts/env.sh && page_flags >&2 && cd "${home}" &&` : `cd "${home}" &&`;
  const build = `cargo build --quiet --locked --target-dir "${folder}" --profile ${profile} --lib --target wasm32-unknown-unknown`;
  execFileSync('bash', ['-c', `${flags} ${build}`], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const out = join(target, `node-${profile}`);
  const made = join(folder, 'wasm32-unknown-unknown', profile, 'interleave_speed.wasm');
  const tools = run('bash', ['-c', `. "${root}/scripts/env.sh" && echo "$BINDGEN_HOME"`]).trim();
  execFileSync(join(tools, 'bin/wasm-bindgen'), ['--target', 'nodejs', '--out-dir', out, made], { stdio: 'ignore' });
  writeFileSync(join(out, 'package.json'), '{"type": "commonjs"}\n');
  return createRequire(import.meta.url)(join(out, 'interleave_speed.js'));
}

function findPython() {
  for (const name of ['python3', 'python']) {
    try {
      run(name, ['-c', 'import sys; assert sys.version_info >= (3, 9)']);
      return name;
    } catch {
      // Not this one.
    }
  }
  console.error('CPython is not there: its columns are left out');
  return null;
}

/// The Python of an environment outside the repository that has SimPy.
function withSimpy(python) {
  const cache = process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? '.', '.cache');
  const venv = join(cache, 'interleave/simpy');
  const own = join(venv, 'bin/python');
  try {
    if (!existsSync(own)) {
      mkdirSync(venv, { recursive: true });
      run(python, ['-m', 'venv', venv]);
    }
    run(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', join(home, 'requirements.txt')]);
    run(own, ['-c', 'import simpy']);
    return own;
  } catch {
    console.error('SimPy cannot be had: its column is left out');
    return null;
  }
}
