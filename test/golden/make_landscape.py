"""Reference numbers for the loss landscape, computed by NumPy.

Run: python3 make_landscape.py SEED OUT.json   (needs numpy)
Principal directions are the right singular vectors of the centred points. The network is 2-3-1, tanh then linear, with the mean
squared error and an l2 penalty on the weights; its gradient is taken by complex steps, which are exact to rounding, and its Hessian by
central differences of that gradient; the leading eigenvector is the one whose eigenvalue is largest in size.
"""
import json, sys
import numpy as np

def loss(theta, x, y, l2):
    W1, b1 = theta[:6].reshape(2, 3), theta[6:9]
    W2, b2 = theta[9:12].reshape(3, 1), theta[12:13]
    out = np.tanh(x @ W1 + b1) @ W2 + b2
    return ((out - y) ** 2).mean() + l2 / 2 * ((W1 ** 2).sum() + (W2 ** 2).sum())

def gradient(theta, *data):
    g = np.zeros(len(theta))
    for i in range(len(theta)):
        step = theta.astype(complex)
        step[i] += 1e-30j
        g[i] = loss(step, *data).imag / 1e-30
    return g

def main(seed, out):
    rng = np.random.default_rng(seed)
    points = (rng.normal(size=(7, 5)) * [3, 1, 0.5, 0.2, 0.1]) @ np.linalg.qr(rng.normal(size=(5, 5)))[0]
    _, s, vt = np.linalg.svd(points - points.mean(0), full_matrices=False)
    x, y = rng.normal(size=(12, 2)), rng.normal(size=(12, 1))
    theta, l2 = rng.normal(size=13), 0.05
    data = (x, y, l2)
    h = 1e-5
    hessian = np.array([(gradient(theta + h * e, *data) - gradient(theta - h * e, *data)) / (2 * h) for e in np.eye(13)])
    values, vectors = np.linalg.eigh((hessian + hessian.T) / 2)
    k = int(np.abs(values).argmax())
    u, v = rng.normal(size=13), rng.normal(size=13)
    side = np.linspace(-1, 1, 5)
    json.dump({
        'points': points.tolist(),
        'principal': vt[:2].tolist(),
        'variance': (s ** 2 / (s ** 2).sum())[:2].tolist(),
        'x': x.tolist(), 'y': y.tolist(), 'l2': l2,
        'W1': theta[:6].reshape(2, 3).tolist(), 'b1': theta[6:9].tolist(),
        'W2': theta[9:12].reshape(3, 1).tolist(), 'b2': theta[12:].tolist(),
        'gradient': gradient(theta, *data).tolist(),
        'eigenvalue': float(values[k]), 'eigenvector': vectors[:, k].tolist(),
        'u': u.tolist(), 'v': v.tolist(),
        'grid': [[float(loss(theta + a * u + b * v, *data)) for a in side] for b in side],
    }, open(out, 'w'))

main(int(sys.argv[1]), sys.argv[2])
