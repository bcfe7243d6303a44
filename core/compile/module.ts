import { Bytes } from './bytes.ts';
import { addInt, int, lessInt, writeStore, type Int, type Type, type Value } from './expression.ts';

const codeOf: Readonly<Record<Type, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b };

/** A variable of a function. As a value it is read. */
export interface Local<T extends Type> extends Value<T> {
  readonly index: number;
}

/** A function of the module. */
export interface Defined<P extends readonly Type[], R extends Type | undefined> {
  /** Its result as a value; of a function without one, the statement is `Body.run`. */
  call(...values: { [I in keyof P]: Value<P[I]> }): R extends Type ? Value<R> : Call;
}

/** A call that leaves nothing. */
export interface Call {
  readonly type: undefined;
  readonly write: (out: Bytes) => void;
}

/** The statements of a function, written one after the other. */
export class Body {
  readonly #out = new Bytes();
  readonly #locals: Type[] = [];

  constructor(readonly parameters: readonly Type[]) {}

  /** A new variable, 0 at first. */
  local<T extends Type>(type: T): Local<T> {
    const index = this.parameters.length + this.#locals.length;
    this.#locals.push(type);
    return localAt(index, type);
  }

  /** A new variable that holds a value from here on. */
  let<T extends Type>(value: Value<T>): Local<T> {
    const local = this.local(value.type);
    this.set(local, value);
    return local;
  }

  set<T extends Type>(local: Local<T>, value: Value<T>): void {
    value.write(this.#out);
    this.#out.byte(0x21);
    this.#out.unsigned(local.index);
  }

  run(call: Call): void {
    call.write(this.#out);
  }

  store(address: Int, offset: number, value: Value<'i32' | 'f64' | 'v128'>): void {
    writeStore(this.#out, address, offset, value);
  }

  /** Copies so many bytes. */
  copy(to: Int, from: Int, bytes: Int): void {
    for (const value of [to, from, bytes]) value.write(this.#out);
    this.#out.append([0xfc, 0x0a, 0x00, 0x00]);
  }

  /** Fills so many bytes with 0. */
  clear(at: Int, bytes: Int): void {
    for (const value of [at, int(0), bytes]) value.write(this.#out);
    this.#out.append([0xfc, 0x0b, 0x00]);
  }

  /** Runs `inner` while `index` is below `end`, adding `by` to it each time; from 0 unless it was set. At least once if `runs`. */
  loop(index: Local<'i32'>, end: Int, by: number, inner: () => void, runs = false): void {
    const guarded = (): void => {
      this.#out.append([0x03, 0x40]);
      inner();
      this.set(index, addInt(index, int(by)));
      lessInt(index, end).write(this.#out);
      this.#out.append([0x0d, 0x00, 0x0b]);
    };
    if (runs) guarded();
    else this.when(lessInt(index, end), guarded);
  }

  /** Runs `inner` where the condition is not 0, else `otherwise`. */
  when(condition: Int, inner: () => void, otherwise?: () => void): void {
    condition.write(this.#out);
    this.#out.append([0x04, 0x40]);
    inner();
    if (otherwise) {
      this.#out.byte(0x05);
      otherwise();
    }
    this.#out.byte(0x0b);
  }

  /** The function's code with its variables; `result` is what it leaves. */
  finish(result: Value<Type> | undefined): Uint8Array {
    result?.write(this.#out);
    this.#out.byte(0x0b);
    const code = new Bytes();
    code.unsigned(this.#locals.length);
    for (const type of this.#locals) code.append([1, codeOf[type]]);
    code.append(this.#out.toArray());
    return code.toArray();
  }
}

const localAt = <T extends Type>(index: number, type: T): Local<T> => ({
  index,
  type,
  write: (out) => {
    out.byte(0x20);
    out.unsigned(index);
  },
});

type Locals<P extends readonly Type[]> = { [I in keyof P]: Local<P[I]> };

interface Written {
  readonly parameters: readonly Type[];
  readonly result: Type | undefined;
  readonly code: Uint8Array;
  readonly name: string | undefined;
}

/** A module with one memory, which it is given as `env.memory`, and functions, of which those with a name are seen from outside. */
export class Module {
  readonly #functions: Written[] = [];

  /** A function; `write` writes its statements and answers its result, if it has one. */
  define<const P extends readonly Type[], R extends Type | undefined = undefined>(
    parameters: P,
    write: (body: Body, ...locals: Locals<P>) => R extends Type ? Value<R> : unknown,
    name?: string,
  ): Defined<P, R> {
    const body = new Body(parameters);
    const locals = parameters.map((type, index) => localAt(index, type));
    const result = write(body, ...(locals as unknown as Locals<P>)) as Value<Type> | undefined;
    const index = this.#functions.length;
    this.#functions.push({ parameters, result: result?.type, code: body.finish(result), name });
    const call = (...values: readonly Value<Type>[]): Value<Type> | Call => ({
      type: result?.type,
      write: (out: Bytes) => {
        for (const value of values) value.write(out);
        out.byte(0x10);
        out.unsigned(index);
      },
    });
    return { call } as unknown as Defined<P, R>;
  }

  /** The module's bytes. */
  toBytes(pages: number): Uint8Array<ArrayBuffer> {
    const out = new Bytes();
    out.append([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
    const section = (id: number, write: (inner: Bytes) => void): void => {
      const inner = new Bytes();
      write(inner);
      out.byte(id);
      out.sized(inner.toArray());
    };
    const name = (inner: Bytes, text: string): void => inner.sized(new TextEncoder().encode(text));
    const functions = this.#functions;
    // One type a function: they are few.
    section(1, (inner) => {
      inner.unsigned(functions.length);
      for (const { parameters, result } of functions) {
        inner.byte(0x60);
        inner.unsigned(parameters.length);
        for (const type of parameters) inner.byte(codeOf[type]);
        inner.unsigned(result ? 1 : 0);
        if (result) inner.byte(codeOf[result]);
      }
    });
    section(2, (inner) => {
      inner.unsigned(1);
      name(inner, 'env');
      name(inner, 'memory');
      inner.append([0x02, 0x00]);
      inner.unsigned(pages);
    });
    section(3, (inner) => {
      inner.unsigned(functions.length);
      functions.forEach((_, index) => inner.unsigned(index));
    });
    section(7, (inner) => {
      const exported = functions.map(({ name: own }, index) => ({ own, index })).filter(({ own }) => own !== undefined);
      inner.unsigned(exported.length);
      for (const { own, index } of exported) {
        name(inner, own!);
        inner.byte(0x00);
        inner.unsigned(index);
      }
    });
    section(10, (inner) => {
      inner.unsigned(functions.length);
      for (const { code } of functions) inner.sized(code);
    });
    return out.toArray();
  }
}
