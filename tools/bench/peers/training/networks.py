"""The networks of ../../src/training/networks.ts in PyTorch: each function returns the modules and the loss of one batch."""

import torch
from torch import nn
from torch.nn import functional as F


def two_tower(items, width, batch, temperature, **_):
    def tower():
        return nn.Sequential(nn.Embedding(items, width), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width))

    users, goods = tower(), tower()
    user, item, own = torch.randint(items, (batch,)), torch.randint(items, (batch,)), torch.arange(batch)

    def loss():
        logits = F.normalize(users(user)) @ F.normalize(goods(item)).T / temperature
        return F.cross_entropy(logits, own)

    return nn.ModuleList([users, goods]), loss


class Residual(nn.Module):
    def __init__(self, before, width, stride):
        super().__init__()
        self.first = nn.Conv3d(before, width, 3, stride, 1, bias=False)
        self.second = nn.Conv3d(width, width, 3, 1, 1, bias=False)
        self.norms = nn.ModuleList([nn.BatchNorm3d(width), nn.BatchNorm3d(width)])
        same = stride == 1 and before == width
        self.shortcut = nn.Identity() if same else nn.Sequential(nn.Conv3d(before, width, 1, stride, bias=False), nn.BatchNorm3d(width))

    def forward(self, x):
        y = self.norms[1](self.second(F.relu(self.norms[0](self.first(x)))))
        return F.relu(y + self.shortcut(x))


def cnn3d(size, batch, widths, **_):
    stem = [nn.Conv3d(1, widths[0], 3, 1, 1, bias=False), nn.BatchNorm3d(widths[0]), nn.ReLU()]
    blocks = [Residual(widths[max(level - 1, 0)], width, 2 if level else 1) for level, width in enumerate(widths)]
    model = nn.Sequential(*stem, *blocks, nn.AdaptiveAvgPool3d(1), nn.Flatten(), nn.Linear(widths[-1], 1))
    volume, labels = torch.randn(batch, 1, size, size, size), torch.randint(2, (batch, 1)).float()
    return model, lambda: F.binary_cross_entropy_with_logits(model(volume), labels)


class Encoder(nn.Module):
    def __init__(self, layers, hidden, heads, feed_forward, vocabulary, length, classes, dropout):
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, hidden), nn.Embedding(length, hidden)
        self.norm, self.dropout = nn.LayerNorm(hidden, eps=1e-12), nn.Dropout(dropout)
        layer = nn.TransformerEncoderLayer(hidden, heads, feed_forward, dropout, "gelu", 1e-12, batch_first=True)
        self.blocks = nn.TransformerEncoder(layer, layers)
        self.head = nn.Linear(hidden, classes)

    def forward(self, tokens):
        states = self.dropout(self.norm(self.words(tokens) + self.places.weight))
        return self.head(self.blocks(states).mean(1))


def encoder(layers, hidden, heads, feedForward, vocabulary, batch, length, classes, dropout, **_):
    model = Encoder(layers, hidden, heads, feedForward, vocabulary, length, classes, dropout)
    tokens, labels = torch.randint(vocabulary, (batch, length)), torch.randint(classes, (batch,))
    return model, lambda: F.cross_entropy(model(tokens), labels)


class Gru(nn.Module):
    def __init__(self, vocabulary, units, classes):
        super().__init__()
        self.words, self.gru, self.head = nn.Embedding(vocabulary, units), nn.GRU(units, units, batch_first=True), nn.Linear(units, classes)

    def forward(self, sequences):
        return self.head(self.gru(self.words(sequences))[0][:, -1])


def gru(vocabulary, units, steps, batch, classes, **_):
    model = Gru(vocabulary, units, classes)
    sequences, labels = torch.randint(vocabulary, (batch, steps)), torch.randint(classes, (batch,))
    return model, lambda: F.cross_entropy(model(sequences), labels)


NETWORKS = {"two-tower": two_tower, "cnn3d": cnn3d, "encoder": encoder, "gru": gru}
