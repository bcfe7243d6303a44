import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { FrameImage } from '#renderer/picture/frame.ts';
import { frameAt, type Scene } from '#renderer/picture/frame-at.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { wiringOf } from '#renderer/picture/space/wiring.ts';
import type { Letters } from '#renderer/picture/svg/letters.ts';
import { namesOf } from '#renderer/picture/svg/names.ts';
import { base64, pngOf } from '#renderer/picture/svg/png.ts';
import { svgOf } from '#renderer/picture/svg/svg.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import article from '#test/scenes/article.scene.ts';
import strips from '#test/scenes/strips.scene.ts';
import { lookOf, traceOf, type SceneFile } from '#test/scenes/scene.ts';

const sceneOf = (file: SceneFile, share: number): Scene => {
  const staged = traceOf(file);
  const timeline = stepTimeline(staged.shape);
  const placement = place(staged.shape, { width: 760, height: 480 });
  return { trace: staged.trace, placement, timeline, t: share * timeline.duration, look: lookOf(file, staged, 'light') };
};
const drawn = (file: SceneFile, share: number): string => {
  const scene = sceneOf(file, share);
  return svgOf(frameAt(scene), { title: 'Run & <net>', names: namesOf(scene.placement, wiringOf(scene.placement, scene.trace)) });
};
const plain = (draw: (pen: Pen) => void): string => {
  const pen = new Pen();
  draw(pen);
  return svgOf(plainFrame({ width: 100, height: 50, background: 0xffffff }, pen));
};

/** Every tag of an XML text that is closed where it was opened; throws where one is not. */
const tagsOf = (xml: string): string[] => {
  const open: string[] = [];
  const all: string[] = [];
  for (const [, close, name, rest] of xml.matchAll(/<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*\s*\/?)>/gu)) {
    if (close) expect(open.pop()).toBe(name);
    else {
      all.push(name!);
      if (!rest!.endsWith('/')) open.push(name!);
    }
  }
  expect(open).toEqual([]);
  expect((xml.match(/</gu) ?? []).length).toBe((xml.match(/<(?:\?xml|\/?[a-zA-Z]+)/gu) ?? []).length);
  return all;
};

test.each([0, 0.3, 0.55, 0.7, 0.85, 1])(
  'at %d of a step it is whole, the same twice, and has one name for each weight and unit',
  (share) => {
    for (const file of [article, strips]) {
      const svg = drawn(file, share);
      expect(drawn(file, share)).toBe(svg);
      tagsOf(svg);
      const ids = [...svg.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id!);
      expect(new Set(ids).size).toBe(ids.length);
      const { placement, trace } = sceneOf(file, share);
      expect(ids.filter((id) => /^weight-\d+-\d+-\d+$/u.test(id))).toHaveLength(wiringOf(placement, trace).count);
      const units = placement.columns.reduce((sum, { shown }) => sum + shown, 0);
      expect(ids.filter((id) => /^unit-\d+-\d+$/u.test(id))).toHaveLength(units);
      const drawing = svg.replace(/base64,[^"]*/gu, '').replace(/>[^<]*</gu, '><');
      expect(drawing).not.toMatch(/\d\.\d{4,}|\de[-+]\d|NaN|Infinity|undefined/u);
    }
  },
);

test('the groups lie in the order in which the stage draws', () => {
  const svg = drawn(article, 0.6);
  const parts = ['ground', 'weights', 'shapes', 'units', 'texts'].map((id) => svg.indexOf(` id="${id}"`));
  expect(parts).toEqual([...parts].sort((a, b) => a - b));
  expect(parts[0]).toBeGreaterThan(0);
  expect(svg).toContain('<title>Run &amp; &lt;net&gt;</title>');
});

test('a size in millimetres is the printed one, and nothing lies under a transparent picture', () => {
  const frame = plainFrame({ width: 300, height: 200, background: 0x16181c }, new Pen());
  expect(svgOf(frame, { millimetres: 89 })).toContain('width="89mm" height="59.33mm" viewBox="0 0 300 200"');
  expect(svgOf(frame)).toContain('fill="#16181c"');
  expect(svgOf(frame, { transparent: true })).not.toContain('fill=');
});

test('text stays text, whatever its letters are, with its halo under it', () => {
  const svg = plain((pen) => pen.text(10, 20, 'a < b & "c"\u0007', 10, 0x112233, { align: 'right', tabular: true, behind: 0xffffff }));
  tagsOf(svg);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)];
  expect(texts.map(([, text]) => text)).toEqual(['a &lt; b &amp; &quot;c&quot;', 'a &lt; b &amp; &quot;c&quot;']);
  expect(texts[0]![0]).toContain('stroke="#ffffff" stroke-width="2.8"');
  expect(texts[1]![0]).toContain('x="10" y="23.64" font-size="10" text-anchor="end"');
});

test('an outline lies inside its rectangle, and what can be seen through has nothing under it', () => {
  const box = (alpha: number): string =>
    plain((pen) => pen.rect(10, 10, 40, 20, 0xff0000, { radius: 4, outline: 0x0000ff, outlineWidth: 2, alpha }));
  expect(box(1)).toContain('<rect x="11" y="11" width="38" height="18" rx="3" fill="#ff0000" stroke="#0000ff" stroke-width="2"/>');
  expect(box(0.5)).toContain('<rect x="12" y="12" width="36" height="16" rx="2" fill="#ff0000" fill-opacity="0.5"/>');
  expect(box(0.5)).toContain('fill="none" stroke="#0000ff" stroke-width="2" stroke-opacity="0.5"');
});

/** The pixels of a PNG that is not filtered. */
const pixelsOf = (png: Uint8Array, width: number): number[][] => {
  const view = new DataView(png.buffer, png.byteOffset);
  const length = view.getUint32(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  const across = 4 * width + 1;
  return Array.from({ length: rows.length / across }, (_, row) => [...rows.subarray(row * across + 1, (row + 1) * across)]);
};

test('an image has a pixel for each cell, in its own order, and none beyond the last', () => {
  const image: FrameImage = {
    ...{ x: 0, y: 0, width: 30, height: 20, rows: 2, columns: 3, across: false, alpha: 1, round: true },
    colours: Uint32Array.of(0x010203, 0x040506, 0x070809, 0x0a0b0c, 0x0d0e0f),
    known: 4,
    empty: 0xffffff,
  };
  const svg = plain((pen) => pen.image(image));
  expect(svg).toContain('<clipPath id="image-1"><ellipse cx="15" cy="10" rx="15" ry="10"/></clipPath>');
  const png = Buffer.from(/base64,([^"]*)"/u.exec(svg)![1]!, 'base64');
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  expect(pixelsOf(png, 3)).toEqual([
    [1, 2, 3, 255, 7, 8, 9, 255, 255, 255, 255, 255],
    [4, 5, 6, 255, 10, 11, 12, 255, 0, 0, 0, 0],
  ]);
});

test('base64 is as everybody writes it', () => {
  for (const length of [0, 1, 2, 3, 4, 5, 255]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + 200) & 255);
    expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  }
  // The check of an IEND chunk is the same in every PNG.
  expect([...pngOf(new Uint8Array(4), 1, 1).slice(-4)]).toEqual([0xae, 0x42, 0x60, 0x82]);
});

test('for a PDF a text over lines stands on a ground of its own: of a stroked letter Chromium makes Type 3', () => {
  const pen = new Pen();
  pen.text(10, 20, '0.5', 10, 0x000000, { behind: 0xffffff });
  const frame = plainFrame({ width: 100, height: 50, background: 0xffffff }, pen);
  expect(svgOf(frame).match(/<text /gu)).toHaveLength(2);
  const printed = svgOf(frame, { printed: true });
  expect(printed.match(/<text /gu)).toHaveLength(1);
  expect(printed).not.toContain('stroke=');
  expect(printed.match(/<rect /gu)).toHaveLength(2);
});

describe('letters as outlines', () => {
  const letters = JSON.parse(readFileSync('assets/fonts/inter-outlines.json', 'utf8')) as Letters;
  const word = (text: string, more: object = {}, options: object = {}): string => {
    const pen = new Pen();
    pen.text(50, 25, text, 10, 0, more);
    return svgOf(plainFrame({ width: 100, height: 50, background: 0xffffff }, pen), { letters, ...options });
  };
  /** How far an outline reaches from left to right. */
  const extentOf = (svg: string): readonly [number, number] => {
    const xs = [...svg.matchAll(/[MLQ]([-\d. ]+)/gu)].flatMap(([, numbers]) => numbers!.trim().split(' ').map(Number));
    const across = xs.filter((_, index) => index % 2 === 0);
    return [Math.min(...across), Math.max(...across)];
  };

  test('a text is one path that says its words; no font is carried and no text left', () => {
    const font = { regular: 'AAAA', bold: 'AAAA' };
    const svg = word('w₁ = −0.5', {}, { font });
    tagsOf(svg);
    expect(svg).toMatch(/<path d="M[^"]*Z" fill="#000000" role="img" aria-label="w₁ = −0\.5"\/>/u);
    expect(svg).not.toMatch(/<text|@font-face/u);
    expect(word('w₁ = −0.5', {}, { font })).toBe(svg);
  });

  test('it stands where it is aligned to, as wide as the font says, and each letter after the one before', () => {
    const { em, regular } = letters;
    const advance = (character: string, map = regular.characters) => (10 * regular.glyphs[map[character]!]![0]) / em;
    for (const [align, from] of [
      ['left', 50],
      ['centre', 50 - 2 * advance('n')],
      ['right', 50 - 4 * advance('n')],
    ] as const) {
      const [left, right] = extentOf(word('nnnn', { align }));
      expect(left).toBeGreaterThan(from);
      expect(right).toBeLessThan(from + 4 * advance('n'));
      expect(right - left).toBeGreaterThan(3.5 * advance('n'));
    }
    // Of one width in a column: a narrow digit takes as much as a wide one.
    expect(advance('1', regular.tabular)).toBe(advance('8', regular.tabular));
    expect(advance('1')).toBeLessThan(advance('8'));
    const wide = (text: string) => extentOf(word(`${text}|`, { tabular: true }))[1];
    expect(wide('111')).toBeCloseTo(wide('888'), 1);
    // A pair that is kerned comes nearer than the sum of both.
    const gap = (text: string) => extentOf(word(text))[1];
    expect(gap('AVn') - 50).toBeLessThan(advance('A') + advance('V') + advance('n') - 0.5);
  });

  test('a character that the font lacks leaves its text as text, and what is bold is wider', () => {
    expect(word('漢字')).toContain('>漢字</text>');
    const wide = (weight: 'regular' | 'bold') => extentOf(word('nnnn', { weight }))[1];
    expect(wide('bold')).toBeGreaterThan(wide('regular'));
  });
});
