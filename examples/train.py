"""A training script: keyword arguments, defaults and flags are all read."""

import argparse

import torch
from torch.utils.data import DataLoader

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default=1e-3)
parser.add_argument("--batch-size", type=int, default=64)


def build(model, dataset):
    loader = DataLoader(dataset, batch_size=0, shuffle=True)
    optimizer = torch.optim.Adadelta(model.parameters(), lr=1e-5)
    return loader, optimizer
