export interface Wire {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Values as text, between this process and a page, with what Electron's structured clone keeps: typed arrays, NaN, -0,
 * undefined, dates, maps, sets; what is one object twice, or within itself, is so on the other side; a view brings its whole buffer.
 * (docs/api/ipc-renderer.md: "Arguments will be serialized with the Structured Clone Algorithm, just like `window.postMessage`, so
 * prototype chains will not be included. Sending Functions, Promises, Symbols, WeakMaps, or WeakSets will throw an exception.")
 * The function is also sent to the page as source: it must not use anything from outside itself.
 */
export const createWire = (): Wire => {
  type Coded = null | boolean | number | string | { t: string; v?: Coded | Coded[]; at?: [start: number, length: number] };

  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return btoa(text);
  };
  // A loop: `Uint8Array.from` takes a text letter by letter through its iterator, at twenty times the cost.
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return bytes;
  };

  const arrays = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

  const encode = (whole: unknown): string => {
    // An object has its number from the moment it is met: what leads back to it names that.
    const met = new Map<object, number>();
    const code = (value: unknown): Coded => {
      switch (typeof value) {
        case 'string':
        case 'boolean':
          return value;
        case 'undefined':
          return { t: 'undefined' };
        case 'number':
          return Number.isFinite(value) && !Object.is(value, -0) ? value : { t: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
        case 'bigint':
          return { t: 'bigint', v: String(value) };
        case 'object':
          return value === null ? null : codeObject(value);
        default:
          throw new DOMException(`A ${typeof value} could not be cloned.`, 'DataCloneError');
      }
    };
    const codeObject = (value: object): Coded => {
      const before = met.get(value);
      if (before !== undefined) return { t: 'met', v: before };
      met.set(value, met.size);
      if (Array.isArray(value)) return { t: 'Array', v: value.map(code) };
      const tag = tagOf(value);
      if (ArrayBuffer.isView(value)) {
        const length = value instanceof DataView ? value.byteLength : (value as Uint8Array).length;
        return { t: tag, v: code(value.buffer), at: [value.byteOffset, length] };
      }
      if (tag === 'ArrayBuffer') return { t: tag, v: toBase64(new Uint8Array(value as ArrayBuffer)) };
      if (tag === 'Date') return { t: tag, v: (value as Date).getTime() };
      if (tag === 'Map') return { t: tag, v: [...(value as Map<unknown, unknown>)].flat().map(code) };
      if (tag === 'Set') return { t: tag, v: [...(value as Set<unknown>)].map(code) };
      if (tag !== 'Object') throw new DOMException(`A ${tag} could not be cloned.`, 'DataCloneError');
      return { t: 'Object', v: Object.entries(value).flatMap(([key, part]) => [key, code(part)]) };
    };
    return JSON.stringify(code(whole));
  };

  const decode = (text: string): unknown => {
    const met: object[] = [];
    const keep = <T extends object>(value: T): T => (met.push(value), value);
    const read = (coded: Coded): unknown => {
      if (typeof coded !== 'object' || coded === null) return coded;
      const { t, v, at } = coded;
      if (t === 'met') return met[v as number];
      if (t === 'undefined') return undefined;
      if (t === 'number') return Number(v);
      if (t === 'bigint') return BigInt(v as string);
      if (t === 'Date') return keep(new Date(v as number));
      if (t === 'ArrayBuffer') return keep(fromBase64(v as string).buffer);
      if (at) {
        // Its number comes before that of its buffer.
        const place = met.push({}) - 1;
        const array: new (buffer: unknown, start: number, length: number) => object = arrays[t as keyof typeof arrays] as never;
        return (met[place] = new array(read(v as Coded), ...at));
      }
      const parts = v as Coded[];
      if (t === 'Array') {
        const list = keep<unknown[]>([]);
        for (const part of parts) list.push(read(part));
        return list;
      }
      if (t === 'Set') {
        const set = keep(new Set());
        for (const part of parts) set.add(read(part));
        return set;
      }
      const map = t === 'Map' ? keep(new Map()) : keep<Record<string, unknown>>({});
      for (let i = 0; i < parts.length; i += 2) {
        const key = read(parts[i]!);
        const value = read(parts[i + 1]!);
        if (map instanceof Map) map.set(key, value);
        else Object.defineProperty(map, key as string, { value, writable: true, enumerable: true, configurable: true });
      }
      return map;
    };
    return read(JSON.parse(text) as Coded);
  };

  return { encode, decode };
};
