import { loadFont } from '#renderer/export/font.ts';
import { Stage } from '#renderer/stage/stage.ts';
import { compose, svgText } from './compose.ts';
import { csvOf } from './csv.ts';
import type { FigureChoices } from './figure-choices.svelte.ts';
import type { Figure } from './figure.ts';
import { finishedPng } from './finished-png.ts';

export const svgFile = async (figure: Figure, choices: FigureChoices): Promise<string> => svgText(figure, choices, await loadFont());

/** Drawn by the stage, as every exported frame is. */
export const pngFile = async (figure: Figure, choices: FigureChoices): Promise<Uint8Array<ArrayBuffer>> => {
  const { width, height, resolution } = choices.stage;
  const { transparent } = choices;
  const stage = await Stage.create({ width, height, resolution, transparent });
  try {
    stage.draw(compose(figure, choices).frame);
    const blob = await new Promise<Blob>((resolve, reject) =>
      stage.canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('no picture was made'))), 'image/png'),
    );
    return finishedPng(new Uint8Array(await blob.arrayBuffer()), choices.sheet.dpi);
  } finally {
    stage.destroy();
  }
};

/** With the mark that tells programs of tables that it is UTF-8. */
export const csvFile = (table: NonNullable<Figure['table']>): Uint8Array => new TextEncoder().encode(`\ufeff${csvOf(table())}`);

/**
 * Opens the print dialog with the figure alone on a page of its own size: there it is saved as PDF, its text text and its lines lines. Styles are
 * made by the program: the page's policy lets in none that are written into it.
 */
export const printFigure = async (figure: Figure, choices: FigureChoices): Promise<void> => {
  const { width, height } = choices.sheet;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svgFile(figure, choices))}`;
  image.className = 'printed-figure';
  await image.decode();
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
