import type { Colour } from '#renderer/picture/frame.ts';

type Value = string | number | undefined;

/** An element of SVG as text. What is undefined is left out; numbers are shortened. */
export const element = (name: string, attributes: Readonly<Record<string, Value>>, content: string | readonly string[] = ''): string => {
  const inner = typeof content === 'string' ? content : content.join('');
  let head = `<${name}`;
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined) head += ` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`;
  }
  return inner === '' ? `${head}/>` : `${head}>${inner}</${name}>`;
};

/** Elements that belong together, a line each; nothing where there are none. */
export const group = (attributes: Readonly<Record<string, Value>>, elements: readonly string[]): string =>
  elements.length === 0 ? '' : element('g', attributes, `\n${elements.join('\n')}\n`);

/** Hundredths of a stage unit are finer than any print; so short, a number has the same digits in every engine. */
export const short = (value: number): string => String(Math.round(value * 100) / 100 + 0);

export const points = (values: readonly number[]): string => values.map(short).join(' ');

/** What an attribute of opacity says; nothing where all is seen. */
export const opacity = (alpha: number): string | undefined =>
  alpha >= 1 ? undefined : String(Math.round(Math.max(alpha, 0) * 1000) / 1000);

export const hex = (colour: Colour): string => `#${colour.toString(16).padStart(6, '0')}`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// XML has no place for control characters, not even by their numbers.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

export const escaped = (text: string): string => text.replace(forbidden, '').replace(/[&<>"]/gu, (character) => entities[character]!);
