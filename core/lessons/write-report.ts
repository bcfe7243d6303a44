import type { Words } from '#core/words/catalogue.ts';
import type { Report, ReportedBeat } from './report.ts';

type ReportWords = Words['learning']['report'];

/** A report as Markdown. */
export const writeReport = (report: Report, words: ReportWords): string => {
  const lessons = report.lessons.flatMap(({ title, seen, beats, open, wrote }) => [
    `## ${escaped(title)}`,
    ...(seen ? beats.flatMap((beat) => beatBlocks(beat, words)) : [`*${words.unopened}*`]),
    ...(open.length > 0 ? [...open.map((line) => `**${escaped(line)}**`), wrote === '' ? `*${words.nothing}*` : quoted(wrote)] : []),
  ]);
  return [`# ${words.title}: ${escaped(report.title)}`, words.score(report.right, report.asked), ...lessons].join('\n\n') + '\n';
};

const beatBlocks = (beat: ReportedBeat, words: ReportWords): readonly string[] => [
  ...beat.says.map(escaped),
  ...(beat.asks === undefined ? [] : [`**${escaped(beat.asks)}**`, answerLines(beat, words)]),
  ...(beat.task === undefined ? [] : [`**${escaped(beat.task)}**`, `- ${words[beat.done ?? 'undone']}`]),
];

/** What is told of an answer, in order. */
export const answersOf = ({ predicted, answered, outcome }: ReportedBeat, words: ReportWords): readonly (readonly [string, string])[] =>
  (
    [
      [words.predicted, predicted],
      [words.answered, answered],
      [words.outcome, outcome],
    ] as const
  ).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));

const answerLines = (beat: ReportedBeat, words: ReportWords): string => {
  const lines = answersOf(beat, words).map(([name, value]) => `- ${name}: ${escaped(value)}`);
  return lines.length > 0 ? lines.join('\n') : `- ${words.unanswered}`;
};

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${escaped(line)}`.trimEnd())
    .join('\n');

/** Text stays text: what Markdown or HTML would read is written with a backslash. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_[\]<>#]/g, String.raw`\$&`);
