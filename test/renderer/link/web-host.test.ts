import { expect, test } from 'vitest';
import { readFile } from '#renderer/link/web-host.ts';

test('a file that the browser cannot read, such as a folder that was dropped, is told by its name', async () => {
  const folder = {
    name: 'runs',
    arrayBuffer: () => Promise.reject(new DOMException('it is a folder', 'NotFoundError')),
  } as unknown as File;
  await expect(readFile(folder)).rejects.toMatchObject({ failure: { code: 'file-unreadable', file: 'runs', reason: 'it is a folder' } });
  expect(await readFile(new File(['1,2'], 'own.csv'))).toEqual({ name: 'own.csv', bytes: new TextEncoder().encode('1,2') });
});
