import boldUrl from '#assets/fonts/inter-650.woff2?url';
import regularUrl from '#assets/fonts/inter-450.woff2?url';
import lettersUrl from '#assets/fonts/inter-outlines.json?url';
import { base64 } from '#renderer/picture/svg/png.ts';
import type { Letters } from '#renderer/picture/svg/letters.ts';
import type { Faces } from '#renderer/picture/svg/texts.ts';

let letters: Promise<Letters> | undefined;

/** The same letters as outlines; fetched once. */
export const loadLetters = (): Promise<Letters> => (letters ??= fetch(lettersUrl).then((answer) => answer.json() as Promise<Letters>));

let faces: Promise<Faces> | undefined;

const fetched = async (url: string): Promise<string> => base64(new Uint8Array(await (await fetch(url)).arrayBuffer()));

/** The font that the stage draws with, as SVG carries it; fetched once. */
export const loadFont = (): Promise<Faces> =>
  (faces ??= Promise.all([regularUrl, boldUrl].map(fetched)).then(([regular, bold]) => ({ regular: regular!, bold: bold! })));
