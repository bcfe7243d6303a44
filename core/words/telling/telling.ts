import type { Phase } from '#core/contract/position.ts';
import { backward } from './backward.ts';
import { forward } from './forward.ts';
import { learning } from './learning.ts';
import { names } from './names.ts';

/** The sentence under the picture: what happens now, and in a second, smaller line what comes next or what to look at. */
interface Further {
  readonly fast: (loss: string) => string;
  readonly next: (name: string) => string;
  /** What follows a phase. */
  readonly after: Readonly<Record<Phase, string>>;
}

const es: Further = {
  fast: (loss) => `Pérdida del lote: ${loss}.`,
  next: (name) => `Después, ${name}.`,
  after: {
    batch: 'Después, hacia delante: cada neurona suma lo que le llega por sus pesos.',
    forward: 'Después, la pérdida: cuánto se aparta del objetivo.',
    loss: 'Después, hacia atrás: quién tiene la culpa, y cuánta.',
    backward: 'Después, el gradiente: cuánto movería la pérdida cada peso.',
    gradient: 'Después, el optimizador: del gradiente al cambio de cada peso.',
    optimise: 'Después, la actualización: cada peso cambia.',
    update: 'Fin del paso. El siguiente empieza con estos pesos.',
  },
};

const en: Further = {
  fast: (loss) => `Batch loss: ${loss}.`,
  next: (name) => `Next, ${name}.`,
  after: {
    batch: 'Next, forward: each unit adds up what reaches it over its weights.',
    forward: 'Next, the loss: how far it is from the target.',
    loss: 'Next, backward: who is to blame, and how much.',
    backward: 'Next, the gradient: how much each weight would move the loss.',
    gradient: 'Next, the optimiser: from the gradient to the change of each weight.',
    optimise: 'Next, the update: each weight changes.',
    update: 'The step ends. The next one begins with these weights.',
  },
};

export const telling = {
  es: { ...es, names: names.es, forward: forward.es, backward: backward.es, learning: learning.es },
  en: { ...en, names: names.en, forward: forward.en, backward: backward.en, learning: learning.en },
};
