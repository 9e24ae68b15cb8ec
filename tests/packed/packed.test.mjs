// What the page's programs are packed and unpacked by.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortened } from '../../scripts/packed/names.mjs';
import { pack, unpack } from '../../scripts/packed/pack.mjs';
import { numeral } from '../../scripts/packed/sections.mjs';
import { Broken } from '../../www/packed/form.js';
import { HEAD, LONGEST, MORE, Unpacking } from '../../www/packed/unpack.js';

const START = [...Buffer.from('\0asm'), 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0];

/** A program of one function for each of `bodies`, with some data behind. */
function program(bodies) {
  const code = [...numeral(bodies.length), ...bodies.flatMap((body) => [...numeral(body.length), ...body])];
  const data = Array.from(Buffer.from('what is behind the code, also what is behind it'));
  return Buffer.from([...START, 10, ...numeral(code.length), ...code, 11, ...numeral(data.length), ...data]);
}

const BODY = [
  [1, 2, 0x7f], // locals
  [0x02, 0x40, 0x20, 0, 0x28, 2, 8, 0x41, 0x80, 0x80, 0xc0, 0, 0x6a, 0x21, 1], // an add
  [0x20, 1, 0x0e, 2, 0, 0, 0, 0x0b], // a table of branches
  [0x20, 0, 0x29, 0, 16, 0x1a], // an alignment of its own
  [0x44, 1, 2, 3, 4, 5, 6, 7, 8, 0x1a, 0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f, 0x1a],
  [0x41, 1, 0x41, 2, 0x41, 3, 0xfc, 10, 0, 0, 0x0b], // a copy
].flat();

const sample = program(Array.from({ length: 300 }, () => BODY));

test('a program comes back whatever pieces it arrives in', () => {
  const packed = pack(sample);
  assert.ok(packed.length * 20 < sample.length, `${packed.length} of ${sample.length}`);
  for (const piece of [1, 7, 100_000]) assert.deepEqual(Buffer.from(unpack(packed, piece)), sample);
});

test('sections that only tools read stay at home', () => {
  const note = [0, 9, 4, ...Buffer.from('notewhat')];
  const noted = Buffer.concat([sample, Buffer.from(note)]);
  assert.deepEqual(Buffer.from(unpack(pack(noted))), sample);
});

test('what is not known is said and not packed', () => {
  for (const wrong of [program([[0, 0xfd, 12, 0x0b]]), program([[0, 0xfc, 99, 0x0b]]), Buffer.from(START), Buffer.from('')]) {
    assert.throws(() => pack(wrong), Broken);
  }
});

test('damaged bytes never become another program', () => {
  const packed = pack(sample);
  for (let at = 0; at < packed.length; at++) {
    const damaged = packed.slice();
    damaged[at] ^= 0x55;
    let result;
    try {
      result = unpack(damaged, 64);
    } catch (error) {
      assert.ok(error instanceof Broken, `byte ${at}: ${error.stack}`);
      continue;
    }
    // Some bits say nothing: the coder's very last ones, how far ahead to read.
    assert.deepEqual(Buffer.from(result), sample, `byte ${at}`);
  }
  for (const part of [packed.subarray(0, packed.length / 2), packed.subarray(0, 5), packed.subarray(0, 0)]) {
    assert.throws(() => unpack(part, 64), Broken);
  }
});

test('a head that promises too much is found out', () => {
  const packed = pack(sample);
  const size = 4 * HEAD.length;
  const view = new DataView(packed.buffer, packed.byteOffset);
  const head = Object.fromEntries(HEAD.map((name, i) => [name, view.getUint32(4 * i, true)]));
  const most = 0xffffffff;
  const wrongs = [
    { length: most, functions: most },
    { length: LONGEST, functions: LONGEST, decided: LONGEST },
    { length: most, before: most, behind: most },
    { length: LONGEST, before: LONGEST, decided: 2 * LONGEST },
    { length: LONGEST, behind: LONGEST, decided: LONGEST, step: 0 },
    { decided: 1 },
  ];
  // Zeros make the trees of few bytes, which are foretold ever better.
  for (const rest of [packed.subarray(size), new Uint8Array(0), new Uint8Array(1000), new Uint8Array(1000).fill(0x55)]) {
    for (const wrong of wrongs) {
      const bytes = new Uint8Array(size + rest.length);
      const out = new DataView(bytes.buffer);
      HEAD.forEach((name, i) => out.setUint32(4 * i, { ...head, ...wrong }[name], true));
      bytes.set(rest, size);
      const unpacking = new Unpacking();
      unpacking.push(bytes);
      assert.throws(() => {
        for (let steps = 0; steps < 100_000; steps++) if (unpacking.step(true) !== MORE) break;
      }, Broken, JSON.stringify(wrong));
      assert.ok((unpacking.walk?.length ?? 0) < 1 << 20, JSON.stringify(wrong));
    }
  }
});

test("only the glue's functions get short names, and all else stays", () => {
  const imports = [
    ['./it_bg.js', '__wbg_now_0123456789abcdef', [0, 0]],
    ['./it_bg.js', '__wbg_table_0', [1, 0x70, 1, 2, 0x80, 1]],
    ['./other.js', '__wbg_now_0123456789abcdef', [2, 0, 1]],
    ['./it_bg.js', 'last', [3, 0x7f, 1]],
  ];
  const text = (word) => [word.length, ...Buffer.from(word)];
  const section = [imports.length, ...imports.flatMap(([module, name, what]) => [...text(module), ...text(name), ...what])];
  const wasm = Buffer.from([...START, 2, ...numeral(section.length), ...section, 3, 1, 0]);
  const glue = 'now: function() {}, last:function() { last() }, __wbg_now_0123456789abcdef: function() {}, __wbg_table_0: function() {}';
  const short = shortened(wasm, glue, '_bg.js');
  assert.equal(short.glue, 'now: function() {}, c:function() { last() }, a: function() {}, b: function() {}');
  // One more: a shorter section has a shorter length.
  assert.equal(short.wasm.length, wasm.length - 25 - 12 - 3 - 1);
  assert.ok(short.wasm.includes('./other.js\x1a__wbg_now_0123456789abcdef'));
  assert.deepEqual([...short.wasm.subarray(-7)], [99, 3, 0x7f, 1, 3, 1, 0]);
  assert.throws(() => shortened(wasm, 'last: function() {}', '_bg.js'), /no function __wbg_now_0123456789abcdef, __wbg_table_0/);
  assert.deepEqual(shortened(sample, glue, '_bg.js'), { wasm: sample, glue });
  assert.throws(() => shortened(wasm.subarray(0, 60), glue, '_bg.js'), Broken);
});
