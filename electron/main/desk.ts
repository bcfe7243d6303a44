import type { BrowserWindow } from 'electron';
import type { MenuGroup, WorkState } from '#core/protocol/host.ts';
import { backupOf } from './backups.ts';

/** The windows that are open, and what is known of the work in each. */
export interface Place {
  readonly window: BrowserWindow;
  /** Its backup. */
  backup: string;
  /** What its page last said. */
  work: WorkState | undefined;
  /** Its menu bar, as its page describes it. */
  menu: readonly MenuGroup[];
  /** Its page does not answer, or is gone. */
  dead: boolean;
  /** The person was asked, and lets it go. */
  leaves: boolean;
  /** The person closed it: it is not to come back. */
  closed: boolean;
  /** Its page has heard that it is to close. */
  hears: boolean;
  /** Files that it is to open once its page listens. */
  readonly given: string[];
  /** Whether its page listens. */
  listens: boolean;
}

const places = new Map<BrowserWindow, Place>();
/** All windows are to close, and come back at the next start. */
let quits = false;
let heard: () => void = () => undefined;

export const allPlaces = (): readonly Place[] => [...places.values()];
/** Every window that sends something was entered, and has not closed. */
export const deskOf = (window: BrowserWindow): Place => places.get(window)!;

export const willQuit = (): void => {
  quits = true;
};

/** Adds a window; `ask` has its page ask what becomes of its work. */
export const enter = (window: BrowserWindow, backup: string, ask: () => void): Place => {
  const place: Place = {
    window,
    backup,
    work: undefined,
    menu: [],
    dead: false,
    leaves: false,
    closed: false,
    hears: false,
    given: [],
    listens: false,
  };
  places.set(window, place);
  window.on('close', (event) => {
    place.closed = !mustAsk(place);
    if (place.closed) return;
    event.preventDefault();
    quits = false;
    ask();
  });
  window.on('closed', () => {
    places.delete(window);
    // What the last window had comes back at the next start, and what all had when the program ends.
    if (place.closed && !quits && places.size > 0 && !place.dead) void backupOf(place.backup).drop();
    heard();
  });
  return place;
};

/** Whether closing would lose something that nobody decided about. */
const mustAsk = ({ work, dead, leaves }: Place): boolean => {
  if (leaves || dead || !work) return false;
  return work.wouldLose || (work.edited && !quits && places.size > 1);
};

export const note = (place: Place, work: WorkState): void => {
  place.work = work;
  place.dead = false;
  heard();
};

/** Settles once every window has said what it has, or after so many milliseconds. */
export const allHeard = async (patience: number): Promise<void> => {
  const all = (): boolean => allPlaces().every(({ work }) => work !== undefined);
  const end = Date.now() + patience;
  while (!all() && Date.now() < end) {
    await new Promise<void>((resolve) => {
      heard = resolve;
      setTimeout(resolve, end - Date.now());
    });
  }
};
