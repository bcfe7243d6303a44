import { FailureError, ok, type Result } from '#core/contract/failure.ts';
import { GrowingFile as DiskFile } from '#core/disk/growing-file.ts';
import type { GrowingFile } from '#core/protocol/host.ts';

/** What is being written: it goes where the person stops the program. */
const growing = new Set<DiskFile>();

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const stop = (signal: NodeJS.Signals): void => {
  void Promise.all([...growing].map((file) => file.abort())).finally(() => {
    listen('off');
    process.kill(process.pid, signal);
  });
};
const listen = (how: 'on' | 'off'): void => signals.forEach((signal) => process[how](signal, stop));

/** Opens a file on the disk that has its name when it is whole; whatever ends the program before leaves nothing of it. */
export const growsOn = async (file: string): Promise<Result<GrowingFile>> => {
  const opened = await DiskFile.open({ file, backup: true });
  if (!opened.ok) return opened;
  const disk = opened.value;
  if (growing.size === 0) listen('on');
  growing.add(disk);
  const ended = (): void => {
    growing.delete(disk);
    if (growing.size === 0) listen('off');
  };
  return ok({
    name: file,
    write: async (bytes, at) => done(await disk.write(bytes, at)),
    close: async () => {
      ended();
      done(await disk.close());
    },
    abort: async () => {
      ended();
      await disk.abort();
    },
  });
};

const done = (result: Result<void>): void => {
  if (!result.ok) throw new FailureError(result.failure);
};
