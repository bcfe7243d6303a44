import type { Glossary } from './entry.ts';

export const en: Glossary = {
  title: 'Glossary',
  search: 'Find a term or a symbol',
  none: 'No term has that name.',
  near: 'Nearby:',
  explain: (name) => `${name}: what it is`,
  terms: {
    sample: {
      name: 'Sample',
      forms: 'sample|samples',
      means: 'One example of the data: the numbers that go into the network and what it should answer.',
    },
    target: {
      name: 'Target',
      forms: 'target|targets',
      means: 'What the network should answer to a sample. The prediction is compared with it.',
    },
    unit: {
      name: 'Unit',
      forms: 'unit|units|neuron',
      means:
        'It adds up what reaches it over its weights, adds its bias and puts the result through a function. What comes out is what it says.',
    },
    layer: {
      name: 'Layer',
      forms: 'layer|layers',
      means: 'Units that work at the same time on the same inputs. Hidden ones are between the input and the output.',
    },
    weight: {
      name: 'Weight',
      forms: 'weight|weights',
      means: 'A number that multiplies what goes from one unit to another. If it is negative, what passes over it arrives reversed.',
    },
    bias: {
      name: 'Bias',
      forms: 'bias|biases',
      means: 'A number that the unit adds to its sum whatever comes in: it shifts the point at which it responds.',
    },
    parameter: {
      name: 'Parameter',
      forms: 'parameter|parameters',
      means: 'Every number that training changes: the weights and the biases.',
    },
    sum: {
      name: 'Weighted sum',
      forms: 'weighted sum',
      means: 'All that reaches a unit, each thing times its weight, plus the bias. It is what the activation function takes.',
    },
    activation: {
      name: 'Activation',
      forms: 'activation|activations|activation function',
      means: 'What a unit says: its sum after its function. Without a curved function, several layers would be worth no more than one.',
    },
    relu: {
      name: 'ReLU',
      forms: 'relu',
      means: 'Lets what is positive through as it is and turns what is negative into 0. Its slope is 1 or 0: an open or a closed gate.',
    },
    forward: { name: 'Forward', forms: 'forward', means: 'The calculation from the inputs to the prediction, layer by layer.' },
    loss: {
      name: 'Loss',
      forms: 'loss|losses',
      means: 'A single number that says how wrong the network is. Training is making it go down.',
    },
    backward: {
      name: 'Backpropagation',
      forms: 'backpropagation|backward',
      means: 'The way back: it shares out the blame for the loss from the output to every weight, computing nothing twice.',
    },
    chain: {
      name: 'Chain rule',
      forms: 'chain rule',
      means:
        'If one thing moves another and that one moves a third, the effects multiply. That is why blame is multiplied by each weight and each gate that it crosses.',
    },
    blame: {
      name: 'Blame',
      forms: 'blame|blames',
      means:
        'How the loss would change if what this unit says rose a little. It is what reaches it from those who listen to it, over their weights, before its gate.',
    },
    gate: {
      name: 'Gate',
      forms: 'gate|gates|slope',
      means:
        'The slope of the activation function at z. It decides how much blame passes: at 1 all of it, at 0 it is closed and nothing passes.',
    },
    error: {
      name: 'Error δ',
      forms: 'error δ|δ',
      means:
        'How the loss would change if the sum z of this unit rose a little: blame times gate. The gradients of its weights come from δ.',
    },
    gradient: {
      name: 'Gradient',
      forms: 'gradient|gradients',
      means:
        'How the loss would change if a weight rose a little: what came in over it, times δ. With several samples, those of all are summed.',
    },
    rate: {
      name: 'Learning rate',
      forms: 'rate|learning rate',
      means: 'Which part of the gradient each weight loses in a step. Too low takes long; too high overshoots.',
    },
    optimiser: {
      name: 'Optimiser',
      forms: 'optimiser',
      means: 'The rule that turns each gradient into the change of its weight. The plainest takes away the rate times the gradient.',
    },
    momentum: {
      name: 'Momentum',
      forms: 'momentum',
      means: 'What is left of earlier changes and is added to the one of now: the weight goes on the way it went and swings less.',
    },
    schedule: {
      name: 'Learning-rate schedule',
      forms: 'learning-rate schedule',
      means: 'How the learning rate changes in the course of training; large at first and small at the end, for instance.',
    },
    step: { name: 'Step', forms: 'step|steps', means: 'One whole round: forward, loss, backward and update, with one batch.' },
    batch: {
      name: 'Batch',
      forms: 'batch|batches',
      means: 'The samples that one step uses. Their gradients are put together and the weights change once.',
    },
    epoch: { name: 'Epoch', forms: 'epoch|epochs', means: 'As many steps as it takes to use every training sample once.' },
    validation: {
      name: 'Validation',
      forms: 'validation',
      means: 'Samples that are not trained on: they tell whether the network has learnt or only remembers.',
    },
    overfitting: {
      name: 'Overfitting',
      forms: 'overfitting',
      means: 'The network is right on what it has seen and fails on what is new: the validation loss goes up while the other goes down.',
    },
    regularisation: {
      name: 'Regularisation',
      forms: 'regularisation|penalty',
      means: 'What holds the network back from memorising, such as a cost for every large weight.',
    },
    decay: {
      name: 'Weight decay',
      forms: 'weight decay|decay',
      means: 'Shrinks all weights a little at each step, whatever the gradient asks, so that none grows without need.',
    },
    clipping: {
      name: 'Clipping',
      forms: 'clip|clipping|clipped',
      means: 'A limit to the gradient: what is beyond it is shrunk to it, so that no single step undoes what was learnt.',
    },
    stopping: {
      name: 'Early stopping',
      forms: 'early stopping',
      means: 'To stop training once the validation loss has not gone down for a while, before the network begins to memorise.',
    },
    dropout: {
      name: 'Dropout',
      forms: 'dropout',
      means: 'Switches units off at random in each training step, so that none depends too much on another.',
    },
    normalisation: {
      name: 'Normalisation',
      forms: 'normalisation',
      means: 'Brings the sums to mean 0 and variance 1, and lets two learnt numbers, γ and β, choose another scale.',
    },
    saturated: {
      name: 'Saturated',
      forms: 'saturated',
      means: 'A unit that works where its function is flat: its gate is nearly closed and it learns very slowly.',
    },
    dead: {
      name: 'Dead ReLU',
      forms: 'dead relu|dead',
      means: 'It gives 0 for every training sample and learns from none. If it gives 0 for one only, it is closed here.',
    },
    vanishing: {
      name: 'Vanishing gradient',
      forms: 'vanishing|vanishes',
      means: 'The blame shrinks as it crosses many nearly closed gates, and hardly any reaches the first layers.',
    },
    divergence: {
      name: 'Divergence',
      forms: 'divergence|diverges',
      means: 'The loss grows instead of going down: every step overshoots, nearly always because the rate is too high.',
    },
    softmax: {
      name: 'Softmax',
      forms: 'softmax',
      means: 'Turns the outputs into probabilities that add up to 1: if one rises, the others fall.',
    },
    initialisation: {
      name: 'Initialisation',
      forms: 'initialisation|initial weights|initial biases',
      means: 'The numbers that weights and biases begin with. Mostly random: if all units began alike, they would learn the same.',
    },
    seed: { name: 'Seed', forms: 'seed', means: 'The number that all chance of a run comes from. The same seed gives the same numbers.' },
  },
};
