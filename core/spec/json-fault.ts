/** A place in a text, both counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a text stops being JSON. Engines word their errors differently and most leave the place out, so a refused text is scanned
 * once more. No recursion: any depth of nesting is read.
 */
export const jsonFaultAt = (text: string): TextPlace => placeAt(text, faultOffset(text));

/** Far deeper than any run description; engines take seconds over millions of brackets. */
const deepest = 1000;

/** Where lists and objects are nested too deep to be a run description; undefined where they are not. */
export const tooDeepAt = (text: string): TextPlace | undefined => {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === backslash) i++;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (code === openBracket || code === openBrace) {
      if (++depth > deepest) return placeAt(text, i);
    } else if (code === closeBracket || code === closeBrace) depth--;
  }
  return undefined;
};

const [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

const placeAt = (text: string, offset: number): TextPlace => {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return { line, column: offset - lineStart + 1 };
};

type Awaited = 'value' | 'first-item' | 'key' | 'first-key' | 'colon' | 'comma' | 'end';

const faultOffset = (text: string): number => {
  const open: ('{' | '[')[] = [];
  let awaited: Awaited = 'value';
  let i = 0;
  const afterValue = (): Awaited => (open.length === 0 ? 'end' : 'comma');
  for (;;) {
    i = skipSpace(text, i);
    if (i >= text.length) return text.length;
    const char = text[i]!;
    const inside = open.at(-1);
    const closes = (char === ']' && inside === '[') || (char === '}' && inside === '{');
    if (closes && (awaited === 'first-item' || awaited === 'first-key' || awaited === 'comma')) {
      open.pop();
      awaited = afterValue();
      i++;
    } else if (awaited === 'comma') {
      if (char !== ',') return i;
      awaited = inside === '{' ? 'key' : 'value';
      i++;
    } else if (awaited === 'colon') {
      if (char !== ':') return i;
      awaited = 'value';
      i++;
    } else if (awaited === 'key' || awaited === 'first-key') {
      if (char !== '"') return i;
      const { end, good } = readString(text, i);
      if (!good) return end;
      awaited = 'colon';
      i = end;
    } else if (awaited === 'end') {
      return i;
    } else if (char === '{' || char === '[') {
      open.push(char);
      awaited = char === '{' ? 'first-key' : 'first-item';
      i++;
    } else {
      const { end, good } = char === '"' ? readString(text, i) : readWord(text, i);
      if (!good) return end;
      awaited = afterValue();
      i = end;
    }
  }
};

const skipSpace = (text: string, from: number): number => {
  let i = from;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return i;
};

interface Piece {
  /** Just behind a good piece; the offending place of a bad one. */
  readonly end: number;
  readonly good: boolean;
}

const readString = (text: string, from: number): Piece => {
  let i = from + 1;
  for (; i < text.length; i++) {
    const char = text[i]!;
    if (char === '"') return { end: i + 1, good: true };
    if (char < ' ') return { end: i, good: false };
    if (char !== '\\') continue;
    const escape = text[i + 1] ?? '';
    if (escape === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 2, i + 6))) i += 5;
    else if (escape !== '' && '"\\/bfnrt'.includes(escape)) i += 1;
    else return { end: i, good: false };
  }
  return { end: text.length, good: false };
};

/** A number, or true, false, null. */
const readWord = (text: string, from: number): Piece => {
  let end = from;
  while (end < text.length && /[\w.+-]/.test(text[end]!)) end++;
  const word = text.slice(from, end);
  const good = word === 'true' || word === 'false' || word === 'null' || /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word);
  return { end: good ? end : from, good };
};
