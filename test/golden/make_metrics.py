"""Reference numbers for the metrics and the simple methods, computed by NumPy.

Run: python3 make_metrics.py SEED OUT.json   (needs numpy)
The AUC is counted over all pairs (Mann-Whitney), the linear regression is numpy.linalg.lstsq's, the logistic one is found by
accelerated gradient descent until its gradient vanishes, the neighbours by sorting all distances.
"""
import json, sys
import numpy as np

def classes_case(rng, name, n, units, boundary):
    count = 2 if units == 1 else units
    actual = rng.integers(0, count, n)
    if units == 1:
        y = actual[:, None].astype(float)
        out = (rng.normal(size=(n, 1)) + 0.8 * (y - 0.5)).round(1) + boundary
        said = (out[:, 0] >= boundary).astype(int)
        score = {0: -out[:, 0], 1: out[:, 0]}
    else:
        y = np.eye(units)[actual]
        out = (rng.normal(size=(n, units)) + y).round(1)
        said = out.argmax(1)
        score = {c: out[:, c] for c in range(units)}
    confusion = [[int(np.sum((actual == a) & (said == p))) for p in range(count)] for a in range(count)]
    per = []
    for c in range(count):
        hit, told, true = np.sum((said == c) & (actual == c)), np.sum(said == c), np.sum(actual == c)
        p, r = hit / told if told else 0, hit / true if true else 0
        pos, neg = score[c][actual == c], score[c][actual != c]
        pairs = (pos[:, None] > neg[None, :]).sum() + 0.5 * (pos[:, None] == neg[None, :]).sum()
        per.append({'precision': p, 'recall': r, 'f1': 2 * p * r / (p + r) if p + r else 0, 'support': int(true), 'auc': pairs / (len(pos) * len(neg))})
    return {'name': name, 'boundary': boundary, 'y': y.tolist(), 'outputs': out.tolist(), 'accuracy': float((said == actual).mean()),
            'confusion': confusion, 'classes': per, 'macro': {k: float(np.mean([c[k] for c in per])) for k in ('precision', 'recall', 'f1')}}

def regression_case(rng, n, units):
    y = rng.normal(size=(n, units)).round(3)
    out = (y + 0.3 * rng.normal(size=y.shape)).round(3)
    r2 = 1 - ((y - out) ** 2).sum(0) / ((y - y.mean(0)) ** 2).sum(0)
    return {'y': y.tolist(), 'outputs': out.tolist(), 'mse': ((y - out) ** 2).mean(), 'mae': np.abs(y - out).mean(), 'r2': r2.mean()}

def logistic(X, t, ridge=1.0):
    A = np.hstack([np.ones((len(X), 1)), X]); keep = np.r_[0, np.ones(X.shape[1])] * ridge
    rate = 1 / (np.linalg.eigvalsh(A.T @ A).max() / 4 + ridge)
    b = look = np.zeros(A.shape[1])
    for k in range(2_000_000):
        g = A.T @ (1 / (1 + np.exp(-A @ look)) - t) + keep * look
        new = look - rate * g
        momentum = 0 if g @ (new - b) > 0 else min(0.999, k / (k + 3))
        look, b = new + momentum * (new - b), new
        if np.abs(g).max() < 1e-12: return b
    raise RuntimeError('not converged')

def main(seed, path):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(60, 3)).round(3); P = rng.normal(size=(15, 3)).round(3)
    Y = (X @ rng.normal(size=(3, 2)) + 0.5 + 0.1 * rng.normal(size=(60, 2))).round(3)
    one = lambda M: np.hstack([np.ones((len(M), 1)), M])
    linear = one(P) @ np.linalg.lstsq(one(X), Y, rcond=None)[0]
    labels = np.argmax(X @ rng.normal(size=(3, 3)) + rng.normal(size=(60, 3)), 1); T = np.eye(3)[labels]
    probabilities = np.stack([1 / (1 + np.exp(-one(P) @ logistic(X, T[:, c]))) for c in range(3)], 1)
    near = np.argsort(((P[:, None] - X[None]) ** 2).sum(2), 1, kind='stable')[:, :5]
    json.dump({'origin': f'NumPy {np.__version__}, seed {seed}',
               'classes': [classes_case(rng, 'one probability', 80, 1, 0.5), classes_case(rng, 'one logit', 50, 1, 0.0), classes_case(rng, 'four outputs', 120, 4, 0.5)],
               'regression': regression_case(rng, 40, 3),
               'fitted': {'x': X.tolist(), 'y': Y.tolist(), 'labels': T.tolist(), 'points': P.tolist(), 'linear': linear.tolist(),
                          'logistic': probabilities.tolist(), 'neighbours': Y[near].mean(1).tolist()}}, open(path, 'w'))

main(int(sys.argv[1]), sys.argv[2])
