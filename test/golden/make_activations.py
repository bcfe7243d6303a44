"""Reference values of every activation and of its derivative, computed with 50 digits by mpmath.

Run: python3 make_activations.py OUT.json   (needs mpmath)
At each z of -40, -39.5, ..., 40 and some between them: value and derivative from their definitions, rounded to a double once. What is below
the smallest normal double, 0 included, is null.
"""
import json, sys
import mpmath as mp

mp.mp.dps = 50
lam, alpha = mp.mpf('1.0507009873554804934193349852946'), mp.mpf('1.6732632423543772848170429916717')
sigmoid = lambda z: 1 / (1 + mp.exp(-z))
Phi = lambda z: mp.erfc(-z / mp.sqrt(2)) / 2
phi = lambda z: mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)
u = lambda z: 2 * mp.sqrt(2 / mp.pi) * (z + mp.mpf('0.044715') * z ** 3)
du = lambda z: 2 * mp.sqrt(2 / mp.pi) * (1 + 3 * mp.mpf('0.044715') * z ** 2)

functions = {
    'linear': (lambda z: z, lambda z: mp.mpf(1)),
    'relu': (lambda z: max(z, 0), lambda z: mp.mpf(z > 0)),
    'leaky-relu': (lambda z: z if z > 0 else z / 100, lambda z: mp.mpf(1) if z > 0 else mp.mpf(1) / 100),
    'elu': (lambda z: z if z > 0 else mp.expm1(z), lambda z: mp.mpf(1) if z > 0 else mp.exp(z)),
    'selu': (lambda z: lam * (z if z > 0 else alpha * mp.expm1(z)), lambda z: lam * (1 if z > 0 else alpha * mp.exp(z))),
    'gelu': (lambda z: z * Phi(z), lambda z: Phi(z) + z * phi(z)),
    'gelu-tanh': (lambda z: z * sigmoid(u(z)), lambda z: sigmoid(u(z)) * (1 + z * sigmoid(-u(z)) * du(z))),
    'silu': (lambda z: z * sigmoid(z), lambda z: sigmoid(z) * (1 + z * sigmoid(-z))),
    'softplus': (lambda z: mp.log1p(mp.exp(z)), sigmoid),
    'sigmoid': (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
    'tanh': (mp.tanh, lambda z: 4 * sigmoid(2 * z) * sigmoid(-2 * z)),
}

def rounded(x):
    return float(x) if abs(x) >= mp.mpf(2) ** -1022 else None

def main(path):
    z = [i / 2 for i in range(-80, 81)] + [-21.37, -9.81, -3.3, -2.7, -1.9, -0.3, 0.2, 0.7, 1.3, 4.1, 4.7, 17.3]
    values = {name: {'value': [rounded(f(mp.mpf(x))) for x in z], 'slope': [rounded(d(mp.mpf(x))) for x in z]} for name, (f, d) in functions.items()}
    json.dump({'origin': f'mpmath {mp.__version__}, 50 digits', 'z': z, 'activations': values}, open(path, 'w'))

main(sys.argv[1])
