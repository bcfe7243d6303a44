/** The sheet of keys, where each can be changed. */
const es = {
  title: 'Teclas',
  search: 'Buscar una orden o una tecla',
  none: 'Ninguna orden se llama así ni tiene esa tecla.',
  change: (command: string) => `Cambiar la tecla de «${command}»`,
  press: 'Pulsa la tecla nueva, o Esc para dejarlo',
  taken: (key: string, command: string) => `${key} es de «${command}».`,
  take: 'Usarla aquí',
  keep: 'Dejarlo',
  refused: (key: string) => `${key} no puede ser de una orden: la usan los campos de texto, los diálogos o el sistema.`,
  remove: (command: string) => `Dejar «${command}» sin tecla`,
  usual: (command: string) => `Devolver a «${command}» su tecla de siempre`,
  allUsual: 'Devolver todas a las de siempre',
  noKey: 'sin tecla',
};

const en: typeof es = {
  title: 'Keys',
  search: 'Find a command or a key',
  none: 'No command has that name or that key.',
  change: (command) => `Change the key of “${command}”`,
  press: 'Press the new key, or Esc to leave it',
  taken: (key, command) => `${key} belongs to “${command}”.`,
  take: 'Use it here',
  keep: 'Leave it',
  refused: (key) => `${key} cannot belong to a command: text fields, dialogs or the system use it.`,
  remove: (command) => `Leave “${command}” without a key`,
  usual: (command) => `Give “${command}” its usual key back`,
  allUsual: 'Give all their usual keys back',
  noKey: 'no key',
};

export const keys = { es, en };
