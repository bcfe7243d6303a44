/** What is used of the engine's WebAssembly, which a page's policy may forbid and a language library without a DOM does not describe. */
interface Engine {
  readonly Memory: new (size: { initial: number; maximum: number }) => Memory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: { env: { memory: Memory } }) => { readonly exports: object };
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<object>;
}

/** A memory that a module works on; its buffer stays the same, for it never grows. */
export interface Memory {
  readonly buffer: ArrayBuffer;
}

/** A function of a module: numbers in, a number or nothing out. */
export type Exported = (...values: number[]) => number;

const PAGE = 65536;

const engine = (): Engine => {
  const { WebAssembly } = globalThis as unknown as { WebAssembly?: Engine };
  if (!WebAssembly) throw new Error('no WebAssembly here');
  return WebAssembly;
};

export const pagesOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / PAGE));

export const bytesOfPages = (pages: number): number => pages * PAGE;

/** A memory of so many pages. Throws a RangeError where the machine has none left. */
export const createMemory = (pages: number): Memory => new (engine().Memory)({ initial: pages, maximum: pages });

/** Compiles at once; throws where the engine refuses. */
export const compileNow = (bytes: Uint8Array<ArrayBuffer>): object => new (engine().Module)(bytes);

/** Compiles while others work. */
export const compileAside = (bytes: Uint8Array<ArrayBuffer>): Promise<object> => engine().compile(bytes);

/** The functions that the module shows, by name. */
export const instantiate = (module: object, memory: Memory): Readonly<Record<string, Exported>> =>
  new (engine().Instance)(module, { env: { memory } }).exports as Readonly<Record<string, Exported>>;
