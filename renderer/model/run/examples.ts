import type { RunSpecInput } from '#core/spec/run-spec.ts';
import article from '#assets/examples/article.json';
import articleStandard from '#assets/examples/article-standard.json';
import blobs from '#assets/examples/blobs.json';
import circles from '#assets/examples/circles.json';
import deadRelus from '#assets/examples/dead-relus.json';
import first from '#assets/examples/first.json';
import diverging from '#assets/examples/diverging.json';
import moons from '#assets/examples/moons.json';
import oscillating from '#assets/examples/oscillating.json';
import overfitting from '#assets/examples/overfitting.json';
import saturated from '#assets/examples/saturated.json';
import sine from '#assets/examples/sine.json';
import spirals from '#assets/examples/spirals.json';
import symmetric from '#assets/examples/symmetric.json';
import twoTwoTwo from '#assets/examples/two-two-two.json';
import vanishing from '#assets/examples/vanishing.json';
import xor from '#assets/examples/xor.json';

/** Runs that learn. */
const sound = {
  first: { spec: first, steps: 20 },
  articleStandard: { spec: articleStandard, steps: 5000 },
  article: { spec: article, steps: 5000 },
  twoTwoTwo: { spec: twoTwoTwo, steps: 1000 },
  xor: { spec: xor, steps: 2000 },
  circles: { spec: circles, steps: 2000 },
  moons: { spec: moons, steps: 2000 },
  spirals: { spec: spirals, steps: 3000 },
  blobs: { spec: blobs, steps: 1000 },
  sine: { spec: sine, steps: 3000 },
};

/** Runs that ail, one for each way. */
const ailing = {
  diverging: { spec: diverging, steps: 60 },
  oscillating: { spec: oscillating, steps: 300 },
  vanishing: { spec: vanishing, steps: 60 },
  deadRelus: { spec: deadRelus, steps: 300 },
  symmetric: { spec: symmetric, steps: 300 },
  saturated: { spec: saturated, steps: 300 },
  overfitting: { spec: overfitting, steps: 500 },
};

/** The runs that the app offers, as plain run files, and how many steps each is trained at first. */
export const examples = { ...sound, ...ailing } satisfies Record<string, { spec: unknown; steps: number }>;

export type ExampleName = keyof typeof examples;
export const soundExamples = Object.keys(sound) as ExampleName[];
export const ailingExamples = Object.keys(ailing) as ExampleName[];
export const startingExample: ExampleName = 'first';
export const exampleSpec = (name: ExampleName): RunSpecInput => examples[name].spec as RunSpecInput;

/** What an example is called as a file: `deadRelus` is `dead-relus`. */
export const fileOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The same runs by the names of their files. */
export const exampleFiles: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries(examples).map(([name, { spec }]) => [fileOf(name), spec]),
);
