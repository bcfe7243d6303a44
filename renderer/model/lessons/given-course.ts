import type { OpenedFile } from '#core/protocol/host.ts';
import type { Folder } from '#renderer/link/folder.ts';

/** A course as somebody gave it: a .zip, or a folder. */
export type GivenCourse = OpenedFile | Folder;
