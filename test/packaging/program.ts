import { FuseV1Options, FuseState, getCurrentFuseWire } from '@electron/fuses';

/** Marks where Electron's program keeps its fuses. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** A stand-in for Electron's program: nothing but its fuses. After the mark come the version, the number of fuses and their states. */
export const makeProgram = (states: string): Buffer =>
  Buffer.concat([Buffer.from(`program ${sentinel}`), Buffer.from([1, states.length]), Buffer.from(`${states} end`)]);

/** The fuses of a program by their names. */
export const statesOf = async (file: string): Promise<Readonly<Record<string, boolean>>> => {
  const wire = Object.entries(await getCurrentFuseWire(file)).filter(([key]) => key !== 'version');
  return Object.fromEntries(wire.map(([fuse, state]) => [FuseV1Options[Number(fuse)]!, (state as unknown) === FuseState.ENABLE]));
};
