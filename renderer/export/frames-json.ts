import type { FrameNote } from './sink.ts';

/** `run_00042.png`: the number last and of fixed width, so that names sort as they play. */
export const frameFile = (name: string, index: number, extension = 'png'): string =>
  `${name}_${String(index).padStart(5, '0')}.${extension}`;

export interface FramesHeader {
  readonly name: string;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
}

/** The list of frames. Numbers that JSON cannot write are the strings "NaN", "Infinity", "-Infinity". */
export const framesJson = ({ name, ...header }: FramesHeader, notes: readonly (FrameNote | undefined)[], extension = 'png'): string => {
  const frames = notes.map((note, index) => ({ file: frameFile(name, index, extension), ...note }));
  return JSON.stringify(
    { ...header, frames },
    (_, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value),
    1,
  );
};
