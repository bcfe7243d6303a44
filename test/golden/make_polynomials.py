"""Coefficients of `core/math/polynomials.ts`: polynomials through smooth functions at Chebyshev nodes, found with 60 digits by mpmath.

Run: python3 make_polynomials.py   (needs mpmath)
Prints each polynomial's coefficients, lowest power first, rounded to doubles, and the binary logarithm of the largest relative error that
they leave in what is made of them.
"""
import mpmath as mp

mp.mp.dps = 60
half = mp.log(2) / 2 * mp.mpf('1.0001')
circle = mp.mpf(float(2 * mp.pi))


middle = mp.mpf(1) / 8


def normal_tail(v):
    t = 1 / (middle + v) - 5
    return mp.erfc(t / mp.sqrt(2)) * mp.exp(t * t / 2) / 2 * (t + mp.mpf(9) / 8)


def of_square(f):
    return lambda square: f(mp.sqrt(square))


# name, function, from, to, how many, what an error of 1 is in the whole
polynomials = [
    ('exp', lambda r: (mp.exp(r) - 1 - r - r * r / 2) / r ** 3, -half, half, 10, lambda r: r * r),
    ('log', of_square(lambda s: (2 * mp.atanh(s) - 2 * s) / s ** 3), 0, mp.mpf(1) / 25, 8, lambda square: square / 2),
    ('sine', of_square(lambda f: mp.sin(2 * mp.pi * f) / f - circle), 0, mp.mpf(1) / 64, 8, lambda _: 1 / circle),
    ('cosine', of_square(lambda f: (mp.cos(2 * mp.pi * f) - 1) / f ** 2), 0, mp.mpf(1) / 64, 8, lambda square: square),
    ('tail', normal_tail, mp.mpf(1) / 44 - middle, mp.mpf(1) / 5 - middle, 27, lambda v: 1 / normal_tail(v)),
]


def through(f, low, high, count):
    """Newton's divided differences at the Chebyshev nodes, multiplied out into powers."""
    nodes = [(low + high) / 2 + (high - low) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    differences = [f(x) for x in nodes]
    for order in range(1, count):
        for i in range(count - 1, order - 1, -1):
            differences[i] = (differences[i] - differences[i - 1]) / (nodes[i] - nodes[i - order])
    powers = [mp.mpf(0)] * count
    for i in range(count - 1, -1, -1):
        shifted = [mp.mpf(0)] + powers[:-1]
        powers = [shifted[k] - nodes[i] * powers[k] for k in range(count)]
        powers[0] += differences[i]
    return powers


def quotient_through(f, low, high):
    """(p0 + p1 x + p2 x²) / (1 + q1 x + q2 x² + q3 x³) through f at the six Chebyshev nodes."""
    nodes = [(low + high) / 2 + (high - low) / 2 * mp.cos(mp.pi * (2 * i + 1) / 12) for i in range(6)]
    rows = mp.matrix([[1, x, x * x, -f(x) * x, -f(x) * x ** 2, -f(x) * x ** 3] for x in nodes])
    return [float(c) for c in mp.lu_solve(rows, mp.matrix([f(x) for x in nodes]))]


def tell(name, coefficients, made, f, low, high, share):
    places = [low + (high - low) * (mp.mpf(i) + mp.mpf('0.001')) / 1000 for i in range(1000)]
    worst = max(abs((made(x) - f(x)) * share(x)) for x in places)
    print(f'{name}: {coefficients}  2^{mp.nstr(mp.log(worst, 2), 4)}')


for name, f, low, high, count, share in polynomials:
    exact = through(f, low, high, count)
    c = [float(x) for x in exact]
    tell(name, c, lambda x: mp.polyval(c[::-1], x), f, low, high, share)

tanh = of_square(lambda x: (1 - mp.tanh(x) / x) / x ** 2)
p = quotient_through(tanh, 0, mp.mpf('0.36'))
tell('tanh', p, lambda x: mp.polyval(p[2::-1], x) / mp.polyval(p[5:2:-1] + [1], x), tanh, 0, mp.mpf('0.36'), lambda square: square)
print('tail, what its first leaves out:', float(exact[0] - mp.mpf(c[0])))
