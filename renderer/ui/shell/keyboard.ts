import type { App } from '#renderer/model/app.svelte.ts';
import {
  chordOf,
  commandOf,
  isEnabled,
  isFunctionKey,
  isLetterKey,
  isTextKey,
  runCommand,
  type CommandId,
} from '#renderer/model/commands.ts';
import { commandForChord } from '#renderer/model/keys.ts';

const typing = 'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]';
/** What takes Space and Enter for itself. */
const pressing = 'button, a[href], summary, label, input, [role="tab"], [role="option"], [role="menuitem"]';
/** What takes arrows, Home and End for itself. */
const moving = 'input, [role="radiogroup"], [role="tablist"], [role="listbox"], [role="menu"], [role="tree"], [role="slider"]';

/**
 * The command that a key press means where the focus is now. Keys that a control uses itself are left to it; single letters
 * count only while stage or timeline has the focus, or nothing has; before an audience wherever nothing is typed.
 */
export const commandForKey = (event: KeyboardEvent, app: App, target: Element | null): CommandId | undefined => {
  const chord = chordOf(event);
  const id = commandForChord(chord, app.preferences.keys);
  if (id === undefined || event.defaultPrevented || event.isComposing || app.asks) return undefined;
  if ((commandOf(id).group === 'present' || commandOf(id).lends) && !isEnabled(id, app)) return undefined;
  if (target?.closest(typing))
    return isFunctionKey(chord) || (chord.startsWith('Mod+') && !isTextKey(chord) && !chord.includes('Arrow')) ? id : undefined;
  if (isLetterKey(chord))
    return app.preferences.letterKeys && (app.presentation.on || !target || target === document.body || target.closest('[data-keys]'))
      ? id
      : undefined;
  if ((chord === 'Space' || chord === 'Enter') && target?.closest(pressing)) return undefined;
  if (/^(Arrow|Home$|End$)/.test(chord) && target?.closest(moving)) return undefined;
  // The browser's own sliders and radios move with Shift too.
  if (/^Shift\+Arrow/.test(chord) && target?.closest('input')) return undefined;
  return id;
};

const elementOf = ({ target }: Event): Element | null => (target instanceof Element ? target : null);

/** A list that a click has opened takes keys until it closes, and a dialog as long as it is there; what is drawn as a slider, tracks and curves, is moved by them. */
const open =
  '[role="slider"], [aria-haspopup][aria-expanded="true"], [role="combobox"], [role="dialog"], dialog, [role="listbox"], [role="menu"], [role="tree"]';

/** Whether the focus is where the pointer put it. */
let byPointer = false;
let isDown = false;
/** What the pointer pressed last, until Tab moves the focus. */
let pressed: EventTarget | null = null;
export const followPointer = ({ type, target }: Event): void => {
  isDown = type === 'pointerdown';
  if (!isDown) return;
  byPointer = true;
  pressed = target;
};
/** Where something else moves the focus, a key or the program, what has it asks for keys. A label hands it on once it was pressed. */
export const followFocus = ({ target }: Event): void => {
  const labels = target instanceof HTMLInputElement ? [...(target.labels ?? [])] : [];
  byPointer = isDown || (pressed instanceof Node && labels.some((label) => label.contains(pressed as Node)));
};
/** A list that the pointer chose from would go on choosing with the arrows. */
export const leaveList = ({ target }: Event): void => {
  if (byPointer && target instanceof HTMLSelectElement) target.blur();
};

/**
 * Before a control sees the key: one that was only clicked asks for none, and after a click the keys go on driving time. Tab, which moves
 * the focus, gives them back to what has it.
 */
export const handleKeyAfterClick = (event: KeyboardEvent, app: App): void => {
  if (event.key === 'Tab') {
    byPointer = false;
    pressed = null;
  }
  const target = elementOf(event);
  // What a click has opened closes by it.
  if (event.key === 'Escape') return;
  if (!byPointer || !target?.closest(`${pressing}, ${moving}`) || target.closest(`${typing}, ${open}`)) return;
  if (handleKey(event, app, null)) event.stopPropagation();
};

/** Keys that only change what other keys mean. */
const modifiers = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'];

/** Hands a key press to its command; true when it had one. While the screen is blank any key brings the picture back. */
export const handleKey = (event: KeyboardEvent, app: App, target = elementOf(event)): boolean => {
  if (app.presentation.blank && !modifiers.includes(event.key)) {
    app.presentation.blank = undefined;
    event.preventDefault();
    return true;
  }
  const id = commandForKey(event, app, target);
  // A browser would load the page anew and drop the run, whatever has the focus.
  if (event.key === 'F5') event.preventDefault();
  if (id === undefined) return false;
  event.preventDefault();
  runCommand(id, app);
  return true;
};
