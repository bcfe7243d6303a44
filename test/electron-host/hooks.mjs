/**
 * Module hooks: `electron`, imported by a file whose address ends in `?electron-host=ID`, is the stand-in that was
 * registered under that ID. Everything else is resolved as always.
 */
const query = /[?&]electron-host=([\w-]+)/;

const names = ['app', 'BrowserWindow', 'Menu', 'dialog', 'ipcMain', 'nativeTheme', 'protocol', 'screen', 'session', 'shell'];

export const resolve = (specifier, context, next) => {
  const id = query.exec(context.parentURL ?? '')?.[1];
  if (specifier !== 'electron' || !id) return next(specifier, context);
  const source = `const standIn = globalThis[Symbol.for('electron-host')].get('${id}'); export const { ${names.join(', ')} } = standIn;`;
  return { url: `data:text/javascript,${encodeURIComponent(source)}`, shortCircuit: true };
};
