/** Key sheet, go to step, all commands, about. */
const es = {
  close: 'Cerrar',
  keysTitle: 'Teclas',
  letterKeys: 'Teclas de una sola letra (con el foco en la red o en la línea de tiempo)',
  groups: { run: 'Ejecución', time: 'Tiempo', view: 'Vista', help: 'Ayuda' },
  keyNames: {
    Space: 'Espacio',
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Home: 'Inicio',
    End: 'Fin',
    Escape: 'Esc',
    Enter: 'Intro',
    Shift: 'Mayús',
    Alt: 'Alt',
    Mod: 'Ctrl',
  } as Readonly<Record<string, string>>,
  goToTitle: 'Ir al paso',
  goToLabel: (goal: string) => `Número de paso, de 0 a ${goal}`,
  go: 'Ir',
  commandsTitle: 'Todas las órdenes',
  commandsFilter: 'Escribe para buscar una orden',
  commandsNone: 'Ninguna orden se llama así.',
  aboutTitle: 'Acerca de Retrograd',
  aboutText:
    'Retrograd muestra cómo aprende una red neuronal: cada producto, cada suma, cada derivada y cada actualización, hacia delante y hacia atrás en el tiempo. Todo se calcula en este ordenador; nada sale de él.',
  aboutLicence: 'Software libre con licencia MIT.',
};

const en: typeof es = {
  close: 'Close',
  keysTitle: 'Keys',
  letterKeys: 'Single-letter keys (while the network or the timeline has the focus)',
  groups: { run: 'Run', time: 'Time', view: 'View', help: 'Help' },
  keyNames: {
    Space: 'Space',
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Home: 'Home',
    End: 'End',
    Escape: 'Esc',
    Enter: 'Enter',
    Shift: 'Shift',
    Alt: 'Alt',
    Mod: 'Ctrl',
  },
  goToTitle: 'Go to step',
  goToLabel: (goal) => `Step number, from 0 to ${goal}`,
  go: 'Go',
  commandsTitle: 'All commands',
  commandsFilter: 'Type to find a command',
  commandsNone: 'No command has that name.',
  aboutTitle: 'About Retrograd',
  aboutText:
    'Retrograd shows how a neural network learns: every product, every sum, every derivative and every update, forwards and backwards in time. Everything is computed on this computer; nothing leaves it.',
  aboutLicence: 'Free software under the MIT licence.',
};

export const dialogs = { es, en };
