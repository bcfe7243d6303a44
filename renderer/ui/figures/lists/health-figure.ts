import { countWriter, percentWriter } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { cardsOf, numbersOf, subjectOf } from '#renderer/model/queries/findings.ts';
import { Pen } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { stepOf } from '#renderer/ui/figures/moment.ts';
import { drawList, type Block } from './list.ts';

/** What is wrong with the run, causes first: since when, and because of which numbers. */
export const healthFigure = async (app: App): Promise<Figure | undefined> => {
  const step = app.playhead.shown?.trace.step;
  const { shape } = app.run;
  if (step === undefined || !shape) return undefined;
  const health = await app.trainer.call('health', step);
  const { words, locale, writers } = app.preferences;
  const count = countWriter(locale);
  const own = words.health;
  const said = { ...writers, percent: percentWriter(locale) };
  const blocks = cardsOf(health.findings).map(({ kind, because, findings }): Block => {
    const each = findings.map((finding) =>
      [
        subjectOf(finding, shape, words),
        numbersOf(finding, words, said),
        own[kind === 'revived' ? 'revivedAt' : 'since'](count(finding.since)),
      ]
        .filter((part) => part !== undefined)
        .join(' · '),
    );
    const { name, means, helps } = own.kinds[kind];
    return { head: name, told: [means, ...each], quiet: [because ? own.because(own.kinds[because].name) : `${own.helps} ${helps}`] };
  });
  const [seen, reached] = [count(health.step), count(health.trainedTo)];
  const healthy: Block = { head: own.healthy(seen, reached), told: [] };
  return {
    name: words.figure.files.health,
    title: own.title,
    note: stepOf(app, step),
    flows: true,
    draw: ({ width, height, letter, palette }) => {
      const pen = new Pen();
      drawList(pen, blocks.length > 0 ? blocks : [healthy], { width, height, letter }, palette);
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['finding', 'since step', 'where', 'numbers', 'because of'],
      ...health.findings.map((finding) => [
        finding.kind,
        finding.since,
        subjectOf(finding, shape, words),
        numbersOf(finding, words, said),
        finding.because,
      ]),
    ],
  };
};
