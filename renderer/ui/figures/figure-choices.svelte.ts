import { extras, leastPoints, type Extra, type Ground, type PaperId } from '#core/view/figures.ts';
import { papers, stageOn } from '#renderer/export/paper.ts';
import { legible, paletteOn, type Palette, type Theme } from '#renderer/picture/palette.ts';
import type { Figure } from './figure.ts';

/** What is chosen for figures; it stays as it was for the next one. */
export class FigureChoices {
  paper = $state<PaperId>('column');
  /** As typed; the paper's own unless said. */
  wantedPoints = $state<number | undefined>(undefined);
  ground = $state<Ground>('light');
  /** Letters of SVG and PDF are outlines. */
  outlined = $state(false);
  colour = $state('#fff8e7');
  has = $state<Readonly<Record<Extra, boolean>>>({
    ...{ title: true, note: true, sentence: false, legend: true, workings: false },
    ...{ zoom: true, views: false },
  });

  readonly points = $derived(Math.max(leastPoints, this.wantedPoints ?? papers[this.paper].points));
  readonly transparent = $derived(this.ground === 'clearLight' || this.ground === 'clearDark');
  readonly palette = $derived.by((): Palette => {
    if (this.ground !== 'own') return paletteOn(this.ground === 'light' || this.ground === 'clearLight' ? 'light' : 'dark', undefined);
    const colour = this.#own;
    const theme: Theme = legible(colour) === 0 ? 'light' : 'dark';
    return paletteOn(theme, colour);
  });
  readonly sheet = $derived({ ...papers[this.paper], points: this.points });
  readonly stage = $derived(stageOn(this.sheet));
  readonly fits = $derived(this.sheet.fits);

  choose(paper: PaperId): void {
    this.paper = paper;
    this.wantedPoints = undefined;
  }

  toggle(extra: Extra): void {
    this.has = { ...this.has, [extra]: !this.has[extra] };
  }

  /** The figure's own ground where it is not the theme's. */
  get ownGround(): number | undefined {
    return this.ground === 'own' ? this.#own : undefined;
  }

  get #own(): number {
    return Number.parseInt(this.colour.slice(1), 16);
  }
}

/** Of the extras, those that this figure has. */
export const extrasOf = ({ note, sentence, names, near = false, beside = false }: Figure): readonly Extra[] => {
  const is: Partial<Record<Extra, boolean>> = {
    ...{ note: note !== undefined, sentence: sentence !== undefined, workings: names !== undefined },
    ...{ zoom: near, views: beside },
  };
  return extras.filter((extra) => is[extra] ?? true);
};

export const figureChoices = new FigureChoices();
