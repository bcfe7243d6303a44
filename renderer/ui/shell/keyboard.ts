import type { App } from '#renderer/model/app.svelte.ts';
import {
  chordOf,
  commandForChord,
  commandOf,
  isEnabled,
  isFunctionKey,
  isLetterKey,
  isTextKey,
  runCommand,
  type CommandId,
} from '#renderer/model/commands.ts';

const typing = 'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]';
/** What takes Space and Enter for itself. */
const pressing = 'button, a[href], summary, label, input, [role="tab"], [role="option"], [role="menuitem"]';
/** What takes arrows, Home and End for itself. */
const moving = 'input, [role="radiogroup"], [role="tablist"], [role="listbox"], [role="menu"], [role="tree"], [role="slider"]';

/**
 * The command that a key press means where the focus is now. Keys that a control uses itself are left to it; single letters
 * count only while stage or timeline has the focus, or nothing has; before an audience wherever nothing is typed.
 */
export const commandForKey = (event: KeyboardEvent, app: App): CommandId | undefined => {
  const chord = chordOf(event);
  const id = commandForChord(chord);
  if (id === undefined || event.defaultPrevented || event.isComposing || app.dialog !== undefined) return undefined;
  if (commandOf(id).group === 'present' && !isEnabled(id, app)) return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
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

/** Keys that only change what other keys mean. */
const modifiers = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'];

/** Hands a key press to its command; true when it had one. While the screen is blank any key brings the picture back. */
export const handleKey = (event: KeyboardEvent, app: App): boolean => {
  if (app.presentation.blank && !modifiers.includes(event.key)) {
    app.presentation.blank = undefined;
    event.preventDefault();
    return true;
  }
  const id = commandForKey(event, app);
  // A browser would load the page anew and drop the run, whatever has the focus.
  if (event.key === 'F5') event.preventDefault();
  if (id === undefined) return false;
  event.preventDefault();
  runCommand(id, app);
  return true;
};
