import type { Activation } from '#core/spec/methods.ts';
import { squared } from './latex.ts';

/** What is put into an activation's formula: symbols at first, then numbers. */
export interface Argument {
  /** The argument z, and as it stands after an operator. */
  readonly z: string;
  readonly factor: string;
  /** f(z), where the slope is best said with it. */
  readonly f: string;
  /** A constant in the person's number format. */
  readonly constant: (value: number) => string;
  /** A constant without end, at the person's number of digits. */
  readonly rounded: (value: number) => string;
  /** What parts the arguments of a function. */
  readonly separator: string;
}

interface ActivationFormula {
  readonly name: string;
  readonly value: (argument: Argument) => string;
  readonly slope: (argument: Argument) => string;
}

const cases = (positive: string, other: string, z = 'z'): string => `\\begin{cases}${positive}&${z}>0\\\\${other}&${z}\\le 0\\end{cases}`;
const geluInner = ({ z, constant }: Argument): string => `\\sqrt{2/\\pi}\\,\\bigl(${z}+${constant(0.044715)}\\,(${z})^3\\bigr)`;

/** Klambauer et al. 2017: with these SELU keeps mean 0 and variance 1. */
const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

/** Every activation's own formula and its derivative. Softmax couples the units of its layer and is written by its caller. */
export const activationFormulas: Readonly<Record<Exclude<Activation, 'softmax'>, ActivationFormula>> = {
  linear: { name: 'f', value: ({ z }) => z, slope: () => '1' },
  relu: { name: '\\mathrm{ReLU}', value: ({ z, separator }) => `\\max(0${separator}${z})`, slope: ({ z }) => cases('1', '0', z) },
  'leaky-relu': {
    name: '\\mathrm{LReLU}',
    value: ({ z, factor, constant }) => cases(z, `${constant(0.01)}\\cdot ${factor}`, z),
    slope: ({ z, constant }) => cases('1', constant(0.01), z),
  },
  elu: { name: '\\mathrm{ELU}', value: ({ z }) => cases(z, `e^{${z}}-1`, z), slope: ({ z }) => cases('1', `e^{${z}}`, z) },
  selu: {
    name: '\\mathrm{SELU}',
    value: ({ z, rounded }) => `${rounded(seluScale)}\\cdot ${cases(z, `${rounded(seluAlpha)}\\,(e^{${z}}-1)`, z)}`,
    slope: ({ z, rounded }) => `${rounded(seluScale)}\\cdot ${cases('1', `${rounded(seluAlpha)}\\,e^{${z}}`, z)}`,
  },
  gelu: {
    name: '\\mathrm{GELU}',
    value: ({ z, factor }) => `${factor}\\cdot\\Phi(${z})`,
    slope: ({ z, factor }) => `\\Phi(${z})+${factor}\\cdot\\varphi(${z})`,
  },
  'gelu-tanh': {
    name: '\\mathrm{GELU}',
    value: (argument) => `\\dfrac{${argument.z}}{2}\\Bigl(1+\\tanh\\bigl(${geluInner(argument)}\\bigr)\\Bigr)`,
    slope: (argument) => `\\tfrac12(1+t)+\\tfrac12\\cdot ${argument.factor}\\,(1-t^2)\\,u',\\quad t=\\tanh u,\\ u=${geluInner(argument)}`,
  },
  silu: {
    name: '\\mathrm{SiLU}',
    value: ({ z, factor }) => `${factor}\\cdot\\sigma(${z})`,
    slope: ({ z, factor }) => `\\sigma(${z})\\,\\bigl(1+${factor}\\cdot(1-\\sigma(${z}))\\bigr)`,
  },
  softplus: { name: '\\mathrm{softplus}', value: ({ z }) => `\\ln\\bigl(1+e^{${z}}\\bigr)`, slope: ({ z }) => `\\sigma(${z})` },
  sigmoid: {
    name: '\\sigma',
    value: ({ factor }) => `\\dfrac{1}{1+e^{-${factor}}}`,
    slope: ({ f }) => `${f}\\,(1-${f})`,
  },
  tanh: { name: '\\tanh', value: ({ z }) => `\\tanh(${z})`, slope: ({ f }) => `1-${squared(f)}` },
};
