import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import type { LiteElement, LiteNode } from 'mathjax-full/js/adaptors/lite/Element.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/html/HtmlConfiguration.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import { contoursOf, within, type Contour, type Placing } from './curves.ts';

/** What is marked in a formula: `now`, `later`, `value`, as its class says; undefined for the rest of it. */
export type Mark = string | undefined;

/** A formula in heights of its letters, its baseline at 0 and downwards as on the stage. */
export interface Typeset {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly outlines: readonly { readonly contours: readonly Contour[]; readonly mark: Mark }[];
}

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const page = mathjax.document('', {
  InputJax: new TeX({ packages: ['base', 'ams', 'html'] }),
  OutputJax: new SVG({ fontCache: 'none' }),
});

/** Units of an em in the library's own pictures. */
const em = 1000;
const made = new Map<string, Typeset>();

/** LaTeX as outlines, by MathJax. */
export const typeset = (latex: string): Typeset => {
  const known = made.get(latex);
  if (known) return known;
  // KaTeX's way of marking a part, in the other's words.
  const container = page.convert(latex.replaceAll('\\htmlClass', '\\class'), {
    display: true,
    em: 16,
    ex: 8,
    containerWidth: 1e6,
  }) as LiteElement;
  const svg = container.children.find((child) => child.kind === 'svg') as LiteElement;
  const [left, top, width, height] = boxOf(svg);
  const outlines: { contours: readonly Contour[]; mark: Mark }[] = [];
  const scale = 1 / em;
  const walk = (node: LiteNode, placing: Placing, mark: Mark): void => {
    if (!isElement(node)) return;
    const attribute = (name: string): number => Number(node.attributes[name] ?? 0);
    const placed = within(placing, placingOf(node));
    switch (node.kind) {
      case 'path':
        outlines.push({ contours: contoursOf(String(node.attributes['d']), placed), mark });
        return;
      case 'rect': {
        const [x, y] = [attribute('x'), attribute('y')];
        const [right, bottom] = [x + attribute('width'), y + attribute('height')];
        outlines.push({ contours: contoursOf(`M${x} ${y}H${right}V${bottom}H${x}Z`, placed), mark });
        return;
      }
      case 'text':
        throw new RangeError(`no outline for “${adaptor.textContent(node)}” of ${latex}`);
      default: {
        const own = /(?:^|\s)f-(\w+)/u.exec(String(node.attributes['class'] ?? ''))?.[1] ?? mark;
        for (const child of node.children) walk(child, placed, own);
      }
    }
  };
  walk(svg, { a: scale, d: scale, e: -left * scale, f: 0 }, undefined);
  const result = { width: width * scale, height: -top * scale, depth: (height + top) * scale, outlines };
  made.set(latex, result);
  return result;
};

const isElement = (node: LiteNode): node is LiteElement => 'children' in node;

const boxOf = ({ attributes }: LiteElement): readonly [number, number, number, number] =>
  String(attributes['viewBox']).split(' ').map(Number) as [number, number, number, number];

/** Where an element puts what is in it; a picture within the picture shows its box in a room of its own. */
const placingOf = ({ kind, attributes }: LiteElement): Placing => {
  let placing: Placing = { a: 1, d: 1, e: 0, f: 0 };
  for (const [, name, text] of String(attributes['transform'] ?? '').matchAll(/(\w+)\(([^)]*)\)/gu)) {
    const [one = 0, other] = text!.split(/[\s,]+/u).map(Number);
    placing = within(placing, name === 'translate' ? { a: 1, d: 1, e: one, f: other ?? 0 } : { a: one, d: other ?? one, e: 0, f: 0 });
  }
  if (kind !== 'svg' || attributes['x'] === undefined) return placing;
  const [left, top, width, height] = boxOf({ attributes } as LiteElement);
  const number = (name: string): number => Number(attributes[name] ?? 0);
  const [across, down] = [number('width') / width, number('height') / height];
  return within(placing, { a: across, d: down, e: number('x') - left * across, f: number('y') - top * down });
};
