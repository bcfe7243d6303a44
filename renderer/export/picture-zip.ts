import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { frameFile, framesJson, type FramesHeader } from './frames-json.ts';
import type { FrameNote } from './sink.ts';
import type { PutDown } from './writer.ts';

/** A zip writes the fields of the local date, so this gives the same bytes in every time zone. It knows nothing before 1980. */
export const noTime = (): Date => new Date(1980, 0, 1);

/** Pictures and `frames.json` in a zip; PNG is deflated already and stored as it is. The same frames give the same bytes. */
export class PictureZip {
  readonly #notes: (FrameNote | undefined)[] = [];
  readonly #zip: Zip;

  constructor(
    readonly header: FramesHeader,
    put: PutDown,
    readonly extension: 'png' | 'svg' = 'png',
  ) {
    this.#zip = new Zip((error, chunk) => {
      if (error) throw error;
      put(chunk);
    });
  }

  add(picture: Uint8Array, note: FrameNote | undefined): void {
    this.#store(frameFile(this.header.name, this.#notes.length, this.extension), picture);
    this.#notes.push(note);
  }

  finish(): void {
    this.#store('frames.json', strToU8(framesJson(this.header, this.#notes, this.extension)));
    this.#zip.end();
  }

  #store(name: string, bytes: Uint8Array): void {
    const entry = name.endsWith('.png') ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    entry.mtime = noTime();
    this.#zip.add(entry);
    entry.push(bytes, true);
  }
}
