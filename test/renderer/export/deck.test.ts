import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { FrameNote } from '#renderer/export/sink.ts';
import { Deck } from '#renderer/export/slides/deck.ts';

const png = Uint8Array.of(137, 80, 78, 71, 1, 2, 3);
const note = { caption: 'Loss', sentence: 'a < b & "c"', remark: 'Ask here\nfor hands' } as FrameNote;
const made = (...notes: (FrameNote | undefined)[]): Uint8Array => {
  const deck = new Deck({ width: 1600, height: 900 }, 'en');
  for (const one of notes) deck.add(png, one);
  return deck.finish();
};

test('the same pictures are the same file', () => {
  expect(made(note, undefined)).toEqual(made(note, undefined));
});

test('every part is declared, every reference leads somewhere, and types come first', () => {
  const files = unzipSync(made(note, undefined, note));
  const names = Object.keys(files);
  expect(names[0]).toBe('[Content_Types].xml');
  const types = strFromU8(files['[Content_Types].xml']!);
  for (const name of names.slice(1)) {
    const ending = name.replace(/^.*\./, '');
    if (ending === 'xml') expect(types).toContain(`PartName="/${name}"`);
    else expect(types).toContain(`Extension="${ending}"`);
    if (ending !== 'rels') continue;
    const folder = name.replace(/_rels\/[^/]*$/, '');
    for (const [, target] of strFromU8(files[name]!).matchAll(/Target="([^"]*)"/g))
      expect(names, `${name} ${target}`).toContain(new URL(target!, `http://x/${folder}`).pathname.slice(1));
  }
});

test('a slide is as wide as high as its picture; what was written at the mark and is said are its note', () => {
  const files = unzipSync(made(note));
  expect(strFromU8(files['ppt/presentation.xml']!)).toContain('<p:sldSz cx="12192000" cy="6858000"/>');
  const paragraphs = [...strFromU8(files['ppt/notesSlides/notesSlide1.xml']!).matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text);
  expect(paragraphs).toEqual(['Ask here', 'for hands', 'a &lt; b &amp; &quot;c&quot;']);
  expect(strFromU8(files['ppt/slides/slide1.xml']!)).toContain('descr="Loss. a &lt; b &amp; &quot;c&quot;"');
  expect(files['ppt/media/image1.png']).toEqual(png);
});

test('a slide that plays has its film in the file, named twice, and the picture as what is seen before', () => {
  const deck = new Deck({ width: 1600, height: 900 }, 'en');
  const mp4 = Uint8Array.of(0, 0, 0, 8, 102, 116, 121, 112);
  deck.add(png, note);
  deck.add(png, note, mp4);
  const files = unzipSync(deck.finish());
  expect(files['ppt/media/film2.mp4']).toEqual(mp4);
  expect(files['ppt/media/image2.png']).toEqual(png);
  const ids = [
    ...strFromU8(files['ppt/slides/_rels/slide2.xml.rels']!).matchAll(/Id="(\w+)" Type="[^"]*\/(\w+)" Target="\.\.\/media\/film2\.mp4"/g),
  ];
  expect(ids.map(([, id, kind]) => [id, kind])).toEqual([['rId4', 'video'], ['rId5', 'media']]); // prettier-ignore
  const [still, plays] = ['ppt/slides/slide1.xml', 'ppt/slides/slide2.xml'].map((name) => strFromU8(files[name]!));
  expect(still).not.toContain('videoFile');
  for (const part of ['<a:videoFile r:link="rId4"/>', 'r:embed="rId5"', '<p:spTgt spid="2"/>', 'ppaction://media'])
    expect(plays).toContain(part);
  expect(strFromU8(files['[Content_Types].xml']!)).toContain('Extension="mp4" ContentType="video/mp4"');
});
