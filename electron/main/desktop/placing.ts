import type { BrowserWindow } from 'electron';
import { shiftOf, type Rectangle, type WindowState } from '#electron/main/window-state.ts';

/** A window that is moved, or goes from one state to another, says several things before it rests. Milliseconds. */
const rest = 300;

const unmoved = { x: 0, y: 0 };

/**
 * What is to be kept of a window's place: as it was when it last rested in none of the states that fill the screen. (Asked in full screen,
 * a window that was maximised before names the maximised bounds as its normal ones.)
 */
export const followPlace = (window: BrowserWindow, asked: Rectangle, maximized: boolean): (() => WindowState) => {
  let state: WindowState = { bounds: asked, maximized };
  let shift: typeof unmoved | undefined = process.platform === 'linux' ? undefined : unmoved;
  let timer: NodeJS.Timeout | undefined;
  const look = (): WindowState => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isFullScreen() || window.isMinimized() || !window.isVisible()) return state;
    if (window.isMaximized()) return (state = { ...state, maximized: true });
    const { x, y, width, height } = window.getBounds();
    shift ??= shiftOf(asked, { x, y, width, height });
    return (state = { bounds: { x: x - shift.x, y: y - shift.y, width, height }, maximized: false });
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, rest);
  };
  window.on('show', wait);
  window.on('move', wait);
  window.on('resize', wait);
  window.on('maximize', wait);
  window.on('unmaximize', wait);
  window.on('leave-full-screen', wait);
  window.on('closed', () => clearTimeout(timer));
  return look;
};
