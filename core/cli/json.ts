import type { Json } from '#core/net/trace-json.ts';

/** How much text is gathered before it is passed on. */
const chunkLength = 65_536;

/** A JSON value as text in pieces: a large trace would not fit into one string. */
export function* jsonPieces(value: Json): Generator<string> {
  let text = '';
  for (const token of tokens(value)) {
    text += token;
    if (text.length < chunkLength) continue;
    yield text;
    text = '';
  }
  yield text;
}

function* tokens(value: Json): Generator<string, void, void> {
  if (typeof value !== 'object' || value === null) {
    yield JSON.stringify(value);
  } else if (Array.isArray(value)) {
    // A row of numbers is one token.
    if (typeof value[0] !== 'object') return yield JSON.stringify(value);
    let before = '[';
    for (const item of value as readonly Json[]) {
      yield before;
      yield* tokens(item);
      before = ',';
    }
    yield ']';
  } else {
    let before = '{';
    for (const [key, item] of Object.entries(value)) {
      yield `${before}${JSON.stringify(key)}:`;
      yield* tokens(item);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  }
}
