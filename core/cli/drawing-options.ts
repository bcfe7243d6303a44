import { phases as allPhases } from '#core/contract/position.ts';
import { limits } from '#core/spec/methods.ts';
import type { Spot, Stretch } from '#core/view/drawing.ts';
import { extras, stillExtras, type Extra, type Ground, paperIds } from '#core/view/figures.ts';
import { filmForms, type FilmForm } from '#core/view/filming.ts';
import type { CliWords } from '#core/words/cli/cli.ts';
import { filmFormOf, readPace, readPhases, readSize } from './film/options.ts';

/** What a picture's options say, read from what is typed. */

interface Drawing {
  readonly name: 'render' | 'storyboard';
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly every: number;
  readonly at: string | undefined;
  readonly marks: boolean;
  readonly theme: string;
  readonly with: string;
  readonly size: string | undefined;
  readonly each?: string | undefined;
  readonly points?: number | undefined;
  readonly phases?: string | undefined;
  readonly pace?: string | undefined;
  readonly fps?: number | undefined;
  readonly clips?: string | undefined;
  readonly captions?: boolean;
  readonly outlined: boolean;
  readonly out: string | undefined;
}

/** What files can be, by how they end. */
const endings = ['svg', 'pdf', 'png', 'tex', 'csv'] as const;
export type Ending = (typeof endings)[number];

/** Of the file that is asked for; SVG goes to standard output too. */
export const endingOf = (out: string | undefined): Ending | undefined =>
  out === undefined ? 'svg' : endings.find((ending) => out.toLowerCase().endsWith(`.${ending}`));

/** `2`, `2:backward.1.0`, several of them behind commas; undefined where one is none of these. */
export const readPlaces = (text: string): readonly Stretch[] | undefined => {
  const all = text.split(',').map((one): Stretch | undefined => {
    const [, digits, phase, layer, unit] = /^(\d+)(?::([a-z]+)(?:\.(\d+)(?:\.(\d+))?)?)?$/.exec(one) ?? [];
    const known = phase === undefined ? undefined : (['start', ...allPhases] as const).find((name) => name === phase);
    const step = Number(digits);
    if (digits === undefined || (phase !== undefined && known === undefined) || step > limits.steps) return undefined;
    const number = (of: string | undefined): number | undefined => (of === undefined ? undefined : Number(of));
    const spot: Spot | undefined = known && { phase: known, layer: number(layer), unit: number(unit) };
    return { from: step, to: step, every: 1, spot };
  });
  return all.every((one) => one !== undefined) ? all : undefined;
};

const grounds: Readonly<Record<string, Ground>> = { light: 'light', dark: 'dark', 'clear-light': 'clearLight', 'clear-dark': 'clearDark' };

/** A ground by its name, or a colour of one's own as `#RRGGBB`. */
export const readGround = (text: string): { readonly ground: Ground; readonly colour?: number } | undefined => {
  if (/^#[0-9a-f]{6}$/i.test(text)) return { ground: 'own', colour: Number.parseInt(text.slice(1), 16) };
  const ground = Object.hasOwn(grounds, text) ? grounds[text] : undefined;
  return ground && { ground };
};

/** The parts around a picture, or `none`. */
export const readParts = (text: string): readonly Extra[] | undefined => {
  if (text === 'none') return [];
  const parts = text.split(',').map((one) => extras.find((extra) => extra === one));
  return parts.every((part) => part !== undefined) ? parts : undefined;
};

/** How a step is called in the help. */
const valueOfStep = 'K';

/** What is wrong with the options of a picture or a film. */
export const oddDrawing = (drawing: Drawing, words: CliWords): string | undefined => {
  const { name, from = 0, to, every, at, marks, theme, with: parts, out } = drawing;
  const named = Object.entries({ to, at, marks: marks || undefined }).filter(([, value]) => value !== undefined);
  if (named.length > 1) return words.goesWithOther(`--${named[0]![0]}`, `--${named[1]![0]}`);
  if (to === undefined && (drawing.from !== undefined || every !== 1)) return words.needsOption('--to', valueOfStep);
  if (to !== undefined && to < from) return words.notWhole('--to', String(to), from, limits.steps);
  if (at !== undefined && !readPlaces(at)) return words.notPlaces(at);
  if (!readGround(theme)) return words.needsChoice('--theme', [...Object.keys(grounds), '#RRGGBB']);
  if (!readParts(parts)) return words.needsChoice('--with', [...extras, 'none']);
  const form = filmFormOf(out);
  const ending = endingOf(out);
  const pictures: readonly string[] = name === 'storyboard' ? endings.slice(0, 3) : endings;
  const films: readonly string[] = name === 'storyboard' ? ['pptx'] : [...filmForms.filter((one) => one !== 'pptx'), 'folder'];
  if (form === undefined ? ending === undefined || !pictures.includes(ending) : !films.includes(form))
    return words.needsEnding([...pictures, ...films.filter((one) => one !== 'folder')].map((one) => `.${one}`));
  return form === undefined ? oddPicture(drawing, words) : oddFilm(drawing, form, words);
};

const oddPicture = ({ size, outlined, phases, pace, fps, clips, captions, out }: Drawing, words: CliWords): string | undefined => {
  if (outlined && !['svg', 'pdf'].includes(endingOf(out)!)) return words.goesWith('--outlined', letterings);
  if (size !== undefined && !paperIds.some((paper) => paper === size)) return words.needsChoice('--size', paperIds);
  const option = Object.entries({ phases, pace, fps, clips, captions }).find(([, value]) => value !== undefined && value !== false);
  return option && words.goesWith(`--${option[0]}`, '--out .webm, .mp4, .gif, .zip');
};

/** Files of pictures that do not move. */
const stills = '--out .svg, .pdf, .png, .tex';
/** Those with letters of their own. */
const letterings = '--out .svg, .pdf';

const oddFilm = (drawing: Drawing, form: FilmForm, words: CliWords): string | undefined => {
  const { size, marks, each, points, outlined, phases, pace, fps, clips, theme, out } = drawing;
  const colours = Object.keys(grounds);
  if (!Object.hasOwn(grounds, theme)) return words.needsChoice('--theme', form === 'mp4' ? colours.slice(0, 2) : colours);
  const plays = form === 'mp4' || (form === 'pptx' && pace !== undefined);
  if (plays && theme.startsWith('clear')) return words.needsChoice('--theme', colours.slice(0, 2));
  if (size !== undefined && !readSize(size)) return words.needsChoice('--size', [...paperIds, '1280x720']);
  if (points !== undefined) return words.goesWith('--points', stills);
  if (outlined) return words.goesWith('--outlined', letterings);
  const still = readParts(drawing.with)!.find((part) => stillExtras.includes(part));
  if (still !== undefined) return words.goesWith(`--with ${still}`, stills);
  if (phases !== undefined && !readPhases(phases)) return words.needsChoice('--phases', allPhases);
  if (phases !== undefined && (marks || each !== undefined)) return words.goesWithOther('--phases', marks ? '--marks' : '--each');
  if (form === 'pptx' && fps !== undefined && pace === undefined) return words.goesWith('--fps', '--pace');
  if (pace !== undefined && readPace(pace) === undefined) return words.needsChoice('--pace', ['reading', 'finished', '0.05–120']);
  return clips !== undefined && !out!.includes('%') ? words.needsNumber(out!) : undefined;
};
