import type { RunSpec } from '#core/spec/run-spec.ts';
import type { ParameterRef } from '#core/contract/explanation.ts';
import { nextBand } from '#renderer/model/landscape/landscape-picture.ts';
import type { Words } from '#core/words/catalogue.ts';
import { fractionOf, type Subject } from './landscape-subject.ts';

interface Writers {
  readonly number: (value: number) => string;
  readonly count: (value: number) => string;
  readonly percent: (value: number) => string;
}

/** A parameter's name; layers, units and inputs count from 1. */
export const nameOf = ({ layer, kind, row, col }: ParameterRef, words: Words['landscape']): string =>
  kind === 'W' ? words.place.W(String(row + 1), String(col + 1), String(layer)) : words.place.b(String(col + 1), String(layer));

/** What the two axes are called. */
export const axisNames = ({ plane, picture }: Subject, words: Words['landscape'], { percent }: Writers): readonly [string, string] => {
  const { axes } = picture.question.plane;
  if (axes.kind === 'weights') return [nameOf(axes.first, words), nameOf(axes.second, words)];
  if (axes.kind !== 'path') {
    const [first, second] = words.axes[axes.kind];
    return [first!, second!];
  }
  const [first, second] = plane.variance ?? [0, 0];
  return [words.axes.path[0]!(percent(first)), words.axes.path[1]!(percent(second))];
};

/** A distance from the plane of this share of the path's extent is rounding. */
const rounding = 1e-9;

/** The sentences under a landscape: what the axes are, what the colour is, where we are, and what the plane leaves out. */
export const tell = (
  { plane, picture, point, step, heights }: Subject,
  data: { readonly samples: number; readonly parameters: number },
  words: Words['landscape'],
  { number, count, percent }: Writers,
): string[] => {
  const { told } = words;
  const kept = plane.variance && plane.variance[0] + plane.variance[1];
  const all = count(data.samples);
  const said: (string | false | undefined)[] = [];
  if (plane.kind === 'path') said.push(kept === undefined ? told.still : told.path(percent(kept)));
  else if (plane.kind === 'weights') said.push(told.weights(count(data.parameters - 2)));
  else if (plane.kind === 'curvature') said.push(told.curvature(number(plane.curvature!.eigenvalue)));
  else said.push(told.random);
  said.push(plane.curvature && plane.curvature.samples < data.samples && told.curvatureOver(count(plane.curvature.samples)));
  said.push(told.centre(count(plane.step)), told.colour);
  if (picture.samples < data.samples) said.push((nextBand(picture) ? told.some : told.onlySome)(count(picture.samples), all));
  said.push(heights.some(Number.isNaN) && told.notFinite);
  if (point?.step === step) {
    said.push(told.here(count(step), number(point.loss)));
    said.push(point.off > rounding * (picture.x[1] - picture.x[0]) ? told.off(number(point.off), number(point.planeLoss)) : told.on);
    const inside = fractionOf(picture, [point.x, point.y]).every((along) => along >= 0 && along <= 1);
    said.push(!inside && told.outside);
  }
  said.push(plane.kind !== 'path' && kept !== undefined && told.kept(percent(kept)));
  return said.filter((sentence): sentence is string => typeof sentence === 'string');
};

/** Weights and biases of a network, in the order of the state. */
export const parametersOf = ({ inputs, layers }: RunSpec['network']): ParameterRef[] =>
  layers.flatMap(({ units }, l) => {
    const rows = l === 0 ? inputs : layers[l - 1]!.units;
    return [
      ...Array.from({ length: rows * units }, (_, i) => ({
        layer: l + 1,
        kind: 'W' as const,
        row: Math.floor(i / units),
        col: i % units,
      })),
      ...Array.from({ length: units }, (_, col) => ({ layer: l + 1, kind: 'b' as const, row: 0, col })),
    ];
  });
