import { bandOutline } from '#renderer/picture/band.ts';
import type { Disc, Outline, Shape } from '#renderer/picture/frame.ts';
import { element, hex, opacity, points, short } from './write.ts';

interface Paint {
  readonly colour: number;
  readonly alpha: number;
}

/** Thinner lines than a pixel are drawn a pixel wide. */
export const shapeElements = (shape: Shape, pixel: number): readonly string[] => {
  switch (shape.kind) {
    case 'dot':
      return [element('circle', { cx: shape.x, cy: shape.y, r: shape.radius, ...filled({ colour: shape.fill, alpha: shape.alpha }) })];
    case 'rect': {
      const { x, y, width, height, fill, alpha, fillAlpha = alpha, outline, outlineWidth = 1 } = shape;
      const radius = Math.min(shape.radius, width / 2, height / 2);
      const box = (inset: number, paint: Readonly<Record<string, string | number | undefined>>): string => {
        const rx = Math.max(radius - inset, 0);
        const sides = { width: Math.max(width - 2 * inset, 0), height: Math.max(height - 2 * inset, 0) };
        return element('rect', { x: x + inset, y: y + inset, ...sides, ...(rx > 0 ? { rx } : {}), ...paint });
      };
      return outlined(box, { colour: fill, alpha: fillAlpha }, outline === undefined ? 0 : outlineWidth, { colour: outline ?? 0, alpha });
    }
    case 'line': {
      const { dash, colour, alpha } = shape;
      const width = Math.max(shape.width, pixel);
      const paint = { fill: 'none', ...stroked({ colour, alpha }, width), 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
      return [element('polyline', { points: points(shape.points), ...paint, 'stroke-dasharray': dash?.map(short).join(' ') })];
    }
    case 'area':
      return [element('polygon', { points: points(shape.points), ...filled({ colour: shape.fill, alpha: shape.alpha }) })];
    case 'band':
      return [element('polygon', { points: points(bandOutline(shape.points)), ...filled({ colour: shape.fill, alpha: shape.alpha }) })];
  }
};

export const discElements = ({ x, y, radius, fill, alpha, outline, outlineWidth, ring, halo }: Disc): readonly string[] => {
  const at = { cx: x, cy: y };
  const circle = (inset: number, paint: Readonly<Record<string, string | number | undefined>>): string =>
    element('circle', { ...at, r: Math.max(radius - inset, 0), ...paint });
  const band = (inner: number, width: number, paint: Paint): string =>
    element('circle', { ...at, r: inner + width / 2, fill: 'none', ...stroked(paint, width) });
  return [
    ...(halo && halo.width > 0 ? [band(radius, halo.width, halo)] : []),
    ...outlined(circle, { colour: fill, alpha }, outlineWidth, { colour: outline, alpha: Math.max(alpha, 0.55) }),
    ...(ring ? [band(radius - outlineWidth - ring.width, ring.width, { colour: ring.colour, alpha })] : []),
  ];
};

/** A letter of a formula, or a line of it. */
export const outlineElements = ({ contours, fill, alpha }: Outline): readonly string[] => {
  if (alpha <= 0) return [];
  const d = contours.map(([x, y, ...rest]) => `M${points([x!, y!])}${rest.length > 0 ? `C${points(rest)}` : ''}Z`).join('');
  return [element('path', { d, ...filled({ colour: fill, alpha }) })];
};

/** An outline lies inside the shape, and nothing under it: where it can be seen through, the fill ends at it. */
const outlined = (
  shape: (inset: number, paint: Readonly<Record<string, string | number | undefined>>) => string,
  fill: Paint,
  width: number,
  line: Paint,
): readonly string[] => {
  const isSeen = fill.alpha > 0;
  if (width <= 0) return isSeen ? [shape(0, filled(fill))] : [];
  const rim = stroked(line, width);
  if (line.alpha >= 1) return [shape(width / 2, { ...(isSeen ? filled(fill) : { fill: 'none' }), ...rim })];
  return [...(isSeen ? [shape(width, filled(fill))] : []), ...(line.alpha > 0 ? [shape(width / 2, { fill: 'none', ...rim })] : [])];
};

const filled = ({ colour, alpha }: Paint) => ({ fill: hex(colour), 'fill-opacity': opacity(alpha) });

export const stroked = ({ colour, alpha }: Paint, width: number) => ({
  stroke: hex(colour),
  'stroke-width': width,
  'stroke-opacity': opacity(alpha),
});
