import { shell, type Session, type WebContents, type WebFrameMain } from 'electron';
import { externalSites } from '#core/protocol/bridge.ts';

export const scheme = 'app';
export const pageUrl = `${scheme}://retrograd/index.html`;

/** Whether an address is one of the bundle's own pages. */
export const isOurs = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === `${scheme}:` && host === 'retrograd';
};

/** Only the page itself may speak to the main process: not a frame within it, and not a page of elsewhere. */
export const isTrusted = (frame: WebFrameMain | null): boolean => frame !== null && frame.parent === null && isOurs(frame.url);

/** The page is loaded once by the window that owns it; nothing it does leads anywhere else. */
export const confine = (contents: WebContents): void => {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};

const allowed: ReadonlySet<string> = new Set(['fullscreen', 'clipboard-sanitized-write']);

export const restrictSession = (session: Session): void => {
  session.setPermissionRequestHandler((contents, permission, decide) => decide(allowed.has(permission) && isOurs(contents.getURL())));
  session.setPermissionCheckHandler((contents, permission) => allowed.has(permission) && contents !== null && isOurs(contents.getURL()));
  session.setDevicePermissionHandler(() => false);
  // The page saves through the dialog of the main process.
  session.on('will-download', (event) => event.preventDefault());
};

/**
 * Opens a page of the allow-list in the person's own browser. What is opened is the address as it was read here: another reader may
 * understand the text otherwise (`https://github.com\@elsewhere`).
 */
export const openOutside = async (text: string): Promise<void> => {
  if (!URL.canParse(text)) return;
  const url = new URL(text);
  const plain = url.port === '' && url.username === '' && url.password === '';
  if (url.protocol === 'https:' && plain && externalSites.includes(url.hostname)) await shell.openExternal(url.href);
};
