import type { Language } from '#core/words/catalogue.ts';
import { manual } from '#core/words/cli/manual.ts';
import type { Block } from './manual.ts';

/** The manual's blocks as text for a terminal, as a page of Markdown and as a manual page. */

const width = 100;

/** Words in lines of so many letters; a word that is longer has a line of its own. */
const wrapped = (text: string, indent: string): string[] => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && indent.length + line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `${indent}${line}`);
};

const textOf = (block: Block): string[] => {
  switch (block.kind) {
    case 'heading':
      return [`${block.text}:`];
    case 'text':
      return wrapped(block.text, '');
    case 'code':
      return block.lines.map((line) => `  ${line}`);
    case 'list': {
      const terms = block.items.map(([term]) => term.length);
      const column = Math.min(32, Math.max(...terms)) + 4;
      return block.items.flatMap(([term, text]) => {
        const lines = wrapped(text, ' '.repeat(column));
        // A long term has a line of its own.
        if (term.length + 4 > column) return [`  ${term}`, ...lines];
        return [`  ${term.padEnd(column - 2)}${lines[0]!.slice(column)}`, ...lines.slice(1)];
      });
    }
  }
};

export const asText = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block, i) => [...(i === 0 || blocks[i - 1]!.kind === 'heading' ? [] : ['']), ...textOf(block)])
    .map((line) => `${line}\n`)
    .join('');

/** What Markdown would take for its own. */
const escaped = (text: string): string => text.replace(/[\\*<>]/g, '\\$&');

const markdownOf = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.text}`;
    case 'text':
      return escaped(block.text);
    case 'code':
      return ['```sh', ...block.lines, '```'].join('\n');
    case 'list':
      return block.items.map(([term, text]) => `- \`${term}\`: ${escaped(text)}`).join('\n');
  }
};

export const asMarkdown = (blocks: readonly Block[], language: Language): string =>
  `${[`# ${manual[language].title}`, ...blocks.map(markdownOf)].join('\n\n')}\n`;

/** What troff would take for its own. */
const roff = (text: string): string => {
  const bare = text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return /^[.']/.test(bare) ? `\\&${bare}` : bare;
};

const roffOf = (block: Block): string[] => {
  switch (block.kind) {
    case 'heading':
      return [`.S${block.level === 3 ? 'S' : 'H'} ${roff(block.text)}`];
    case 'text':
      return ['.PP', roff(block.text)];
    case 'code':
      return ['.PP', '.nf', ...block.lines.map((line) => `    ${roff(line)}`), '.fi'];
    case 'list':
      return block.items.flatMap(([term, text]) => ['.TP', `\\fB${roff(term)}\\fR`, roff(text)]);
  }
};

/** A manual page of section 1, for `man`; it has no date, so that the same source gives the same page. */
export const asManualPage = (blocks: readonly Block[], language: Language): string => {
  const { headings, summary } = manual[language];
  const head = ['.TH RETROGRAD 1 "" Retrograd', `.SH ${headings.names}`, `retrograd \\- ${roff(summary)}`];
  return `${[...head, ...blocks.flatMap(roffOf)].join('\n')}\n`;
};
