import type { Tool } from '#core/view/tools.ts';
import { isOnlySample } from '#renderer/model/run/only-sample.ts';
import { nextLanguage, type Words } from '#core/words/catalogue.ts';
import type { App } from './app.svelte.ts';
import { canLead, followClicker, followLead } from './lead.ts';

/** In the order of menus and key sheet. */
export const commandGroups = ['time', 'run', 'view', 'present', 'help'] as const;
export type CommandGroup = (typeof commandGroups)[number];

/**
 * Everything a person can make the app do, once: menu, buttons, keys, command palette and key sheet are all read from here.
 * A key is written as `Mod+Shift+P` (Mod: Control, on a Mac Command). Keys of one character without Mod work only while the
 * stage or the timeline has the focus or the network is presented, and can be switched off. Keys of the group `present` mean nothing while it is disabled.
 */
export interface Command {
  readonly keys: readonly string[];
  readonly group: CommandGroup;
  readonly run: (app: App) => void | Promise<void>;
  /** Absent: always. */
  readonly enabled?: (app: App) => boolean;
  /** What a lesson may switch off. */
  readonly needs?: Tool;
  /** While it is disabled its keys mean what they mean without the app. */
  readonly lends?: true;
}

const hasRun = (app: App): boolean => app.run.summary !== undefined;
const isPresenting = ({ presentation }: App): boolean => presentation.on;
/** How many times as many steps of the timeline a key or button shows. */
const zoomStep = 3;
/** How many times as large the network is drawn from closer by. */
const zoomFactor = 1.3;
const isCloser = (app: App): boolean => hasRun(app) && !app.timeWindow.isWhole;
const hasMarks = (app: App): boolean => app.marks.list.length > 0;
/** Of the whole page; a browser does it by itself. */
const zoomsPages = { group: 'view', enabled: ({ host }: App): boolean => host.zoomPages !== undefined, lends: true } as const;
const times = (count: number, act: () => void): void => {
  for (let i = 0; i < count; i++) act();
};

export const commands = {
  ownNetwork: { keys: [], group: 'run', run: (app) => app.ownNetwork(), needs: 'edit' },
  recordLesson: {
    keys: [],
    group: 'run',
    run: async (app) => {
      if (app.recording) return void (app.recording = undefined);
      const { Recorder } = await import('#renderer/model/lessons/recorder.svelte.ts');
      app.recording = new Recorder(app);
    },
    enabled: (app) => hasRun(app) && !app.lesson,
  },
  addScene: { keys: ['g'], group: 'run', run: ({ recording }) => recording?.add(), enabled: ({ recording }) => recording !== undefined },
  openCourse: { keys: [], group: 'run', run: (app) => void (app.dialog = 'own-course') },
  newDocument: { keys: [], group: 'run', run: ({ keeper }) => keeper.documents.begin() },
  newWindow: {
    keys: ['Mod+Shift+N'],
    group: 'run',
    run: ({ host }) => host.newWindow?.(),
    enabled: ({ host }) => host.newWindow !== undefined,
  },
  open: { keys: ['Mod+O'], group: 'run', run: (app) => app.files.open() },
  openRecent: { keys: [], group: 'run', run: (app) => void (app.dialog = 'recent') },
  save: { keys: ['Mod+S'], group: 'run', run: async ({ keeper }) => void (await keeper.documents.save()), enabled: hasRun },
  saveAs: { keys: ['Mod+Shift+S'], group: 'run', run: async ({ keeper }) => void (await keeper.documents.saveAs()), enabled: hasRun },
  saveRun: { keys: [], group: 'run', run: (app) => app.files.save(), enabled: hasRun },
  revert: {
    keys: [],
    group: 'run',
    run: ({ keeper }) => keeper.documents.revert(),
    enabled: ({ keeper }) => keeper.documents.current !== undefined && keeper.isEdited,
  },
  restart: { keys: ['Mod+R'], group: 'run', run: (app) => app.session.restart(), enabled: hasRun },
  startAfresh: { keys: [], group: 'run', run: ({ keeper }) => keeper.startAfresh(), enabled: hasRun },
  bringBack: { keys: [], group: 'run', run: ({ keeper }) => keeper.bringBack(), enabled: ({ keeper }) => keeper.replaced !== undefined },
  train: {
    keys: ['Mod+Enter'],
    group: 'run',
    run: ({ run }) => (run.training ? run.pause() : run.train(run.goal > run.trainedTo ? run.goal : run.goal * 2)),
    // A run that has stopped early goes no further.
    enabled: (app) => hasRun(app) && !app.run.early,
    needs: 'train',
  },
  share: { keys: [], group: 'run', run: (app) => void (app.dialog = 'share'), enabled: hasRun },
  export: { keys: ['Mod+E'], group: 'run', run: (app) => void (app.dialog = 'export'), enabled: hasRun },

  lead: { keys: ['Space'], group: 'time', run: followLead, enabled: canLead },
  play: { keys: ['k'], group: 'time', run: ({ playhead }) => playhead.toggle(), enabled: hasRun },
  playBack: { keys: ['j'], group: 'time', run: ({ playhead }) => playhead.shuttle(-1), enabled: hasRun },
  playForward: { keys: ['l'], group: 'time', run: ({ playhead }) => playhead.shuttle(1), enabled: hasRun },
  forward: { keys: ['ArrowRight'], group: 'time', run: ({ playhead }) => playhead.forward(undefined, true), enabled: hasRun },
  back: { keys: ['ArrowLeft'], group: 'time', run: ({ playhead }) => playhead.back(), enabled: hasRun },
  forwardTen: { keys: ['Shift+ArrowRight'], group: 'time', run: ({ playhead }) => times(10, () => playhead.forward()), enabled: hasRun },
  backTen: { keys: ['Shift+ArrowLeft'], group: 'time', run: ({ playhead }) => times(10, () => playhead.back()), enabled: hasRun },
  forwardEpoch: {
    keys: ['Mod+ArrowRight', 'Alt+ArrowRight'],
    group: 'time',
    run: ({ playhead }) => playhead.forward('epoch'),
    enabled: hasRun,
  },
  backEpoch: { keys: ['Mod+ArrowLeft', 'Alt+ArrowLeft'], group: 'time', run: ({ playhead }) => playhead.back('epoch'), enabled: hasRun },
  coarser: { keys: ['ArrowUp'], group: 'time', run: ({ playhead }) => playhead.coarser(1), enabled: hasRun },
  finer: { keys: ['ArrowDown'], group: 'time', run: ({ playhead }) => playhead.coarser(-1), enabled: hasRun },
  home: { keys: ['Home'], group: 'time', run: ({ playhead }) => playhead.home(), enabled: hasRun },
  end: { keys: ['End'], group: 'time', run: ({ playhead }) => playhead.end(), enabled: hasRun },
  timeCloser: {
    keys: ['Shift+ArrowUp'],
    group: 'time',
    run: (app) => app.timeWindow.zoom(1 / zoomStep, app.playhead.step),
    enabled: hasRun,
  },
  timeFurther: {
    keys: ['Shift+ArrowDown'],
    group: 'time',
    run: (app) => app.timeWindow.zoom(zoomStep, app.playhead.step),
    enabled: isCloser,
  },
  goToStep: { keys: ['Mod+G'], group: 'time', run: (app) => void (app.dialog = 'go-to-step'), enabled: hasRun },

  loopStart: { keys: ['i'], group: 'time', run: ({ playhead }) => playhead.loopFrom(), enabled: hasRun },
  loopEnd: { keys: ['o'], group: 'time', run: ({ playhead }) => playhead.loopTo(), enabled: hasRun },
  clearLoop: {
    keys: ['Mod+Shift+X'],
    group: 'time',
    run: ({ playhead }) => playhead.clearLoop(),
    enabled: ({ playhead }) => playhead.loop !== undefined,
  },
  mark: { keys: ['m'], group: 'time', run: (app) => app.mark(), enabled: hasRun },
  nextMark: { keys: ['Mod+Shift+ArrowRight'], group: 'time', run: (app) => app.goToMark(1), enabled: hasMarks },
  previousMark: { keys: ['Mod+Shift+ArrowLeft'], group: 'time', run: (app) => app.goToMark(-1), enabled: hasMarks },

  practise: {
    keys: [],
    group: 'run',
    // Whoever works out nothing by hand fetches nothing of it.
    run: async (app) => (app.practice ? app.practice.leave() : (await import('#renderer/model/drills/practise.ts')).practise(app)),
    enabled: (app) => hasRun(app) && app.lesson === undefined,
  },
  compareRuns: { keys: [], group: 'run', run: (app) => app.compare(), enabled: hasRun, needs: 'compare' },
  undo: { keys: ['Mod+Z'], group: 'run', run: ({ draft }) => draft.undo(), enabled: ({ draft }) => draft.canUndo, needs: 'edit' },
  redo: {
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    group: 'run',
    run: ({ draft }) => draft.redo(),
    enabled: ({ draft }) => draft.canRedo,
    needs: 'edit',
  },

  zoomIn: { keys: ['+'], group: 'view', run: ({ camera }) => camera.zoomBy(zoomFactor), enabled: hasRun },
  zoomOut: { keys: ['-'], group: 'view', run: ({ camera }) => camera.zoomBy(1 / zoomFactor), enabled: hasRun },
  zoomWhole: { keys: ['0'], group: 'view', run: ({ camera }) => camera.whole(), enabled: hasRun },
  unitSurfaces: { keys: ['d'], group: 'view', run: (app) => void (app.unitSurfaces = !app.unitSurfaces), enabled: hasRun },
  release: {
    keys: ['Escape'],
    group: 'view',
    run: ({ presentation, layout, selection }) => {
      if (presentation.on) presentation.leave();
      else if (layout.large) layout.large = undefined;
      else selection.clear();
    },
    enabled: ({ presentation, layout, selection }) => presentation.on || layout.large !== undefined || selection.selected !== undefined,
  },
  theme: { keys: ['Mod+Shift+L'], group: 'view', run: ({ preferences }) => void (preferences.theme = preferences.dark ? 'light' : 'dark') },
  language: {
    keys: ['Mod+Shift+E'],
    group: 'view',
    run: ({ preferences }) => void (preferences.language = nextLanguage(preferences.language)),
  },

  thumbnails: {
    keys: ['Mod+Shift+M'],
    group: 'view',
    run: ({ preferences }) => void (preferences.thumbnails = !preferences.thumbnailsShown),
    // Thumbnails show the plane of the inputs: of more than two they would show little of what the network says.
    enabled: ({ run }) => (run.spec?.network.inputs ?? Infinity) <= 2 && !isOnlySample(run.summary?.data),
  },

  readingPace: { keys: [], group: 'time', run: ({ preferences }) => void (preferences.readingPace = !preferences.readingPace) },
  phasePauses: {
    keys: [],
    group: 'time',
    run: ({ preferences }) => void (preferences.phasePauses = !preferences.phasePauses),
    enabled: ({ preferences }) => preferences.readingPace,
  },

  pageLarger: { ...zoomsPages, keys: ['Mod++', 'Mod+=', 'Mod+Shift++'], run: ({ host }) => host.zoomPages?.('larger') },
  pageSmaller: { ...zoomsPages, keys: ['Mod+-'], run: ({ host }) => host.zoomPages?.('smaller') },
  pageUsual: { ...zoomsPages, keys: ['Mod+0'], run: ({ host }) => host.zoomPages?.('usual') },

  preferences: { keys: ['Mod+,'], group: 'view', run: (app) => void (app.dialog = 'preferences') },

  fullScreen: {
    keys: ['F11'],
    group: 'view',
    run: (app) => app.screen.fill(!app.screen.full),
  },

  editorPanel: { keys: ['Mod+B'], group: 'view', run: ({ layout }) => layout.toggle('editor'), needs: 'edit' },
  detailPanel: { keys: ['Mod+Shift+B'], group: 'view', run: ({ layout }) => layout.toggle('detail') },
  trainingTrack: { keys: ['t'], group: 'view', run: ({ layout }) => layout.toggle('training'), enabled: hasRun },
  learn: { keys: ['Mod+Shift+K'], group: 'help', run: (app) => void (app.dialog = 'learn') },
  welcome: { keys: [], group: 'help', run: (app) => app.start() },
  bottomPanel: { keys: ['Mod+J'], group: 'view', run: ({ layout }) => layout.toggle('bottom') },
  formulas: { keys: ['Mod+Shift+F'], group: 'view', run: ({ layout }) => layout.toggle('formulas'), needs: 'formulas' },
  firstView: { keys: ['Mod+Shift+D'], group: 'view', run: ({ layout }) => layout.toggle('first') },
  largeView: { keys: ['Mod+Shift+Enter'], group: 'view', run: ({ layout }) => layout.enlarge(layout.large ?? 'first') },
  resetLayout: { keys: [], group: 'view', run: ({ layout }) => layout.reset() },

  present: {
    keys: ['F5'],
    group: 'present',
    run: ({ presentation }) => (presentation.on ? presentation.leave() : presentation.start()),
    enabled: hasRun,
  },
  nextPoint: { keys: ['PageDown'], group: 'present', run: (app) => followClicker(app, 1), enabled: isPresenting },
  previousPoint: { keys: ['PageUp'], group: 'present', run: (app) => followClicker(app, -1), enabled: isPresenting },
  largeFormula: {
    keys: ['f'],
    group: 'present',
    run: ({ presentation }) => presentation.toggle('formula'),
    enabled: isPresenting,
    needs: 'formulas',
  },
  besideView: { keys: ['v'], group: 'present', run: ({ presentation }) => presentation.toggle('view'), enabled: isPresenting },
  nextView: { keys: ['n'], group: 'present', run: ({ presentation }) => presentation.nextView(), enabled: isPresenting },
  black: { keys: ['b', '.'], group: 'present', run: ({ presentation }) => void (presentation.blank = 'black'), enabled: isPresenting },
  white: { keys: ['w', ','], group: 'present', run: ({ presentation }) => void (presentation.blank = 'white'), enabled: isPresenting },

  keys: { keys: ['?'], group: 'help', run: (app) => void (app.dialog = 'keys') },
  // A browser may keep the first for a private window; no browser keeps the second from a page.
  palette: { keys: ['Mod+Shift+P', 'Mod+K'], group: 'help', run: (app) => void (app.dialog = 'commands') },
  glossary: { keys: ['F1'], group: 'help', run: (app) => app.explainTerm() },
  openLogs: {
    keys: [],
    group: 'help',
    run: ({ host }) => host.openLogs?.(),
    enabled: ({ host }) => host.openLogs !== undefined,
  },
  about: { keys: [], group: 'help', run: (app) => void (app.dialog = 'about') },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;
export const commandIds = Object.keys(commands) as CommandId[];
export const commandOf = (id: CommandId): Command => commands[id];
/** Whether the lesson that is being played does without a command, or a class that only plays and answers. */
export const isOff = (id: CommandId, { tools }: App): boolean => tools.isOff(commandOf(id).needs) || (tools.locked && leadsAway(id));
/** It leaves what a class was given, or makes something of it. */
const leadsAway = (id: CommandId): boolean => {
  const { group, needs } = commandOf(id);
  return id === 'learn' || id === 'welcome' || (group === 'run' && needs === undefined);
};
export const isEnabled = (id: CommandId, app: App): boolean => !isOff(id, app) && (commandOf(id).enabled?.(app) ?? true);

export const runCommand = (id: CommandId, app: App): void => {
  if (isOff(id, app)) app.notices.fail({ code: 'switched-off' });
  if (!isEnabled(id, app)) return;
  Promise.resolve(commandOf(id).run(app)).catch((reason: unknown) => app.report(reason));
};

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** A letter whatever Caps Lock says; on keyboards that write no Latin letters, the one that stands at that place. */
const keyOf = ({ key, code, ctrlKey, metaKey, shiftKey }: Press): string => {
  if (key === ' ') return 'Space';
  if (key.length !== 1) return key;
  const letter = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
  const written = letter ?? key;
  if (ctrlKey || metaKey) return written.toUpperCase();
  return letter !== undefined || !shiftKey ? written.toLowerCase() : key;
};

/** `Mod+Shift+P` of a keyboard event, in the order in which the registry writes it. */
export const chordOf = (event: Press): string => {
  const key = keyOf(event);
  const shift = event.shiftKey && (key.length > 1 || event.ctrlKey || event.metaKey);
  return [event.ctrlKey || event.metaKey ? 'Mod' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', key].filter(Boolean).join('+');
};

/** Keys that would steal typing or speech input: one printable character without Mod or Alt. */
export const isLetterKey = (chord: string): boolean => chord.length === 1;

/** Keys that type nothing in any field. */
export const isFunctionKey = (chord: string): boolean => /^F\d+$/.test(chord);

/** Text fields undo and redo their own typing with these. */
export const isTextKey = (chord: string): boolean => ['Mod+Z', 'Mod+Shift+Z', 'Mod+Y'].includes(chord);

export const labelOf = (id: CommandId, words: Words): string => words.commands[id];
