import interUrl from '#assets/fonts/inter.woff2?url';

/** The picture's own font: exported frames must not depend on what a machine has installed. */
export const fontFamily = 'Retrograd Inter';

let loading: Promise<void> | undefined;

/** Loads the font once. Should it fail the picture is drawn with the system's font: words matter more than their shape. */
export const loadFont = (): Promise<void> => (loading ??= load());

const load = async (): Promise<void> => {
  const font = new FontFace(fontFamily, `url(${interUrl}) format('woff2')`, { weight: '400 700' });
  try {
    document.fonts.add(await font.load());
  } catch {
    document.fonts.delete(font);
  }
};
