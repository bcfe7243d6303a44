import { bandOutline } from '#renderer/picture/band.ts';
import type { Colour, Disc, Edges, Frame, FrameImage, Shape, Text, TransientFrame } from '#renderer/picture/frame.ts';
import { texText } from './tex-text.ts';

interface TikzOptions {
  /** What the picture is of. */
  readonly title?: string;
  /** Width where it is printed. */
  readonly millimetres: number;
  /** Nothing lies under the picture. */
  readonly transparent?: boolean;
  /** How wide a hairline is, in stage units. */
  readonly pixel?: number;
}

/** From the middle of a figure down to its baseline, in ems. */
const capMiddle = 0.364;
const pointsPerMillimetre = 72 / 25.4;

/**
 * A frame as a TikZ picture to be \input: text in the document's own font at the sizes of the picture, in the order in which the stage draws
 * it. A unit of its coordinates is one of the stage, downwards as there.
 */
export const tikzOf = (frame: Frame | TransientFrame, options: TikzOptions): string => {
  const { title, millimetres, transparent = false, pixel = 1 } = options;
  const { width, height, background } = frame;
  const unit = millimetres / width;
  const pen = new Tikz(unit * pointsPerMillimetre, pixel);
  if (!transparent) pen.paint(background, 1, box(0, 0, width, height));
  drawFrame(pen, frame);
  return [
    `% ${(title ?? '').replaceAll(/\s+/gu, ' ')}`,
    '% \\usepackage{tikz,amssymb}',
    ...[...pen.colours].sort((a, b) => a - b).map((colour) => `\\definecolor{${nameOf(colour)}}{HTML}{${hex(colour)}}`),
    `\\begin{tikzpicture}[x=${short(unit, 5)}mm,y=-${short(unit, 5)}mm,line cap=round,line join=round]`,
    `\\useasboundingbox ${box(0, 0, width, height)};`,
    ...pen.lines,
    '\\end{tikzpicture}',
    '',
  ].join('\n');
};

const hex = (colour: Colour): string => colour.toString(16).padStart(6, '0').toUpperCase();
const nameOf = (colour: Colour): string => `retrograd${hex(colour)}`;
const short = (value: number, digits = 2): string => String(Number(value.toFixed(digits)) + 0);
const at = (x: number, y: number): string => `(${short(x)},${short(y)})`;
const box = (x: number, y: number, width: number, height: number): string => `${at(x, y)} rectangle ${at(x + width, y + height)}`;
const circle = (x: number, y: number, radius: number): string => `${at(x, y)} circle [radius=${short(Math.max(radius, 0))}]`;
const path = (points: readonly number[], end = ''): string => {
  const places: string[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) places.push(at(points[i]!, points[i + 1]!));
  return places.join(' -- ') + end;
};

/** Collects lines of TikZ and the colours that they name. `points` is the length of a stage unit. */
class Tikz {
  readonly lines: string[] = [];
  readonly colours = new Set<Colour>();

  constructor(
    readonly points: number,
    readonly pixel: number,
  ) {}

  colour(colour: Colour): string {
    this.colours.add(colour);
    return nameOf(colour);
  }

  length(units: number): string {
    return `${short(units * this.points, 3)}bp`;
  }

  /** `round`: radius of the corners. */
  paint(colour: Colour, alpha: number, what: string, round = 0): void {
    if (alpha <= 0) return;
    const corners = round > 0 ? `,rounded corners=${this.length(round)}` : '';
    this.lines.push(`\\fill[${this.colour(colour)}${alpha < 1 ? `,fill opacity=${short(alpha)}` : ''}${corners}] ${what};`);
  }

  draw(colour: Colour, width: number, alpha: number, what: string, dash?: readonly number[], round = 0): void {
    if (alpha <= 0 || width <= 0) return;
    const options = [
      this.colour(colour),
      `line width=${this.length(width)}`,
      ...(alpha < 1 ? [`draw opacity=${short(alpha)}`] : []),
      ...(dash ? [`dash pattern=on ${this.length(dash[0]!)} off ${this.length(dash[1]!)}`, 'line cap=butt'] : []),
      ...(round > 0 ? [`rounded corners=${this.length(round)}`] : []),
    ];
    this.lines.push(`\\draw[${options.join(',')}] ${what};`);
  }
}

const drawFrame = (pen: Tikz, frame: Frame | TransientFrame): void => {
  const { background, edges, images, shapes, discs, marks, unitSurfaces, texts, windows = [] } = frame;
  for (const { x, y, width, height, frame: seen } of windows) {
    pen.lines.push('\\begin{scope}', `\\clip ${box(x, y, width, height)};`);
    drawFrame(pen, seen);
    pen.lines.push('\\end{scope}');
  }
  for (let edge = 0; edge < edges.count; edge++) drawEdge(pen, edges, edge, background);
  for (const image of images) drawImage(pen, image);
  for (const shape of shapes) drawShape(pen, shape);
  for (const disc of discs) drawDisc(pen, disc);
  for (const shape of marks) drawShape(pen, shape);
  for (const image of unitSurfaces) drawImage(pen, image);
  for (const text of texts) drawText(pen, text);
};

const drawEdge = (pen: Tikz, edges: Edges, edge: number, background: Colour): void => {
  const [x0, y0, x1, y1] = edges.ends.subarray(4 * edge, 4 * edge + 4) as unknown as readonly [number, number, number, number];
  const length = Math.max(Math.hypot(x1 - x0, y1 - y0), 1e-4);
  const [cos, sin] = [(x1 - x0) / length, (y1 - y0) / length];
  const [width, ghost, wash] = [edges.width[edge]!, edges.ghostWidth[edge]!, edges.washWidth[edge]!];
  const alpha = edges.alpha[edge]!;
  const along = (by: number): string => path([x0 - by * sin, y0 + by * cos, x1 - by * sin, y1 + by * cos]);
  const both = (aside: number): string => `${along(aside)} ${along(-aside)}`;
  const inner = Math.max(width, ghost);
  pen.draw(edges.washColour[edge]!, (wash - inner) / 2, edges.washAlpha[edge]!, both((wash + inner) / 4));
  if (ghost > 0) {
    pen.draw(background, ghost, 0.6 * alpha, along(0));
    pen.draw(edges.ghostColour[edge]!, 1.2 * pen.pixel, 0.6 * alpha, both(ghost / 2));
  }
  const dash = edges.dashed[edge]! > 0 ? [edges.dashLength, (2 / 3) * edges.dashLength] : undefined;
  pen.draw(edges.colour[edge]!, width, alpha, along(0), dash);
  const pulse = edges.pulseAt[edge]!;
  if (pulse < 0) return;
  const radius = edges.pulseRadius[edge]!;
  const [x, y] = [x0 + (x1 - x0) * pulse, y0 + (y1 - y0) * pulse];
  pen.paint(background, 1, circle(x, y, radius + 1.5 * pen.pixel));
  const rim = Math.min(Math.max(0.36 * radius, 1.2 * pen.pixel), radius);
  if (edges.pulseHollow[edge]! > 0) pen.draw(edges.pulseColour[edge]!, rim, 1, circle(x, y, radius - rim / 2));
  else pen.paint(edges.pulseColour[edge]!, 1, circle(x, y, radius));
};

const drawShape = (pen: Tikz, shape: Shape): void => {
  switch (shape.kind) {
    case 'dot':
      return pen.paint(shape.fill, shape.alpha, circle(shape.x, shape.y, shape.radius));
    case 'line':
      return pen.draw(shape.colour, Math.max(shape.width, pen.pixel), shape.alpha, path(shape.points), shape.dash);
    case 'area':
      return pen.paint(shape.fill, shape.alpha, path(shape.points, ' -- cycle'));
    case 'band':
      return pen.paint(shape.fill, shape.alpha, path(bandOutline(shape.points), ' -- cycle'));
    case 'rect': {
      const { x, y, width, height, fill, alpha, fillAlpha = alpha, outline, outlineWidth = 1 } = shape;
      const radius = Math.min(shape.radius, width / 2, height / 2);
      pen.paint(fill, fillAlpha, box(x, y, width, height), radius);
      if (outline === undefined) return;
      const inset = outlineWidth / 2;
      pen.draw(outline, outlineWidth, alpha, box(x + inset, y + inset, width - 2 * inset, height - 2 * inset), undefined, radius - inset);
    }
  }
};

const drawDisc = (pen: Tikz, { x, y, radius, fill, alpha, outline, outlineWidth, ring, halo }: Disc): void => {
  if (halo && halo.width > 0) pen.draw(halo.colour, halo.width, halo.alpha, circle(x, y, radius + halo.width / 2));
  pen.paint(fill, alpha, circle(x, y, radius - outlineWidth));
  pen.draw(outline, outlineWidth, Math.max(alpha, 0.55), circle(x, y, radius - outlineWidth / 2));
  if (ring) pen.draw(ring.colour, ring.width, alpha, circle(x, y, radius - outlineWidth - ring.width / 2));
};

/** Neighbours of one colour are one bar. */
const drawImage = (pen: Tikz, image: FrameImage): void => {
  const { x, y, width, height, rows, columns, across, round = false, colours, known, empty, alpha } = image;
  const [wide, high] = [width / columns, height / rows];
  const cell = (row: number, column: number): Colour | undefined => {
    const index = across ? row * columns + column : column * rows + row;
    return index >= colours.length ? undefined : index < known ? colours[index]! : empty;
  };
  if (round) {
    const ellipse = `${at(x + width / 2, y + height / 2)} ellipse [x radius=${short(width / 2)},y radius=${short(height / 2)}]`;
    pen.lines.push('\\begin{scope}', `\\clip ${ellipse};`);
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns;) {
      const colour = cell(row, column);
      const first = column;
      while (column < columns && cell(row, column) === colour) column++;
      if (colour !== undefined) pen.paint(colour, alpha, box(x + first * wide, y + row * high, (column - first) * wide, high));
    }
  }
  if (round) pen.lines.push('\\end{scope}');
};

const anchors = { left: 'base west', centre: 'base', right: 'base east' } as const;

const drawText = (pen: Tikz, { x, y, text, size, colour, alpha, align, weight, behind }: Text): void => {
  if (alpha <= 0 || text === '') return;
  const points = size * pen.points;
  const options = [
    `anchor=${anchors[align]}`,
    'inner xsep=0pt',
    'inner ysep=.1em',
    `text=${pen.colour(colour)}`,
    ...(alpha < 1 ? [`text opacity=${short(alpha)}`] : []),
    ...(behind === undefined ? [] : [`fill=${pen.colour(behind)}`, 'fill opacity=.75', ...(alpha < 1 ? [] : ['text opacity=1'])]),
    `font=\\fontsize{${short(points)}bp}{${short(1.2 * points)}bp}\\selectfont${weight === 'bold' ? '\\bfseries' : ''}`,
  ];
  pen.lines.push(`\\node[${options.join(',')}] at ${at(x, y + capMiddle * size)} {${texText(text)}};`);
};
