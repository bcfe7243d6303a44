import { plural } from './plural.ts';
import type { Granularity } from '#core/contract/position.ts';

/** Moving through time: buttons, speed, granularity. */
interface TransportWords {
  readonly play: string;
  readonly pause: string;
  readonly back: string;
  readonly forward: string;
  readonly home: string;
  readonly end: string;
  readonly granularity: string;
  readonly granularities: Readonly<Record<Granularity, string>>;
  readonly speed: string;
  readonly faster: string;
  readonly slower: string;
  readonly secondsPerStep: (seconds: string) => string;
  readonly stepsPerSecond: (steps: string) => string;
  /** The same where there is little room. */
  readonly stepsPerSecondShort: (steps: string) => string;
  readonly step: string;
  readonly ofSteps: (goal: string) => string;
  readonly waiting: string;
  /** What the leading button will do. */
  readonly lead: Readonly<
    Record<'first' | 'step' | 'pause' | 'next' | 'train' | 'again' | 'check' | 'beat' | 'lesson' | 'recall' | 'finish', string>
  >;
}

const es: TransportWords = {
  play: 'Reproducir',
  pause: 'Pausar',
  back: 'Retroceder',
  forward: 'Avanzar',
  home: 'Ir al principio',
  end: 'Ir al final',
  granularity: 'Avanzar por',
  granularities: { part: 'Parte', unit: 'Neurona', layer: 'Capa', phase: 'Fase', step: 'Paso', epoch: 'Época' },
  speed: 'Velocidad',
  faster: 'Más deprisa',
  slower: 'Más despacio',
  secondsPerStep: (seconds) => `${seconds} s por paso`,
  stepsPerSecond: (steps) => `${steps} ${plural.es(steps, 'paso', 'pasos')} por segundo`,
  stepsPerSecondShort: (steps) => `${steps} ${plural.es(steps, 'paso', 'pasos')}/s`,
  step: 'Paso',
  ofSteps: (goal) => `de ${goal}`,
  waiting: 'Calculando…',
  lead: {
    first: 'Ver el primer paso',
    step: 'Ver este paso',
    pause: 'Pausa',
    next: 'Siguiente',
    train: 'Seguir entrenando',
    again: 'Volver al principio',
    check: 'Comprobar',
    beat: 'Siguiente',
    lesson: 'Siguiente lección',
    recall: 'Repaso de la unidad',
    finish: 'Terminar la lección',
  },
};

const en: TransportWords = {
  play: 'Play',
  pause: 'Pause',
  back: 'Back',
  forward: 'Forward',
  home: 'Go to the beginning',
  end: 'Go to the end',
  granularity: 'Step by',
  granularities: { part: 'Part', unit: 'Unit', layer: 'Layer', phase: 'Phase', step: 'Step', epoch: 'Epoch' },
  speed: 'Speed',
  faster: 'Faster',
  slower: 'Slower',
  secondsPerStep: (seconds) => `${seconds} s per step`,
  stepsPerSecond: (steps) => `${steps} ${plural.en(steps, 'step', 'steps')} per second`,
  stepsPerSecondShort: (steps) => `${steps} ${plural.en(steps, 'step', 'steps')}/s`,
  step: 'Step',
  ofSteps: (goal) => `of ${goal}`,
  waiting: 'Computing…',
  lead: {
    first: 'See the first step',
    step: 'See this step',
    pause: 'Pause',
    next: 'Next',
    train: 'Keep training',
    again: 'Back to the start',
    check: 'Check',
    beat: 'Next',
    lesson: 'Next lesson',
    recall: 'Recall of the unit',
    finish: 'End the lesson',
  },
};

export const transport = { es, en };
