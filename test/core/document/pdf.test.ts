import { expect, test } from 'vitest';
import { undatedPdf } from '#core/document/pdf.ts';

test('a PDF loses the time at which it was made, and nothing else', () => {
  const pdf = (date: string) =>
    Buffer.from(`%PDF-1.4\xe9\xff /CreationDate (D:${date}+00'00')\n/ModDate (D:${date}Z) D:20261130`, 'latin1');
  const made = Buffer.from(undatedPdf(pdf('20261130121314')));
  expect(made).toEqual(pdf('20000101000000'));
  expect(Buffer.from(undatedPdf(pdf('20270101000000')))).toEqual(made);
});
