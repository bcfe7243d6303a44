/**
 * Each guard of the desktop program taken out by itself: the text of one file that is replaced, and the tests that must then fail. A
 * text that is not found once in its file is a fault of this table. What the stand-in cannot misbehave in, such as the sandbox, is held
 * here as the option that asks for it, and as an effect by `npm run test:electron`.
 */

/** @typedef {{ guard: string, file: string, from: string, to: string, tests: string }} Mutant */

const windows = 'test/electron/desktop/windows.test.ts';
const session = 'test/electron/desktop/session.test.ts';
const messages = 'test/electron/desktop/messages.test.ts';
const bundle = 'test/electron/main/bundle.test.ts';

/** @type {(file: string, tests: string) => (guard: string, from: string, to?: string) => Mutant} */
const of =
  (file, tests) =>
  (guard, from, to = '') => ({ guard, file, from, to, tests });

const preference = of('electron/main/window.ts', windows);
const leads = of('electron/main/security.ts', windows);
const rights = of('electron/main/security.ts', session);
const outside = of('electron/main/security.ts', messages);
const life = of('electron/main/main.ts', windows);
const scheme = of('electron/main/protocol.ts', session);
const served = of('electron/main/bundle.mjs', bundle);
const fuse = of('electron/launch/fuses.mjs', 'test/electron/launch/fuses.test.ts');
const said = of('electron/main/host.ts', messages);
const relayed = of('electron/main/relay.ts', messages);
const checked = of('electron/main/check.ts', 'test/electron/main/check.test.ts');

/** @type {readonly Mutant[]} */
export const mutants = [
  preference('sandbox of a window', 'sandbox: true', 'sandbox: false'),
  preference('isolation', 'contextIsolation: true', 'contextIsolation: false'),
  preference('no Node in pages', 'nodeIntegration: false', 'nodeIntegration: true'),
  preference('no Node in workers', 'nodeIntegrationInWorker: false', 'nodeIntegrationInWorker: true'),
  preference('no Node in frames', 'nodeIntegrationInSubFrames: false', 'nodeIntegrationInSubFrames: true'),
  preference('no webview', 'webviewTag: false', 'webviewTag: true'),
  preference('web security', 'webSecurity: true', 'webSecurity: false'),
  preference('no insecure content', 'allowRunningInsecureContent: false', 'allowRunningInsecureContent: true'),
  preference('no experimental features', 'experimentalFeatures: false', "experimentalFeatures: true, enableBlinkFeatures: 'x'"),
  preference('nothing dropped is opened as a page', 'navigateOnDragDrop: false', 'navigateOnDragDrop: true'),
  preference('windows are confined', 'confine(page);'),
  life('sandbox of every process', 'app.enableSandbox();'),
  life('no menu of Electron', 'Menu.setApplicationMenu(null);'),
  life('single instance', 'if (app.requestSingleInstanceLock()) {', 'if (app.requestSingleInstanceLock() || true) {'),
  of('electron/main/watch.ts', windows)('a crashed page is loaded again', 'if (times.length <= crashes.most) page.reload();', 'if (0);'),
  of('electron/main/watch.ts', windows)('but not for ever', 'times.length <= crashes.most', 'times.length > 0'),

  leads('navigation', "contents.on('will-navigate', (event) => event.preventDefault());"),
  leads('navigation of frames', "contents.on('will-frame-navigate', (event) => event.preventDefault());"),
  leads('redirects', "contents.on('will-redirect', (event) => event.preventDefault());"),
  leads('webviews', "contents.on('will-attach-webview', (event) => event.preventDefault());"),
  leads('new windows', "action: 'deny'", "action: 'allow'"),

  rights('permissions that are asked for', 'decide(allowed.has(permission) && isOurs(contents.getURL()))', 'decide(true)'),
  rights(
    "permissions are our page's alone",
    'decide(allowed.has(permission) && isOurs(contents.getURL()))',
    'decide(allowed.has(permission))',
  ),
  rights('permissions that are looked up', 'allowed.has(permission) && contents !== null && isOurs(contents.getURL())', 'true'),
  rights('permissions looked up by nobody', 'contents !== null && isOurs(contents.getURL())', 'isOurs(contents?.getURL() ?? pageUrl)'),
  rights('devices', 'setDevicePermissionHandler(() => false)', 'setDevicePermissionHandler(() => true)'),
  rights('downloads', "session.on('will-download', (event) => event.preventDefault());"),
  of('electron/main/main.ts', session)('the session is restricted', 'restrictSession(session.defaultSession);'),

  scheme('a scheme of its own', 'protocol.registerSchemesAsPrivileged([{', 'void ([{'),
  scheme('the scheme is an origin', 'standard: true, ', ''),
  scheme('the scheme is secure', 'secure: true, ', ''),
  scheme('no policy is passed by', 'supportFetchAPI: true', 'supportFetchAPI: true, bypassCSP: true'),
  scheme('one host of the scheme', "if (!isOurs(request.url)) return new Response('Not found', { status: 404 });"),
  served('path check', "inside === '..' || inside.startsWith(`..${path.sep}`) || ", ''),
  served('no other way to part a path', " || name.includes('\\\\')", ''),
  served('files of known kinds', "if (!file || !type) return refusal(404, 'Not found');", "if (!file) return refusal(404, 'Not found');"),
  served('only reading', "if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'Method not allowed');"),
  served('a policy', "'Content-Security-Policy': contentSecurityPolicy,"),
  served('a refusal has it too', "headers: { ...headers, 'Content-Type': 'text/plain", "headers: { 'Content-Type': 'text/plain"),
  served('no kind is guessed', "'X-Content-Type-Options': 'nosniff',"),
  served('no referrer', "'Referrer-Policy': 'no-referrer',"),
  served('no opener', "'Cross-Origin-Opener-Policy': 'same-origin',"),
  served('policy: default', '"default-src \'none\'",'),
  served('policy: scripts', "\"script-src 'self' 'wasm-unsafe-eval'\"", "\"script-src 'self' 'unsafe-inline' 'unsafe-eval'\""),
  served('policy: styles', '"style-src \'self\'"', "\"style-src 'self' 'unsafe-inline'\""),
  served('policy: images', '"img-src \'self\' blob: data:",', '"img-src *",'),
  served('policy: fonts', '"font-src \'self\'",', '"font-src *",'),
  served('policy: workers', '"worker-src \'self\' blob:",', '"worker-src *",'),
  served('policy: connections', '"connect-src \'self\'",', '"connect-src *",'),
  served('policy: manifest', '"manifest-src \'self\'",', '"manifest-src *",'),
  served('policy: base', '"base-uri \'none\'",'),
  served('policy: forms', '"form-action \'none\'",'),
  served('policy: frames', '"frame-src \'none\'",', '"frame-src *",'),
  served('policy: framed by', '"frame-ancestors \'none\'",'),
  served('policy: objects', '"object-src \'none\'",', '"object-src *",'),

  fuse('fuse: run as Node', '.RunAsNode]: false', '.RunAsNode]: true'),
  fuse('fuse: NODE_OPTIONS', '.EnableNodeOptionsEnvironmentVariable]: false', '.EnableNodeOptionsEnvironmentVariable]: true'),
  fuse('fuse: --inspect', '.EnableNodeCliInspectArguments]: false', '.EnableNodeCliInspectArguments]: true'),
  fuse('fuse: integrity of the archive', '.EnableEmbeddedAsarIntegrityValidation]: true', '.EnableEmbeddedAsarIntegrityValidation]: false'),
  fuse('fuse: the archive alone', '.OnlyLoadAppFromAsar]: true', '.OnlyLoadAppFromAsar]: false'),
  fuse('fuse: snapshot', '.LoadBrowserProcessSpecificV8Snapshot]: false', '.LoadBrowserProcessSpecificV8Snapshot]: true'),
  fuse('fuse: file protocol', '.GrantFileProtocolExtraPrivileges]: false', '.GrantFileProtocolExtraPrivileges]: true'),
  fuse('fuse: cookies', '.EnableCookieEncryption]: true', '.EnableCookieEncryption]: false'),
  fuse('fuse: WebAssembly traps', '.WasmTrapHandlers]: true', '.WasmTrapHandlers]: false'),
  fuse('all fuses are named', 'strictlyRequireAllFuses: true,'),
  of('electron-builder.yml', 'test/electron/launch/fuses.test.ts')('fuses are set', 'afterPack: ./electron/launch/fuses.mjs'),

  outside('sender: the page and no frame', 'frame.parent === null && ', ''),
  outside('sender: our own page', ' && isOurs(frame.url)', ''),
  outside('sender: our own host', " && host === 'retrograd'", ''),
  said(
    'sender of what is told',
    'const window = isTrusted(senderFrame) ? windowOf(sender) : undefined;\n    if (window && check',
    'const window = windowOf(sender);\n    if (window && check',
  ),
  said(
    'sender of what is asked',
    'const window = isTrusted(senderFrame) ? windowOf(sender) : undefined;\n    if (!window',
    'const window = windowOf(sender);\n    if (!window',
  ),
  said('what is told is checked', 'if (window && check(value)) act(window, value);', 'if (window) act(window, value as never);'),
  said('what is asked is checked', '!window || !check(value)', '!window || (!check(value) && false)'),
  relayed('sender of requests', 'isTrusted(event.senderFrame) && ', ''),
  relayed('requests are checked', 'if (isRequest(message)) return', 'if (isRequest(message) || true) return'),
  relayed('requests of one session', 'if (relay?.session !== session) return;', 'if (!relay) return;'),
  checked('size of a request', ' &&\n    sizeOf(args, limits.request) <= limits.request'),
  checked('depth of a request', 'if (depth >= limits.depth) return Infinity;'),
  checked('plain values', 'if (!Array.isArray(value) && proto !== null && proto !== Object.prototype) return Infinity;'),
  checked('size of a file', ' && value.byteLength <= limits.file'),
  checked('extensions of files', "typeof extension === 'string' && /^[a-z0-9]{1,16}$/i.test(extension)", "typeof extension === 'string'"),
  checked('roles of a menu', "isOneOf(menuRoles)(value['role']) && ", ''),
  outside('outside: https', "url.protocol === 'https:' && ", ''),
  outside('outside: plain addresses', ' && plain', ''),
  outside('outside: sites of the list', ' && externalSites.includes(url.hostname)', ''),
  outside('outside: the address that was checked', 'shell.openExternal(url.href)', 'shell.openExternal(text)'),
  of('electron/main/files.ts', messages)('tokens instead of places', 'token: tokenOf(file) }', 'token: file }'),
  of('electron/main/thread-file.ts', 'test/electron/main/trainer-file.test.ts')(
    'the trainer that was built',
    "return createHash('sha256').update(readFileSync(file)).digest('hex') === hash;",
    'return readFileSync(file).length > 0;',
  ),
  of('electron/preload/preload.ts', 'test/electron/preload/preload.test.ts')(
    'named functions only',
    "contextBridge.exposeInMainWorld('retrogradHost', host)",
    "contextBridge.exposeInMainWorld('retrogradHost', { ...host, send: (channel: string) => ipcRenderer.send(channel) })",
  ),
];
