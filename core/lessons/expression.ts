import { lessonFault } from './fault.ts';
import { quantities, type Indices } from './quantities.ts';

/** Where and when a number is looked for; what is left out is as the scene has it. */
export interface When {
  readonly branch?: number;
  readonly step?: number | 'end';
  /** Index of a training sample, from 0. */
  readonly sample?: number;
}

/** A number of a run by its name: which quantity, of which layer and units (as on screen, from 1), and when. */
export interface PlaceAt {
  readonly quantity: string;
  readonly indices: Indices;
  readonly when: When;
  /** As the author wrote it. */
  readonly source: string;
}

/** What a lesson says of numbers: places in the live run, joined by arithmetic; what compares is 1 where it holds, else 0. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'place'; readonly place: PlaceAt }
  | { readonly kind: 'apply'; readonly operation: string; readonly of: readonly Expression[] };

/** Two numbers that differ by rounding alone are equal. */
const exactness = 1e-9;
const alike = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= exactness * Math.max(Math.abs(a), Math.abs(b));
const truth = (holds: boolean): number => (holds ? 1 : 0);

/** Operators that stand between two, by how strongly they bind. */
const between: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { or: (a, b) => truth(a !== 0 || b !== 0) },
  { and: (a, b) => truth(a !== 0 && b !== 0) },
  {
    '=': (a, b) => truth(alike(a, b)),
    '≠': (a, b) => truth(!alike(a, b)),
    '<': (a, b) => truth(a < b && !alike(a, b)),
    '>': (a, b) => truth(a > b && !alike(a, b)),
    '≤': (a, b) => truth(a < b || alike(a, b)),
    '≥': (a, b) => truth(a > b || alike(a, b)),
  },
  { '+': (a, b) => a + b, '−': (a, b) => a - b },
  { '×': (a, b) => a * b, '÷': (a, b) => a / b },
];
const functions: Readonly<Record<string, { readonly takes: number; readonly make: (...of: number[]) => number }>> = {
  negative: { takes: 1, make: (a = NaN) => -a },
  abs: { takes: 1, make: Math.abs },
  sqrt: { takes: 1, make: Math.sqrt },
  exp: { takes: 1, make: Math.exp },
  ln: { takes: 1, make: Math.log },
  max: { takes: 2, make: Math.max },
  min: { takes: 2, make: Math.min },
};

/** What stands for an operator where it is typed on plain keys. */
const spellings: Readonly<Record<string, string>> = { '-': '−', '*': '×', '/': '÷', '<=': '≤', '>=': '≥', '!=': '≠', '==': '=' };

/** Applies an operation of an expression to numbers. */
export const apply = (operation: string, of: readonly number[]): number => {
  const [a = NaN, b = NaN] = of;
  const own = between.find((row) => Object.hasOwn(row, operation))?.[operation];
  return own ? own(a, b) : functions[operation]!.make(...of);
};

/** Names that an author gave to expressions. */
export type Names = Readonly<Record<string, string>>;

const token = /\s*(<=|>=|!=|==|[-+−×÷*/=≠<>≤≥()|,[\]@#:]|\d+(?:\.\d+)?(?:e-?\d+)?|[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)/uy;
/** As long as an expression may be, and as deep as names may lead to names. */
const longest = 400;
const deepest = 12;
/** As many names as one expression may come to, those in names counted: a few lines could else stand for more than any machine holds. */
const mostNames = 200;

/** Reads an expression. Throws a FailureError that names what is wrong with it. `within` are the names that are being read already. */
export const readExpression = (source: string, names: Names = {}, within: readonly string[] = []): Expression =>
  read(source, names, within, { names: 0 });

const read = (source: string, names: Names, within: readonly string[], count: { names: number }): Expression => {
  const odd = (found: string, expected?: string) => lessonFault('expression', source, found, expected);
  if (source.length > longest) throw odd(`${source.length}`, `${longest}`);
  const tokens = tokensOf(source, odd);
  let at = 0;
  const next = (): string => tokens[at] ?? '';
  const take = (expected?: string): string => {
    const found = next();
    if (found === '' || (expected !== undefined && found !== expected)) throw odd(found, expected);
    at++;
    return found;
  };

  const level = (depth: number): Expression => {
    const row = between[depth];
    if (!row) return unary();
    let left = level(depth + 1);
    while (Object.hasOwn(row, next())) {
      const operation = take();
      left = { kind: 'apply', operation, of: [left, level(depth + 1)] };
    }
    return left;
  };

  const unary = (): Expression => {
    if (next() === '−') {
      take();
      return { kind: 'apply', operation: 'negative', of: [unary()] };
    }
    return primary();
  };

  const primary = (): Expression => {
    const first = take();
    if (/^\d/.test(first)) return { kind: 'number', value: Number(first) };
    if (first === '(' || first === '|') {
      const inner = level(0);
      take(first === '(' ? ')' : '|');
      return first === '(' ? inner : { kind: 'apply', operation: 'abs', of: [inner] };
    }
    if (!/^[A-Za-z]/.test(first)) throw odd(first);
    if (next() === '(') return call(first);
    return named(first);
  };

  const call = (name: string): Expression => {
    if (!Object.hasOwn(functions, name) || name === 'negative') throw odd(name, Object.keys(functions).slice(1).join(', '));
    take('(');
    const of = [level(0)];
    while (next() === ',') {
      take();
      of.push(level(0));
    }
    take(')');
    if (of.length !== functions[name]!.takes) throw odd(`${of.length}`, `${functions[name]!.takes}`);
    return { kind: 'apply', operation: name, of };
  };

  const named = (name: string): Expression => {
    if (Object.hasOwn(names, name) && !Object.hasOwn(quantities, name)) {
      if (within.includes(name) || within.length >= deepest) throw lessonFault('loop', source, [...within, name].join(' → '));
      if (++count.names > mostNames) throw lessonFault('too-involved', source.slice(0, 60), name, `${mostNames}`);
      const own = read(names[name]!, names, [...within, name], count);
      return next() === '@' || next() === '#' ? shifted(own, when()) : own;
    }
    const from = at - 1;
    const indices: number[] = [];
    while (next() === '[') {
      take();
      indices.push(index());
      while (next() === ',') {
        take();
        indices.push(index());
      }
      take(']');
    }
    const moment = when();
    const place: PlaceAt = { quantity: name, indices, when: moment, source: tokens.slice(from, at).join('') };
    const row = Object.hasOwn(quantities, name) ? quantities[name] : undefined;
    if (!row) throw lessonFault('unknown-name', source, name, Object.keys({ ...names, ...quantities }).join(', '));
    if (!row.takes.includes(indices.length)) throw lessonFault('indices', place.source, `${indices.length}`, row.takes.join(', '));
    return { kind: 'place', place };
  };

  const index = (): number => {
    const found = take();
    if (!/^\d+$/.test(found)) throw odd(found);
    return Number(found);
  };

  /** `@60`, `@end`, `@2:60` (branch 2), `#3` (the third sample). */
  const when = (): When => {
    let moment: When = {};
    while (next() === '@' || next() === '#') {
      if (take() === '#') {
        moment = { ...moment, sample: index() - 1 };
        continue;
      }
      const first = stepOf();
      if (next() !== ':' || first === 'end') moment = { ...moment, step: first };
      else {
        take();
        moment = { ...moment, branch: first, ...(/^(\d|end$)/.test(next()) && { step: stepOf() }) };
      }
    }
    return moment;
  };
  const stepOf = (): number | 'end' => {
    if (next() !== 'end') return index();
    take();
    return 'end';
  };

  const whole = level(0);
  if (at < tokens.length) throw odd(next());
  return whole;
};

const tokensOf = (source: string, odd: (found: string) => Error): readonly string[] => {
  const found: string[] = [];
  const text = source.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw odd(text.slice(from).trim().slice(0, 12));
    found.push(spellings[match[1]!] ?? match[1]!);
  }
  return found;
};

/** The same expression, at another time. */
const shifted = (expression: Expression, when: When): Expression => {
  if (expression.kind === 'number') return expression;
  if (expression.kind === 'apply') return { ...expression, of: expression.of.map((one) => shifted(one, when)) };
  return { kind: 'place', place: { ...expression.place, when: { ...when, ...expression.place.when } } };
};

/** The places that an expression names. */
export const placesIn = (expression: Expression): readonly PlaceAt[] => {
  if (expression.kind === 'number') return [];
  return expression.kind === 'place' ? [expression.place] : expression.of.flatMap(placesIn);
};
