import torch

x, y = 2.0, 3.0
w1 = torch.tensor(
    0.5, requires_grad=True
)
w2 = torch.tensor(
    4.0, requires_grad=True
)

for _ in range(3):
    a = torch.sigmoid(w1 * x - 1)
    out = w2 * a
    loss = (out - y) ** 2
    loss.backward()
print(w2.grad)
