import numpy as np
np.random.seed(4)
N, s = 1000, 0.1 ** 0.5
X = s * np.random.randn(N, 2)
r2 = (X ** 2).sum(axis=1)
Y = (r2 > np.median(r2)) * 1.0
Y = Y.reshape(N, 1)

sizes = [2, 4, 8, 1]
p = {}
for l in 1, 2, 3:
    i, o = sizes[l - 1], sizes[l]
    p["W", l] = np.random.randn(i, o) * (2 / i) ** 0.5
    p["b", l] = np.zeros((1, o))

def relu(z, slope=False):
    if slope:
        return (z > 0) * 1.0
    return np.maximum(0, z)

def sigmoid(z, slope=False):
    if slope:
        a = sigmoid(z)
        return a * (1 - a)
    return 1 / (1 + np.exp(-z))

def mse(out, slope=False):
    if slope:
        return 2 * (out - Y) / N
    return np.mean((out - Y) ** 2)

def train(rate):
    Z1 = X @ p["W", 1] + p["b", 1]
    A1 = relu(Z1)
    Z2 = A1 @ p["W", 2] + p["b", 2]
    A2 = relu(Z2)
    Z3 = A2 @ p["W", 3] + p["b", 3]
    A3 = sigmoid(Z3)

    d3 = mse(A3, True) * sigmoid(Z3, True)
    g3 = A2.T @ d3
    d2 = d3 @ p["W", 3].T * relu(Z2, True)
    g2 = A1.T @ d2
    d1 = d2 @ p["W", 2].T * relu(Z1, True)
    g1 = X.T @ d1

    for l, g, d in (3, g3, d3), (2, g2, d2), (1, g1, d1):
        p["W", l] -= rate * g
        p["b", l] -= rate * d.sum(axis=0)
    return A3

errors = []
for k in range(50000):
    out = train(0.5)
    if k % 25 == 0:
        errors.append(mse(out))
        print(k, errors[-1])

import matplotlib.pyplot as plt
plt.plot(errors)
plt.show()
