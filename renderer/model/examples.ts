import type { RunSpecInput } from '#core/contract/run-spec.ts';
import article from '#assets/examples/article.json';
import articleStandard from '#assets/examples/article-standard.json';
import blobs from '#assets/examples/blobs.json';
import circles from '#assets/examples/circles.json';
import moons from '#assets/examples/moons.json';
import sine from '#assets/examples/sine.json';
import spirals from '#assets/examples/spirals.json';
import twoTwoTwo from '#assets/examples/two-two-two.json';
import xor from '#assets/examples/xor.json';

/** The runs that the app offers, as plain run files, and how many steps each is trained at first. */
export const examples = {
  articleStandard: { spec: articleStandard, steps: 5000 },
  article: { spec: article, steps: 5000 },
  twoTwoTwo: { spec: twoTwoTwo, steps: 1000 },
  xor: { spec: xor, steps: 2000 },
  circles: { spec: circles, steps: 2000 },
  moons: { spec: moons, steps: 2000 },
  spirals: { spec: spirals, steps: 3000 },
  blobs: { spec: blobs, steps: 1000 },
  sine: { spec: sine, steps: 3000 },
} satisfies Record<string, { spec: unknown; steps: number }>;

export type ExampleName = keyof typeof examples;
export const startingExample: ExampleName = 'articleStandard';
export const exampleSpec = (name: ExampleName): RunSpecInput => examples[name].spec as RunSpecInput;
