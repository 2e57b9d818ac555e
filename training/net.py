"""The network: a small BERT and its heads on the first subword of each word.

Arcs and labels are scored by biaffine attention (Dozat & Manning 2017, "Deep Biaffine
Attention for Neural Dependency Parsing"); the other heads are linear.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as fn
from transformers import BertModel

from recount.reading.reader.pieces import SHAPES

ARC, LABEL = 256, 128
IGNORE = -100


@dataclass(slots=True)
class Batch:
    """Windows of text, padded; a word's answer is IGNORE where the data has none."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor  # position of each word's first subword
    present: Tensor  # which words are real
    sentence: Tensor  # number of each word's sentence in its window
    answers: dict[str, Tensor]


class Net(nn.Module):
    """Encoder and heads; `sizes` says how many answers each head chooses from."""

    def __init__(self, encoder: BertModel, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        old = encoder.embeddings.token_type_embeddings.weight.data
        table = nn.Embedding(SHAPES, width)
        table.weight.data[:] = old[0]
        encoder.embeddings.token_type_embeddings = table
        encoder.config.type_vocab_size = SHAPES
        self.sizes = sizes
        labels = sizes["rel"]
        self.tags = nn.ModuleDict({k: nn.Linear(width, n) for k, n in sizes.items() if k != "rel"})
        self.arc = nn.Linear(width, 2 * ARC)
        self.label = nn.Linear(width, 2 * LABEL)
        self.root = nn.Parameter(torch.zeros(ARC + LABEL))
        self.arc_matrix = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.label_matrix = nn.Parameter(torch.zeros(LABEL + 1, labels, LABEL + 1))
        nn.init.normal_(self.root, std=0.02)
        nn.init.normal_(self.arc_matrix, std=0.02)
        nn.init.normal_(self.label_matrix, std=0.01)
        self.drop = nn.Dropout(0.33)
        self.light_drop = nn.Dropout(0.15)

    def states(self, batch: Batch) -> Tensor:
        """The encoder's vector for each word's first subword."""
        hidden = self.encoder(
            input_ids=batch.ids, token_type_ids=batch.shapes, attention_mask=batch.mask
        ).last_hidden_state
        rows = torch.arange(len(hidden)).unsqueeze(1)
        return hidden[rows, batch.first]

    def arcs(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores [B, W, W+1] (column 0 the root), and the label vectors of both roles."""
        arc = self.drop(fn.leaky_relu(self.arc(words), 0.1))
        label = self.drop(fn.leaky_relu(self.label(words), 0.1))
        root = self.root.expand(len(words), 1, -1).to(arc.dtype)
        heads = torch.cat([root[..., :ARC], arc[..., ARC:]], 1)
        label_heads = torch.cat([root[..., ARC:], label[..., LABEL:]], 1)
        scores = arc[..., :ARC] @ self.arc_matrix @ heads.transpose(1, 2)
        return scores + (heads @ self.arc_bias).unsqueeze(1), label[..., :LABEL], label_heads

    def labels(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Label scores [N, labels] of dependents with their chosen heads."""
        ones = dependents.new_ones(len(dependents), 1)
        left = torch.cat([dependents, ones], 1)
        right = torch.cat([heads, ones], 1)
        n, count = len(left), self.sizes["rel"]
        mixed = (left @ self.label_matrix.reshape(LABEL + 1, -1)).view(n, count, LABEL + 1)
        return (mixed * right.unsqueeze(1)).sum(-1)

    def loss(self, batch: Batch, weights: dict[str, float]) -> tuple[Tensor, dict[str, float]]:
        """The weighted sum of all heads' cross entropies, and each for the log."""
        words = self.states(batch)
        dropped = self.light_drop(words)
        parts: dict[str, Tensor] = {}
        for name, head in self.tags.items():
            wanted = batch.answers[name].flatten()
            if (wanted != IGNORE).any():
                parts[name] = fn.cross_entropy(head(dropped).flatten(0, 1).float(), wanted, ignore_index=IGNORE)
        gold = batch.answers["head"]
        known = gold != IGNORE
        if known.any():
            scores, dependents, heads = self.arcs(words)
            scores = scores.float().masked_fill(~allowed(batch), -1e4)
            parts["head"] = fn.cross_entropy(scores[known], gold[known])
            where, _ = known.nonzero(as_tuple=True)
            chosen = self.labels(dependents[known], heads[where, gold[known]])
            parts["rel"] = fn.cross_entropy(chosen.float(), batch.answers["rel"][known])
        total = torch.stack([weights[k] * v for k, v in parts.items()]).sum()
        return total, {k: float(v.detach()) for k, v in parts.items()}


def allowed(batch: Batch) -> Tensor:
    """Which heads a word may choose: the root, and the other words of its own sentence."""
    same = batch.sentence.unsqueeze(2) == batch.sentence.unsqueeze(1)
    same &= batch.present.unsqueeze(1)
    same &= ~torch.eye(same.shape[1], dtype=torch.bool)
    root = torch.ones(*same.shape[:2], 1, dtype=torch.bool)
    return torch.cat([root, same], 2)
