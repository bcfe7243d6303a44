/** What the program is, whose work is in it, and what a report of a fault needs. */
const es = {
  title: 'Acerca de Retrograd',
  parts: { program: 'Programa', licences: 'Licencias', report: 'Informe' },
  text: 'Retrograd muestra cómo aprende una red neuronal: cada producto, cada suma, cada derivada y cada actualización, hacia delante y hacia atrás en el tiempo. Todo se calcula en este ordenador; nada sale de él.',
  licence: 'Software libre con licencia MIT.',
  updates: 'Retrograd no busca versiones nuevas ni se actualiza solo: una versión nueva se instala encima de esta y conserva tu trabajo.',
  unsigned: 'Los instaladores no están firmados: el sistema lo advierte al abrirlos. Compara antes su suma SHA-256 con la publicada.',
  changes: 'Qué trae esta versión',
  search: 'Buscar un paquete, una letra, unos datos o una licencia',
  found: (shown: string, all: string) => `${shown} de ${all}`,
  none: 'Nada de lo que contiene Retrograd se llama así.',
  electron: 'Las licencias de Electron y de Chromium están junto al programa: LICENSE.electron.txt y LICENSES.chromium.html.',
  reportText: 'Esto es todo lo que un informe necesita. No contiene nada de lo tuyo: ni redes, ni datos, ni nombres de archivos.',
  gathering: 'Reuniendo lo que hace falta…',
  copy: 'Copiar lo que pide un informe',
  copied: 'Copiado',
  logs: 'Mostrar el registro de fallos',
};

const en: typeof es = {
  title: 'About Retrograd',
  parts: { program: 'Program', licences: 'Licences', report: 'Report' },
  text: 'Retrograd shows how a neural network learns: every product, every sum, every derivative and every update, forwards and backwards in time. Everything is computed on this computer; nothing leaves it.',
  licence: 'Free software under the MIT licence.',
  updates: 'Retrograd looks for no newer versions and never updates itself: a new version is installed over this one and keeps your work.',
  unsigned: 'The installers are not signed: the system warns when they are opened. Compare their SHA-256 sum with the published one first.',
  changes: 'What this version brings',
  search: 'Find a package, a font, data or a licence',
  found: (shown, all) => `${shown} of ${all}`,
  none: 'Nothing in Retrograd has that name.',
  electron: 'The licences of Electron and Chromium lie beside the program: LICENSE.electron.txt and LICENSES.chromium.html.',
  reportText: 'This is all that a report needs. It holds nothing of yours: no networks, no data, no names of files.',
  gathering: 'Gathering what is needed…',
  copy: 'Copy what a report needs',
  copied: 'Copied',
  logs: 'Show the log of faults',
};

export const about = { es, en };
