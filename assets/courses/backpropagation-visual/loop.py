import torch
from torch import nn

net = nn.Sequential(
    nn.Linear(1, 2),
    nn.ReLU(),
    nn.Linear(2, 1),
)
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(
    net.parameters(), lr=0.05
)
x = torch.tensor([[2.0]])
y = torch.tensor([[3.0]])

for step in range(4):
    out = net(x)
    loss = criterion(out, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

net.eval()
with torch.no_grad():
    print(net(x))
