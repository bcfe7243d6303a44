import interUrl from '#assets/fonts/inter.woff2?url';
import { base64 } from '#renderer/picture/svg/png.ts';

let font: Promise<string> | undefined;

/** The font that the stage draws with, as base64 of WOFF2; fetched once. */
export const loadFont = (): Promise<string> =>
  (font ??= fetch(interUrl)
    .then((answer) => answer.arrayBuffer())
    .then((bytes) => base64(new Uint8Array(bytes))));
