import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../src/action/canonical-form.js';
import { copyOf, takeList, takeSnapshot } from '../../src/action/snapshot.js';
import { AttestaError } from '../../src/decision/errors.js';

class Row {
  id = 1;
}

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

/** What cannot be shown and bound, and what the refusal names. */
const REFUSED: readonly (readonly [string, unknown, RegExp])[] = [
  ['a function', () => {}, /args\[0\] is a function/],
  ['a symbol', Symbol('x'), /is a symbol/],
  ['NaN', Number.NaN, /is NaN/],
  ['Infinity', Number.POSITIVE_INFINITY, /is Infinity/],
  ['a nested NaN', { rows: [1, Number.NaN] }, /args\[0\]\.rows\[1\] is NaN/],
  ['a class instance', new Row(), /instance of a class/],
  ['a boxed string', Object('x'), /instance of a class/],
  ['an error', new Error('x'), /instance of a class/],
  ['a regular expression', /x/, /instance of a class/],
  ['a promise', Promise.resolve(), /instance of a class/],
  ['a buffer', Buffer.from('x'), /instance of a class/],
  ['a proxy', new Proxy({}, {}), /is a proxy/],
  ['a proxy of an array', [new Proxy([], {})], /args\[0\]\[0\] is a proxy/],
  [
    'an accessor',
    {
      get amount() {
        return 1;
      },
    },
    /^args\[0\]\.amount is an accessor/,
  ],
  [
    'an accessor in an array',
    Object.defineProperty([1], 0, { get: () => 1, enumerable: true }),
    /^args\[0\]\[0\] is an accessor/,
  ],
  ['a hidden property', Object.defineProperty({}, 'x', { value: 1 }), /^args\[0\]\.x is a hidden property/],
  ['a symbol key', { [Symbol('x')]: 1 }, /symbol key/],
  ['toJSON', { toJSON: () => 1 }, /args\[0\]\.toJSON is a function/],
  ['a hole', Object.assign(new Array(3), { 0: 1, 2: 2 }), /holes/],
  ['an array with a property', Object.assign([1], { extra: 1 }), /properties of its own/],
  ['a subclass of Map', new (class extends Map {})(), /instance of a class/],
  ['a date with a property', Object.assign(new Date(0), { getTime: 1 }), /properties of its own/],
  ['an invalid date', new Date(Number.NaN), /invalid date/],
  ['a lone surrogate', 'a\ud800', /lone surrogate/],
  ['a lone surrogate in a key', { '\udc00': 1 }, /lone surrogate/],
  ['a cycle', cyclic, /args\[0\]\.self contains itself/],
  ['depth 65', deep(65), /deeper than 64/],
  ['5 MB', 'x'.repeat(5_000_000), /limit of 1 MB/],
  ['a million items', new Array(1_000_000).fill(1), /limit of 1 MB/],
  ['an array that claims a billion holes', new Array(1_000_000_000), /limit of 1 MB/],
  [
    'what only grows when written out',
    Array.from({ length: 20 }).reduce((inner) => [inner, inner], [1]),
    /over the limit of/,
  ],
  ['a list with a hole and a property', Object.assign(new Array(1), { map: () => [1] }), /holes or properties/],
  [
    'a long key over many values',
    { ['k'.repeat(400_000)]: Array.from({ length: 60_000 }, () => 1) },
    /over the limit of/,
  ],
  ['a Map in a forged prototype', Object.setPrototypeOf({}, Map.prototype), /instance of a class/],
];

describe('takeSnapshot', () => {
  for (const [name, value, fault] of REFUSED) {
    it(`B-04 refuses ${name}`, () => {
      let error: unknown;
      try {
        takeSnapshot([value]);
      } catch (caught) {
        error = caught;
      }
      expect(error).toBeInstanceOf(AttestaError);
      expect(error).toMatchObject({ code: 'not_displayable', message: expect.stringMatching(fault) });
    });
  }

  it('B-03 asks each accessor, proxy and trap nothing', () => {
    let asked = 0;
    const count = (): number => (asked += 1);
    const trap = new Proxy({}, { get: count, ownKeys: () => [String(count())], getPrototypeOf: () => Object(count()) });
    const accessor = Object.defineProperty({}, 'x', { get: count, enumerable: true });
    expect(() => takeSnapshot([trap])).toThrow('proxy');
    expect(() => takeSnapshot([accessor])).toThrow('accessor');
    expect(asked).toBe(0);
  });

  it('B-03 runs no method of the list it is given', () => {
    const live = { table: 'scratch' };
    const lists = [
      Object.assign([live], { every: () => true }),
      Object.assign([live], { map: () => [live] }),
      new Proxy([live], {}),
      new (class extends Array {})(),
    ];
    for (const list of lists) expect(() => takeList(list)).toThrow(AttestaError);
    const { values } = takeList([live]);
    live.table = 'customers';
    expect(values).toEqual([{ table: 'scratch' }]);
  });

  it('B-03 holds nothing that the caller can reach', () => {
    const bytes = new Uint8Array([1, 2]);
    const given = { list: [1, { deep: 'a' }], map: new Map([['k', [1]]]), set: new Set([1]), date: new Date(0), bytes };
    const { values } = takeSnapshot([given]);
    const before = canonicalize(values);
    given.list.push(2);
    Object.assign(given.list[1] ?? {}, { deep: 'b' });
    given.map.get('k')?.push(2);
    given.map.set('l', []);
    given.set.add(2);
    given.date.setTime(1);
    bytes[0] = 9;
    expect(canonicalize(values)).toBe(before);
  });

  it('freezes to every depth and copies for the function to change', () => {
    const { values, mutable } = takeSnapshot([{ a: [{ b: 1 }] }]);
    expect(mutable).toBe(false);
    expect(() => Object.assign(Reflect.get(Object(values[0]), 'a')[0], { b: 2 })).toThrow(TypeError);
    const copy = values.map(copyOf);
    expect(copy).toEqual([{ a: [{ b: 1 }] }]);
    Object.assign(Reflect.get(Object(copy[0]), 'a')[0], { b: 2 });
    expect(values).toEqual([{ a: [{ b: 1 }] }]);
  });

  it('N-08 keeps a key named __proto__ a key', () => {
    const { values } = takeSnapshot([JSON.parse('{"__proto__":{"admin":true}}')]);
    const [copy] = values.map(copyOf);
    expect(Object.keys(Object(copy))).toEqual(['__proto__']);
    expect(Reflect.get(Object(copy), 'admin')).toBeUndefined();
    expect(canonicalize(values)).toBe('[{"__proto__":{"admin":true}}]');
  });
});

describe('canonicalize', () => {
  it('B-04 follows RFC 8785 for JSON and tags the rest', () => {
    expect(canonicalize({ b: [1, 1e21, 0.1], a: 'é\u2028"', '€': null })).toBe(
      '{"a":"é\u2028\\"","b":[1,1e+21,0.1],"€":null}',
    );
    expect(canonicalize([undefined, 1n, -0, new Date(0), new Uint8Array([1]), new Set([1]), new Map([[1, 2]])])).toBe(
      '[{"$attesta":"undefined"},{"$attesta":"bigint","value":"1"},{"$attesta":"number","value":"-0"},' +
        '{"$attesta":"date","value":"1970-01-01T00:00:00.000Z"},{"$attesta":"bytes","value":"AQ=="},' +
        '{"$attesta":"set","value":[1]},{"$attesta":"map","value":[[1,2]]}]',
    );
  });

  it('B-04 gives values that look alike different texts', () => {
    const alike = [
      [],
      [[]],
      {},
      '',
      '[]',
      null,
      undefined,
      [undefined],
      [null],
      0,
      -0,
      '0',
      0n,
      '0n',
      false,
      'false',
      new Date(0),
      '1970-01-01T00:00:00.000Z',
      new Set(),
      new Map(),
      new Set([[]]),
      new Uint8Array(),
      { a: undefined },
      { a: null },
      { $attesta: 'undefined' },
      { $attesta: 'bigint', value: '0' },
      { $attesta: 'object', value: { $attesta: 'undefined' } },
      { $attesta: 'number', value: '-0' },
      new Map([['a', 1]]),
      { a: 1 },
      [['a', 1]],
      new Set([['a', 1]]),
    ];
    const texts = takeSnapshot(alike).values.map(canonicalize);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('B-04 gives 100,000 distinct values 100,000 texts', () => {
    const texts = new Set<string>();
    let made = 0;
    for (let a = 0; a < 100; a += 1) {
      for (let b = 0; b < 100; b += 1) {
        for (const value of [
          [a, b],
          { a, b },
          `${a},${b}`,
          [[a], b],
          { a: [b], k: a },
          [BigInt(a), b],
          new Map([[a, b]]),
          { [a]: b },
          [`${a}`, b],
          a + b / 1000 + 1000,
        ]) {
          texts.add(canonicalize(value));
          made += 1;
        }
      }
    }
    expect(texts.size).toBe(made);
    expect(made).toBe(100_000);
  });
});

describe('X-23 values of another realm', () => {
  const realm = createContext({});
  const made = (source: string): unknown => runInContext(`(${source})`, realm);

  it('are copied as those of this one, and have the same digest', () => {
    const source =
      "{ text: 'a', list: [1, [2n, null]], at: new Date(5), bytes: new Uint8Array([1, 2]), map: new Map([['a', { b: 1 }]]), set: new Set([1]) }";
    const { values } = takeSnapshot([made(source), made('Object.assign(Object.create(null), { a: 1 })')]);
    const own = takeSnapshot([
      {
        text: 'a',
        list: [1, [2n, null]],
        at: new Date(5),
        bytes: new Uint8Array([1, 2]),
        map: new Map([['a', { b: 1 }]]),
        set: new Set([1]),
      },
      { a: 1 },
    ]).values;
    expect(canonicalize(values)).toBe(canonicalize(own));
    expect(values.map(copyOf)).toEqual(own);
    expect(Object.getPrototypeOf(values[0])).toBe(Object.prototype);
  });

  it.each([
    ['an instance of a class', 'new (class Row { id = 1 })()'],
    ['a subclass of Map', 'new (class extends Map {})()'],
    ['an error', 'new Error()'],
    ['an object whose class says that it is Object', '(() => { function Object() {} return new Object(); })()'],
    ['a prototype that claims the constructor of plain objects', 'Object.create({ constructor: Object })'],
    ['an array with the prototype of plain objects', 'Object.setPrototypeOf([1], Object.prototype)'],
    ['a Map in a forged prototype', 'Object.setPrototypeOf({}, Map.prototype)'],
  ])('are refused where this realm refuses them: %s', (_, source) => {
    expect(() => takeSnapshot([made(source)])).toThrow(AttestaError);
  });

  it('are refused without running code of theirs: behind a proxy, or a proxy as class', () => {
    let traps = 0;
    const trap = (): never => {
      traps += 1;
      throw new Error('a trap ran');
    };
    const proxy = new Proxy(function Row() {}, { get: trap, getOwnPropertyDescriptor: trap, getPrototypeOf: trap });
    for (const value of [Object.create(proxy), Object.create({ constructor: proxy })])
      expect(() => takeSnapshot([value])).toThrow(/instance of a class/);
    expect(traps).toBe(0);
  });
});
