import { undatedPdf } from '#core/document/pdf.ts';
import { loadFont, loadLetters } from '#renderer/export/font.ts';
import { css } from '#renderer/ui/plots/marks.ts';
import { compose, extentOf, svgText, type Lettering } from './compose.ts';
import { csvOf } from './csv.ts';
import type { FigureChoices } from './figure-choices.svelte.ts';
import type { Figure } from './figure.ts';
import { finishedPng } from './finished-png.ts';

export const svgFile = async (figure: Figure, choices: FigureChoices): Promise<string> =>
  svgText(figure, choices, await letteringOf(choices));

/** For the clipboard: what is pasted brings no font, and a browser strips what it says of style. */
export const copiedSvg = async (figure: Figure, choices: FigureChoices): Promise<string> =>
  svgText(figure, choices, { letters: await loadLetters() });

/** What its letters are made of; a preview follows its choices where it waits for nothing else. */
export const letteringOf = async ({ outlined }: FigureChoices): Promise<Lettering> =>
  outlined ? { letters: await loadLetters() } : { font: await loadFont() };

const imageOf = async (figure: Figure, choices: FigureChoices, lettering: Lettering): Promise<HTMLImageElement> => {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(figure, choices, lettering))}`;
  await image.decode();
  return image;
};

/** The pixels of the SVG, as the preview shows it and the command line's Chromium makes them. */
export const pngFile = async (figure: Figure, choices: FigureChoices): Promise<Uint8Array<ArrayBuffer>> => {
  const { across, down } = extentOf(compose(figure, choices).frame, choices);
  const canvas = new OffscreenCanvas(across, down);
  const context = canvas.getContext('2d')!;
  if (!choices.transparent) {
    // Millimetres are rounded: at its rim the picture covers a part of a pixel.
    context.fillStyle = css(choices.palette.background);
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.drawImage(await imageOf(figure, choices, { font: await loadFont() }), 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return finishedPng(new Uint8Array(await blob.arrayBuffer()), choices.sheet.dpi);
};

/** With the mark that tells programs of tables that it is UTF-8. */
export const csvFile = (table: NonNullable<Figure['table']>): Uint8Array => new TextEncoder().encode(`\ufeff${csvOf(table())}`);

/**
 * Has `print` print the page while the figure is alone on it, on paper of its own size: its text is text and its lines are lines. Styles are
 * made by the program: the page's policy lets in none that are written into it.
 */
const printedAlone = async <T>(figure: Figure, choices: FigureChoices, print: () => Promise<T>): Promise<T> => {
  const { width, height } = extentOf(compose(figure, choices).frame, choices);
  const image = await imageOf(figure, choices, { ...(await letteringOf(choices)), printed: true });
  image.className = 'printed-figure';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page{size:${width}mm ${height}mm;margin:0}
    .printed-figure{display:none}
    @media print{html,body{margin:0;height:auto;overflow:visible;background:none}body>:not(.printed-figure){display:none!important}
    .printed-figure{display:block;width:${width}mm;height:${height}mm}}`);
  document.adoptedStyleSheets.push(sheet);
  document.body.append(image);
  try {
    return await print();
  } finally {
    image.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  }
};

/** Opens the print dialog: there it is saved as PDF. */
export const printFigure = (figure: Figure, choices: FigureChoices): Promise<void> =>
  printedAlone(
    figure,
    choices,
    () =>
      new Promise((resolve) => {
        window.addEventListener('afterprint', () => resolve(), { once: true });
        window.print();
      }),
  );

/** By a host that writes PDFs itself. */
export const pdfFile = async (figure: Figure, choices: FigureChoices, printToPdf: () => Promise<Uint8Array>): Promise<Uint8Array> =>
  undatedPdf(await printedAlone(figure, choices, printToPdf));
