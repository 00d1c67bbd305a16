/**
 * A WebAssembly module of one function, written by hand: just enough of the binary format
 * (https://webassembly.github.io/spec/core/binary/index.html) for loops over memory with vectors of four numbers.
 */

/** Instructions as bytes; nested lists are flattened. */
export type Code = (number | Code)[];

/** Unsigned LEB128. */
export const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(Math.floor(value / 128))]);
/** Signed LEB128 of a 32-bit integer. */
const signedLeb = (value: number): number[] =>
  value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signedLeb(value >> 7)];

export const VALUE_TYPES = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof VALUE_TYPES;

const simd = (opcode: number): number[] => [0xfd, ...leb(opcode)];
/** Alignment is a hint: 0 is always allowed. */
const memory =
  (...opcode: number[]) =>
  (offset = 0): Code => [...opcode, 0, ...leb(offset)];

export const wasm = {
  constant: (value: number): Code => [0x41, ...signedLeb(value)],
  get: (local: number): Code => [0x20, ...leb(local)],
  set: (local: number): Code => [0x21, ...leb(local)],
  /** Sets a local and leaves the value. */
  tee: (local: number): Code => [0x22, ...leb(local)],
  /** Runs `body` again and again until a `leaveUnless` or `leaveIf` in it leaves. */
  loop: (...body: Code): Code => [0x02, 0x40, 0x03, 0x40, body, 0x0c, 0, 0x0b, 0x0b],
  /** Runs `body` where the number on the stack is not 0. */
  when: (...body: Code): Code => [0x04, 0x40, body, 0x0b],
  /** Leaves the innermost `loop` where the condition on the stack is 1. */
  leaveIf: [0x0d, 1] as Code,
  leaveUnless: [0x45, 0x0d, 1] as Code,
  i32: { load: memory(0x28), add: [0x6a], mul: [0x6c], ge: [0x4f], trailingZeros: [0x68], shiftLeft: [0x74] },
  f32: { load: memory(0x2a), store: memory(0x38), less: [0x5d], max: [0x97], demote: [0xb6] },
  f64: { load: memory(0x2b), add: [0xa0], promote: [0xbb] },
  v128: {
    load: memory(...simd(0)),
    loadSplat: memory(...simd(9)),
    store: memory(...simd(11)),
    and: simd(78),
    andNot: simd(79),
    select: simd(82),
  },
  f32x4: { equal: simd(65), greater: simd(68), max: simd(233), lane: (index: number): Code => [...simd(31), index] },
  /** Copies bytes: [to, from, length] on the stack. */
  copy: [0xfc, 10, 0, 0] as Code,
};

const flat = (code: Code): number[] => code.flatMap((part) => (typeof part === 'number' ? [part] : flat(part)));
const vector = (...items: Code[]): Code => [...leb(items.length), ...items];
const section = (id: number, content: Code): Code => {
  const bytes = flat(content);
  return [id, ...leb(bytes.length), bytes];
};
const name = (text: string): Code => vector(...[...new TextEncoder().encode(text)].map((byte) => [byte]));

/**
 * A module that imports `memory` from `env` and exports the function as `run`.
 *
 * @param parameters how many i32 it takes: locals 0 …
 * @param locals types of its further locals, numbered on from the parameters
 */
export function wasmModule(parameters: number, locals: readonly ValueType[], body: Code): Uint8Array<ArrayBuffer> {
  const code = flat([vector(...locals.map((type): Code => [1, VALUE_TYPES[type]])), body, 0x0b]);
  return Uint8Array.from(
    flat([
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, vector([0x60, vector(...Array.from({ length: parameters }, () => [VALUE_TYPES.i32])), vector()])),
      section(2, vector([name('env'), name('memory'), 2, 0, ...leb(1)])),
      section(3, vector([0])),
      section(7, vector([name('run'), 0, 0])),
      section(10, vector([...leb(code.length), code])),
    ]),
  );
}
