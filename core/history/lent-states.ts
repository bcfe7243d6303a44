/** States of steps that training has yet to come to, as the run had them when it was open before. The earliest first. */
export class LentStates {
  #states: readonly { readonly step: number; readonly state: Float64Array }[] = [];

  get bytes(): number {
    return this.#states.reduce((sum, { state }) => sum + state.byteLength, 0);
  }

  /** Keeps a copy. */
  put(step: number, state: Float64Array): void {
    const others = this.#states.filter((lent) => lent.step !== step);
    this.#states = [...others, { step, state: state.slice() }].sort((a, b) => a.step - b.step);
  }

  /** The last one at or before `step`. */
  before(step: number): { readonly step: number; readonly state: Float64Array } | undefined {
    return this.#states.findLast((lent) => lent.step <= step);
  }

  /** Training came to `step`, whose state this is: what was lent for it is given up. False, and nothing is, where that is another state. */
  giveUp(step: number, state: Float64Array): boolean {
    const [first] = this.#states;
    if (first?.step !== step) return true;
    if (!sameBits(first.state, state)) return false;
    this.#states = this.#states.slice(1);
    return true;
  }

  clear(): void {
    this.#states = [];
  }
}

const sameBits = (a: Float64Array, b: Float64Array): boolean => {
  const [left, right] = [a, b].map(({ buffer, byteOffset, length }) => new BigUint64Array(buffer, byteOffset, length));
  return left!.every((bits, i) => bits === right![i]);
};
