import { plural } from './plural.ts';

/** The stage and the tree that mirrors it for keyboards and screen readers. */
const es = {
  label: 'La red, dibujada. Flechas: avanzar y retroceder. Espacio: reproducir.',
  tree: 'La red como árbol: capas, neuronas y pesos',
  noPicture: 'Este equipo no puede dibujar la red: el navegador no ofrece WebGL. Actívalo en sus ajustes o prueba con otro navegador.',
  lost: 'La tarjeta gráfica ha dejado de dibujar. La imagen vuelve en cuanto responda; no se ha perdido nada del entrenamiento.',
  input: (index: number) => `Entrada ${index}`,
  unit: (index: number) => `Neurona ${index}`,
  weight: (from: string) => `Peso desde ${from}`,
  bias: 'Sesgo',
  gradient: 'gradiente',
  moreUnits: (count: string) => `y ${count} ${plural.es(count, 'neurona', 'neuronas')} más`,
  zoomIn: 'Acercar',
  zoomOut: 'Alejar',
  whole: 'Ver la red entera',
};

const en: typeof es = {
  label: 'The network, drawn. Arrows: forward and back. Space: play.',
  tree: 'The network as a tree: layers, units and weights',
  noPicture: 'This machine cannot draw the network: the browser offers no WebGL. Switch it on in its settings or try another browser.',
  lost: 'The graphics card has stopped drawing. The picture comes back as soon as it answers; nothing of the training is lost.',
  input: (index) => `Input ${index}`,
  unit: (index) => `Unit ${index}`,
  weight: (from) => `Weight from ${from}`,
  bias: 'Bias',
  gradient: 'gradient',
  moreUnits: (count) => `and ${count} more units`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Show the whole network',
};

export const stage = { es, en };
