/**
 * Works out a formula that the inspector wrote with numbers: `\dfrac{1}{1+e^{-(0.5)}}` is 0.6224.... Knows the constructs that
 * the formulas use and throws on any other, so that a test cannot pass by not understanding.
 */
export const evaluateLatex = (latex: string, epsilon = 0): number => new Evaluator(tokens(latex), epsilon).whole();

const tokens = (latex: string): string[] => {
  const plain = latex
    .replace(/\\htmlClass\{f-(now|later|value)\}/g, '')
    .replace(/\\(bigl|bigr|Bigl|Bigr)/g, '')
    .replace(/\\[,; ]|\\quad/g, ' ')
    .replace(/\{,\}/g, '.');
  return plain.match(/\\begin\{cases\}|\\end\{cases\}|\\\\|\\[A-Za-z]+|\d+(\.\d+)?(e[+-]?\d+)?|\S/g) ?? [];
};

class Evaluator {
  #at = 0;
  constructor(
    readonly list: string[],
    readonly epsilon: number,
  ) {}

  whole(): number {
    const value = this.#sum();
    if (this.#at < this.list.length) throw new Error(`left over: ${this.list.slice(this.#at).join(' ')}`);
    return value;
  }

  #peek(): string | undefined {
    return this.list[this.#at];
  }

  #take(expected?: string): string {
    const token = this.list[this.#at++];
    if (token === undefined || (expected !== undefined && token !== expected)) throw new Error(`expected ${expected}, found ${token}`);
    return token;
  }

  #sum(): number {
    let value = this.#product();
    while (this.#peek() === '+' || this.#peek() === '-') value = this.#take() === '+' ? value + this.#product() : value - this.#product();
    return value;
  }

  /** Factors beside each other multiply. */
  #product(): number {
    if (this.#peek() === '-') {
      this.#take();
      return -this.#product();
    }
    let value = this.#power();
    for (;;) {
      if (this.#peek() === '\\cdot') {
        this.#take();
        value *= this.#peek() === '-' ? this.#product() : this.#power();
      } else if (this.#peek() === '/') {
        this.#take();
        value /= this.#power();
      } else if (
        /^(\d|\(|\{|\[|\\(dfrac|tfrac|ln|sqrt|max|min|cos|sigma|tanh|Phi|begin|operatorname)|e$|\|)/.test(this.#peek() ?? '') &&
        !this.#closesBar()
      )
        value *= this.#power();
      else return value;
    }
  }

  #closesBar(): boolean {
    return this.#peek() === '|' && this.#bars % 2 === 1;
  }
  #bars = 0;

  #power(): number {
    let value = this.#atom();
    while (this.#peek() === '^') {
      this.#take();
      const exponent = this.#peek() === '{' ? this.#group('{', '}') : this.#atom();
      value = value ** exponent;
    }
    return value;
  }

  #group(open: string, close: string): number {
    this.#take(open);
    const value = this.#sum();
    this.#take(close);
    return value;
  }

  #atom(): number {
    const token = this.#take();
    if (/^\d/.test(token)) return Number(token);
    switch (token) {
      case '(':
      case '{':
      case '[': {
        this.#at--;
        return this.#group(token, { '(': ')', '{': '}', '[': ']' }[token]);
      }
      case '|': {
        this.#bars++;
        const value = this.#sum();
        this.#take('|');
        this.#bars--;
        return Math.abs(value);
      }
      case 'e':
        return Math.E;
      case '\\varepsilon':
        return this.epsilon;
      case '\\dfrac':
        return this.#group('{', '}') / this.#group('{', '}');
      case '\\tfrac': {
        // \tfrac12: two digits side by side.
        const digits = this.#take();
        return Number(digits[0]) / Number(digits[1]);
      }
      case '\\sqrt':
        return Math.sqrt(this.#group('{', '}'));
      case '\\ln':
        return Math.log(this.#power());
      case '\\tanh':
        return Math.tanh(this.#power());
      case '\\sigma':
        return 1 / (1 + Math.exp(-this.#power()));
      case '\\Phi':
        return 0.5 * (1 + erf(this.#power() / Math.SQRT2));
      case '\\pi':
        return Math.PI;
      case '\\cos':
        return Math.cos(this.#power());
      case '\\lfloor': {
        const value = this.#sum();
        this.#take('\\rfloor');
        return Math.floor(value);
      }
      case '\\max':
      case '\\min': {
        this.#take('(');
        const a = this.#sum();
        this.#take(',');
        const b = this.#sum();
        this.#take(')');
        return token === '\\max' ? Math.max(a, b) : Math.min(a, b);
      }
      case '\\operatorname': {
        const name = this.#word();
        if (name === 'sgn') return Math.sign(this.#power());
        if (name === 'clip') {
          while (this.#take() !== '}');
          return Math.min(1, Math.max(-1, this.#power()));
        }
        throw new Error(`unknown operator ${name}`);
      }
      case '\\begin{cases}':
        return this.#cases();
      default:
        throw new Error(`cannot work out ${token}`);
    }
  }

  #word(): string {
    this.#take('{');
    let word = '';
    while (this.#peek() !== '}') word += this.#take();
    this.#take('}');
    return word;
  }

  /** value & condition \\ value & condition: takes the first whose condition holds. */
  #cases(): number {
    let chosen: number | undefined;
    for (;;) {
      const value = this.#sum();
      this.#take('&');
      const left = this.#sum();
      const sign = this.#take();
      const right = this.#sum();
      const holds = { '>': left > right, '<': left < right, '\\le': left <= right }[sign];
      if (holds === undefined) throw new Error(`unknown comparison ${sign}`);
      if (holds) chosen ??= value;
      if (this.#take() === '\\end{cases}') return chosen!;
    }
  }
}

/** Its power series: exact to the last digits for the small arguments of these tests. */
const erf = (x: number): number => {
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};
