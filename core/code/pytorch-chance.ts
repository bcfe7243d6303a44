import type { ScriptWords } from '#core/words/cli/scripts.ts';
import { streams } from '#core/math/random.ts';
import type { Run } from '#core/net/run.ts';
import { drops, fractionLines, isNoisy } from './python-chance.ts';
import { when } from './python.ts';

/** The run's own dropout masks and noise for PyTorch, from the `draw` and `substream` of `randomLines`: its own generator draws others. */
export const pytorchChance = (run: Run, words: ScriptWords): string[] => {
  const { spec, layout } = run;
  if (!drops(run) && !isNoisy(run)) return [];
  return [
    ...fractionLines(words),
    ...when(
      drops(run),
      '',
      'class Dropout(nn.Module):',
      `    """${words.dropout}"""`,
      '',
      '    k = FIRST_STEP',
      '',
      '    def __init__(self, p, l):',
      '        super().__init__()',
      '        self.p, self.l = p, l',
      '',
      '    def forward(self, f):',
      '        if not self.training:',
      '            return f',
      `        stream = substream(substream(${streams.dropout}, self.l + 1), Dropout.k)`,
      '        drawn = [fraction(*draw(stream, i, 0)[:2]) for i in range(f.numel())]',
      '        return f * torch.tensor([0 if u < self.p else 1 / (1 - self.p) for u in drawn], dtype=torch.float64).reshape(f.shape)',
      '',
    ),
    ...when(
      isNoisy(run),
      '',
      'def normal(stream, index):',
      `    """${words.normal}"""`,
      '    words = draw(stream, index, 1)',
      '    return math.sqrt(-2 * math.log(1 - fraction(*words[:2]))) * math.cos(2 * math.pi * fraction(*words[2:]))',
      '',
      '',
      'def noise(k):',
      `    """${words.noise}"""`,
      `    stream, inputs = substream(${streams.augment}, k), ${layout.layers[0]!.inputs}`,
      '    drawn = [[normal(stream, n * inputs + i) for i in range(inputs)] for n in samples(k)]',
      `    return ${spec.augment.noise} * torch.tensor(drawn, dtype=torch.float64)`,
      '',
    ),
  ];
};
