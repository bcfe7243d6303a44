import { loadFont } from '#renderer/export/font.ts';
import { svgText } from './compose.ts';
import { csvOf } from './csv.ts';
import type { FigureChoices } from './figure-choices.svelte.ts';
import type { Figure } from './figure.ts';
import { finishedPng } from './finished-png.ts';

export const svgFile = async (figure: Figure, choices: FigureChoices): Promise<string> => svgText(figure, choices, await loadFont());

const imageOf = async (figure: Figure, choices: FigureChoices): Promise<HTMLImageElement> => {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svgFile(figure, choices))}`;
  await image.decode();
  return image;
};

/** The pixels of the SVG, as the preview shows it and the command line's Chromium makes them. */
export const pngFile = async (figure: Figure, choices: FigureChoices): Promise<Uint8Array<ArrayBuffer>> => {
  const { width, height, resolution } = choices.stage;
  const canvas = new OffscreenCanvas(Math.round(width * resolution), Math.round(height * resolution));
  canvas.getContext('2d')!.drawImage(await imageOf(figure, choices), 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return finishedPng(new Uint8Array(await blob.arrayBuffer()), choices.sheet.dpi);
};

/** With the mark that tells programs of tables that it is UTF-8. */
export const csvFile = (table: NonNullable<Figure['table']>): Uint8Array => new TextEncoder().encode(`\ufeff${csvOf(table())}`);

/**
 * Opens the print dialog with the figure alone on a page of its own size: there it is saved as PDF, its text text and its lines lines. Styles are
 * made by the program: the page's policy lets in none that are written into it.
 */
export const printFigure = async (figure: Figure, choices: FigureChoices): Promise<void> => {
  const { width, height } = choices.sheet;
  const image = await imageOf(figure, choices);
  image.className = 'printed-figure';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page{size:${width}mm ${height}mm;margin:0}
    .printed-figure{display:none}
    @media print{html,body{margin:0;height:auto;overflow:visible;background:none}body>:not(.printed-figure){display:none!important}
    .printed-figure{display:block;width:${width}mm;height:${height}mm}}`);
  document.adoptedStyleSheets.push(sheet);
  document.body.append(image);
  const done = (): void => {
    image.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
  window.addEventListener('afterprint', done, { once: true });
  window.print();
};
