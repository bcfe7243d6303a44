import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bounds } from '#core/document/bounds.ts';
import { crcOf } from '#core/document/crc.ts';
import { dictionary } from '#core/document/link-dictionary.ts';
import { isLink, readLink, writeLink } from '#core/document/link.ts';
import { readRunFile } from '#core/spec/run-file.ts';
import { readDocument } from '#core/view/document.ts';
import { languages } from '#core/words/catalogue.ts';
import { sayFailure } from '#core/words/say-failure.ts';
import { soaked } from '#test/soak.ts';
import { goldenRun } from './documents.ts';

const linkOf = (run: string, locked = false): string => {
  const link = writeLink({ run, locked }, 'x');
  if (!link.ok) throw new Error(link.failure.code);
  return link.value;
};
/** A link whose checksum is right, whatever it carries. */
const carrying = (content: Uint8Array): string => {
  const packed = deflateSync(content, { level: 1, dictionary });
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crcOf(content));
  return `#run=${Buffer.concat([crc, packed]).toString('base64url')}`;
};

/** What the person is told of a link; undefined where it opens. */
const told = (text: string): string | undefined => {
  const link = readLink(text);
  const read = link.ok ? readDocument(link.value.run) : link;
  if (read.ok) return undefined;
  for (const language of languages) expect(sayFailure(read.failure, language)).toMatch(/\.$/);
  return read.failure.code === 'bad-document' ? read.failure.problem : read.failure.code;
};

describe('a link', () => {
  test('carries a run with all that stands beside it, and whether it is for a class', () => {
    for (const locked of [false, true])
      expect(readLink(linkOf(goldenRun, locked))).toEqual({ ok: true, value: { run: goldenRun, locked } });
    expect(linkOf(goldenRun)).toMatch(/^#run=[\w-]+$/);
  });

  test('that was sent once is read for good', () => {
    const sent = readFileSync(new URL('../../golden/link-1.txt', import.meta.url), 'utf8');
    expect(readLink(sent)).toEqual({ ok: true, value: { run: goldenRun, locked: true } });
  });

  test('to a small network is short enough for a code', () => {
    const first = readRunFile(readFileSync('assets/examples/first.json', 'utf8'));
    if (!first.ok) throw new Error(first.failure.code);
    expect(linkOf(JSON.stringify(first.value.spec)).length).toBeLessThan(200);
  });

  test('is read as the whole address, from its # on, and without it', () => {
    const link = linkOf(goldenRun, true);
    for (const text of [`https://example.org/retrograd/${link}`, link, link.slice(1), `  ${link}\n`]) {
      expect([isLink(text), readLink(text)]).toEqual([true, { ok: true, value: { run: goldenRun, locked: true } }]);
    }
    for (const text of ['#lesson=5.1.2', 'run.json', '', '#', 'https://example.org/?run=1']) expect(isLink(text)).toBe(false);
  });

  test('that would be too long is refused with its length', () => {
    const noise = Array.from({ length: 12_000 }, (_, index) => Math.sin(index).toString(36).at(-1)).join('');
    expect(writeLink({ run: noise, locked: false }, 'mi red')).toMatchObject({
      ok: false,
      failure: { file: 'mi red', problem: 'long-link', limit: bounds.link.characters },
    });
    expect(told(`#run=${'A'.repeat(9000)}`)).toBe('long-link');
  });

  test('that makes far more of itself is refused', () => {
    for (const size of [bounds.link.bytes + 1, 5_000_000]) {
      const bomb = carrying(new Uint8Array(size).fill(32));
      expect(bomb.length).toBeLessThan(bounds.link.characters);
      expect(told(bomb)).toBe('link');
    }
    expect(writeLink({ run: ' '.repeat(bounds.link.bytes + 1), locked: false }, 'x').ok).toBe(false);
  });
});

const link = linkOf(goldenRun);
const damage = fc.record({ kind: fc.constantFrom('put', 'cut', 'double'), at: fc.nat(link.length), to: fc.nat(400), letter: fc.string() });
const damaged = (text: string, { kind, at, to, letter }: { kind: string; at: number; to: number; letter: string }): string => {
  if (kind === 'put') return text.slice(0, at) + letter + text.slice(at + 1);
  return kind === 'cut' ? text.slice(0, at) + text.slice(at + to) : text.slice(0, at + to) + text.slice(at);
};

test('a damaged link opens as it was or is refused with a sentence, and soon', () => {
  let slowest = 0;
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
      const text = damages.reduce(damaged, link);
      const begun = performance.now();
      const what = told(text);
      slowest = Math.max(slowest, performance.now() - begun);
      // Whoever damages it by chance never makes another run of it.
      if (what === undefined) expect(readLink(text)).toMatchObject({ value: { run: goldenRun } });
    }),
    { numRuns: soaked(7000) },
  );
  expect(slowest).toBeLessThan(2000);
});

test('so is one whose run was damaged before it was packed', () => {
  const bytes = new TextEncoder().encode(goldenRun);
  let slowest = 0;
  fc.assert(
    fc.property(fc.nat(bytes.length), fc.uint8Array({ maxLength: 40 }), fc.nat(40), (at, put, taken) => {
      const text = carrying(Uint8Array.of(...bytes.subarray(0, at), ...put, ...bytes.subarray(at + taken)));
      const begun = performance.now();
      told(text);
      slowest = Math.max(slowest, performance.now() - begun);
    }),
    { numRuns: soaked(3000) },
  );
  expect(slowest).toBeLessThan(2000);
});
