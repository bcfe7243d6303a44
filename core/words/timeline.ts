import { plural } from './plural.ts';
import type { Phase } from '#core/contract/position.ts';

/** The two axes of time. */
interface TimelineWords {
  readonly training: string;
  readonly within: string;
  /** One word each: they stand inside narrow bands. */
  readonly phases: Readonly<Record<Phase, string>>;
  /** The same where the band is narrower still. */
  readonly shortPhases: Readonly<Record<Phase, string>>;
  readonly goal: string;
  /** Small pictures along the timeline, and what one of them does. */
  readonly thumbnails: string;
  readonly goTo: (step: string) => string;
  /** The steps that are shown from close by. */
  readonly window: (from: string, to: string) => string;
  readonly trainedTo: (steps: string) => string;
  readonly underWay: (steps: string, goal: string) => string;
  readonly valueStep: (step: string, goal: string) => string;
  readonly loss: (value: string) => string;
  readonly loopStart: string;
  readonly loopEnd: string;
  /** So short that it stands in a line, then in full. */
  readonly loop: (from: string, to: string) => string;
  readonly looping: (from: string, to: string) => string;
  readonly loopingWithin: (step: string) => string;
  readonly epoch: (epoch: string) => string;
  readonly mark: (step: string) => string;
  /** Early stopping has ended the run: so short that they stand in a line, then in full. */
  readonly stopped: (steps: string) => string;
  readonly best: (step: string) => string;
  readonly stoppedEarly: (steps: string, patience: string, loss: string) => string;
  readonly restored: (step: string) => string;
  readonly notRestored: (step: string) => string;
}

const es: TimelineWords = {
  training: 'Entrenamiento',
  within: 'Este paso',
  phases: {
    batch: 'Lote',
    forward: 'Adelante',
    loss: 'Pérdida',
    backward: 'Atrás',
    gradient: 'Gradiente',
    optimise: 'Optimizador',
    update: 'Actualización',
  },
  shortPhases: {
    batch: 'Lote',
    forward: 'Adel.',
    loss: 'Pérd.',
    backward: 'Atrás',
    gradient: 'Grad.',
    optimise: 'Opt.',
    update: 'Act.',
  },
  goal: 'Pasos',
  thumbnails: 'Miniaturas',
  goTo: (step) => `Ir al paso ${step}`,
  window: (from, to) => `Pasos ${from}–${to}`,
  trainedTo: (steps) => `Entrenado: ${steps} ${plural.es(steps, 'paso', 'pasos')}`,
  underWay: (steps, goal) => `Entrenando: ${steps} de ${goal}`,
  valueStep: (step, goal) => `Paso ${step} de ${goal}`,
  loss: (value) => `pérdida ${value}`,
  loopStart: 'Inicio del bucle',
  loopEnd: 'Fin del bucle',
  loop: (from, to) => (from === to ? `Bucle en ${from}` : `Bucle: ${from}–${to}`),
  looping: (from, to) => `La reproducción da vueltas del paso ${from} al ${to}.`,
  loopingWithin: (step) => `La reproducción da vueltas dentro del paso ${step}.`,
  epoch: (epoch) => `época ${epoch}`,
  mark: (step) => `Marca en el paso ${step}`,
  stopped: (steps) => `Se detuvo: ${steps} ·`,
  best: (step) => `mejor: ${step}`,
  stoppedEarly: (steps, patience, loss) =>
    `El entrenamiento se detuvo en el paso ${steps}: ${patience} ${plural.es(patience, 'época', 'épocas')} sin bajar la pérdida de validación de ${loss}.`,
  restored: (step) => `Se queda con los parámetros del mejor paso, el ${step}: ir a él.`,
  notRestored: (step) => `El mejor fue el paso ${step}: ir a él.`,
};

const en: TimelineWords = {
  training: 'Training',
  within: 'This step',
  phases: {
    batch: 'Batch',
    forward: 'Forward',
    loss: 'Loss',
    backward: 'Backward',
    gradient: 'Gradient',
    optimise: 'Optimiser',
    update: 'Update',
  },
  shortPhases: {
    batch: 'Batch',
    forward: 'Fwd',
    loss: 'Loss',
    backward: 'Back',
    gradient: 'Grad.',
    optimise: 'Opt.',
    update: 'Upd.',
  },
  goal: 'Steps',
  thumbnails: 'Thumbnails',
  goTo: (step) => `Go to step ${step}`,
  window: (from, to) => `Steps ${from}–${to}`,
  trainedTo: (steps) => `Trained: ${steps} ${plural.en(steps, 'step', 'steps')}`,
  underWay: (steps, goal) => `Training: ${steps} of ${goal}`,
  valueStep: (step, goal) => `Step ${step} of ${goal}`,
  loss: (value) => `loss ${value}`,
  loopStart: 'Loop start',
  loopEnd: 'Loop end',
  loop: (from, to) => (from === to ? `Loop in ${from}` : `Loop: ${from}–${to}`),
  looping: (from, to) => `Play goes around from step ${from} to step ${to}.`,
  loopingWithin: (step) => `Play goes around within step ${step}.`,
  epoch: (epoch) => `epoch ${epoch}`,
  mark: (step) => `Mark at step ${step}`,
  stopped: (steps) => `Stopped: ${steps} ·`,
  best: (step) => `best: ${step}`,
  stoppedEarly: (steps, patience, loss) =>
    `Training stopped at step ${steps}: ${patience} ${plural.en(patience, 'epoch', 'epochs')} without a validation loss under ${loss}.`,
  restored: (step) => `It keeps the parameters of the best step, ${step}: go there.`,
  notRestored: (step) => `The best was step ${step}: go there.`,
};

export const timeline = { es, en };
