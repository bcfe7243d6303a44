"""Reference values of the elementary functions of `core/math`, computed with 50 digits by mpmath.

Run: python3 make_elementary.py OUT.json   (needs mpmath)
Points of many sizes, drawn once with seed 7, and edges. Each row is x, the value rounded to a double (text where it is not finite), and what
rounding took from it in units of its last place.
"""
import json, random, sys
import mpmath as mp

mp.mp.dps = 50
root, circle = mp.sqrt(2), 2 * mp.pi
sigmoid = lambda x: 1 / (1 + mp.exp(-x)) if x > 0 else mp.exp(x) / (1 + mp.exp(x))
near = lambda z: 2 * mp.sqrt(2 / mp.pi) * (z + mp.mpf('0.044715') * z ** 3)


def turned(f):
    def of(turns):
        part = turns - mp.nint(turns)
        return mp.mpf({0: (0, 1), 1: (1, 0), 2: (0, -1), -1: (-1, 0), -2: (0, -1)}[int(4 * part)][f is mp.cos]) if 4 * part == mp.nint(4 * part) else f(circle * part)
    return of


draw = random.Random(7)
between = lambda low, high, n=40: [draw.uniform(low, high) for _ in range(n)]
sized = lambda low, high, signs=(1, -1), n=40: [draw.choice(signs) * draw.uniform(1, 2) * 2.0 ** draw.randint(low, high) for _ in range(n)]
functions = {
    'exp': (mp.exp, between(-745, 709.7) + between(-1, 1) + between(-745, -707) + sized(-60, 9) + [0.0, 5e-324, -745.13, -744.5, 709.78]),
    'expm1': (mp.expm1, between(-40, 709.7) + between(-1, 2) + sized(-1074, 5) + [-50.0, 0.347, 0.3466, -0.3466, 709.78]),
    'tanh': (mp.tanh, between(-20, 20) + between(-1, 1) + sized(-1074, 4) + [0.6, 0.6000000000000001, -19.9, 20.0, 30.0, 1e300]),
    'sigmoid': (sigmoid, between(-745, 40) + between(-4, 4) + between(-745, -707) + sized(-60, 9) + [0.0, -745.13, 800.0]),
    'softplus': (lambda x: mp.log1p(mp.exp(x)) if x < 0 else x + mp.log1p(mp.exp(-x)), between(-745, 40) + between(-2, 2) + between(-745, -707) + sized(-60, 9) + [0.0, -745.13, 800.0, 1e308]),
    'log': (mp.log, sized(-1074, 1022, (1,)) + between(0.5, 2) + between(0, 1) + [1.0, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 0.7071067811865475, 0.9999999999999999]),
    'log1p': (mp.log1p, sized(-1074, 1022, (1,)) + between(0, 1) + between(0, 10) + [0.5, 1.0, 1.0000000000000002, 1.7976931348623157e308]),
    'density': (lambda z: mp.exp(-z * z / 2) / mp.sqrt(circle), between(-38.5, 38.5) + between(-5, 5) + between(37, 38.6) + [0.0, 1e-200]),
    'distribution': (lambda z: mp.erfc(-z / root) / 2, between(-38, 0, 80) + between(-3, 3, 80) + between(-38.4, -37) + [0.0, -1e-200, 9.0, -0.763, -2.177]),
    'nearDistribution': (lambda z: sigmoid(near(z)), between(-21.5, 0, 80) + between(-3, 3, 80) + [0.0, -21.5, 9.0, 25.0]),
    'sine': (turned(mp.sin), between(-2, 2) + sized(-1000, 20) + [0.0, 0.25, 0.5, 0.75, -0.25, 1e300, 0.125]),
    'cosine': (turned(mp.cos), between(-2, 2) + sized(-1000, 20) + [0.0, 0.25, 0.5, 0.75, -0.25, 1e300, 0.125]),
}


def row(f, x):
    exact = f(mp.mpf(x))
    size = abs(exact)
    unit = mp.mpf(2) ** max(-1074, (int(mp.floor(mp.log(size, 2))) - 52) if size > 0 else -1074)
    rounded = mp.nint(exact / unit) * unit
    return [x, float(rounded), round(float((exact - rounded) / unit), 3)]


rows = {name: [row(f, x) for x in points] for name, (f, points) in functions.items()}
lines = ',\n'.join(f'  {json.dumps(name)}: {json.dumps(of)}' for name, of in rows.items())
open(sys.argv[1], 'w').write('{\n  "origin": "mpmath %s, 50 digits",\n%s\n}\n' % (mp.__version__, lines))
