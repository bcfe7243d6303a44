import type { Phase } from '#core/contract/position.ts';

/** The two axes of time. */
interface TimelineWords {
  readonly training: string;
  readonly within: string;
  /** One word each: they stand inside narrow bands. */
  readonly phases: Readonly<Record<Phase, string>>;
  readonly goal: string;
  readonly trainedTo: (steps: string) => string;
  readonly underWay: (steps: string, goal: string) => string;
  readonly valueStep: (step: string, goal: string) => string;
  readonly loss: (value: string) => string;
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
  goal: 'Pasos',
  trainedTo: (steps) => `Entrenado: ${steps} pasos`,
  underWay: (steps, goal) => `Entrenando: ${steps} de ${goal}`,
  valueStep: (step, goal) => `Paso ${step} de ${goal}`,
  loss: (value) => `pérdida ${value}`,
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
  goal: 'Steps',
  trainedTo: (steps) => `Trained: ${steps} steps`,
  underWay: (steps, goal) => `Training: ${steps} of ${goal}`,
  valueStep: (step, goal) => `Step ${step} of ${goal}`,
  loss: (value) => `loss ${value}`,
};

export const timeline = { es, en };
