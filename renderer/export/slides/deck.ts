import { strToU8, zipSync, type Zippable } from 'fflate';
import { noTime } from '#renderer/export/picture-zip.ts';
import type { FrameNote } from '#renderer/export/sink.ts';
import { frameOf } from './frame.ts';
import { mediaKind, notesSlide, relations, slide, type Extent } from './slide.ts';

/** Across a slide, in the format's own unit: 914,400 an inch. */
const width = 12_192_000;
/** A page of notes is a sheet as large as a letter. */
const page: Extent = { width: 6_858_000, height: 9_144_000 };

/**
 * A presentation as PowerPoint reads it (ECMA-376): a slide for each picture, which fills it, and what is said of it as the speaker's note.
 * A slide may play an MP4, of which the picture is shown until then.
 * The same pictures are the same file: it says no time.
 */
export class Deck {
  readonly #files: Zippable = {};
  readonly #size: Extent;
  #count = 0;

  /** `language` as BCP 47, for whoever checks spelling; pixels give the shape of the slides. */
  constructor(
    readonly pixels: Extent,
    readonly language: string,
  ) {
    this.#size = { width, height: Math.round((width * pixels.height) / pixels.width) };
  }

  add(png: Uint8Array, note: FrameNote | undefined, mp4?: Uint8Array): void {
    const number = (this.#count += 1);
    const said = [note?.remark, note?.sentence].filter((one): one is string => Boolean(one));
    const alt = [note?.caption, note?.sentence].filter(Boolean).join('. ');
    this.#files[`ppt/media/image${number}.png`] = [png, { level: 0 }];
    const media = `media/film${number}.mp4`;
    if (mp4) this.#files[`ppt/${media}`] = [mp4, { level: 0 }];
    this.#text(`ppt/slides/slide${number}.xml`, slide(number, alt, this.#size, mp4 !== undefined));
    this.#text(
      `ppt/slides/_rels/slide${number}.xml.rels`,
      relations([
        ['slideLayout', '../slideLayouts/slideLayout1.xml'],
        ['image', `../media/image${number}.png`],
        ['notesSlide', `../notesSlides/notesSlide${number}.xml`],
        ...(mp4
          ? ([
              ['video', `../${media}`],
              [mediaKind, `../${media}`],
            ] as const)
          : []),
      ]),
    );
    this.#text(`ppt/notesSlides/notesSlide${number}.xml`, notesSlide(said, this.language, page));
    this.#text(
      `ppt/notesSlides/_rels/notesSlide${number}.xml.rels`,
      relations([
        ['notesMaster', '../notesMasters/notesMaster1.xml'],
        ['slide', `../slides/slide${number}.xml`],
      ]),
    );
  }

  finish(): Uint8Array<ArrayBuffer> {
    const frame = Object.entries(frameOf(this.#count, this.#size, page));
    const files = Object.fromEntries(frame.map(([name, xml]) => [name, strToU8(xml)]));
    // Readers look for the list of types first.
    return zipSync({ ...files, ...this.#files }, { mtime: noTime() });
  }

  #text(name: string, xml: string): void {
    this.#files[name] = strToU8(xml);
  }
}
