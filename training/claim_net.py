"""The heads for claims: two layers of their own on the lower four of the reader, which stay as they are.

So trees and names read the same with them or without. The layers begin as copies of the reader's own upper two.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as fn
from transformers import BertModel

SHARED = 4
"""How many layers of the reader the heads for claims stand on."""
LINK = 64
LINK_SCALE = LINK**-0.5
FAR = 40
"""Up to how many words apart a distance counts by itself."""
LINKS = ("agent", "target", "place", "time", "toll", "origin", "via")
STATUSES = ("happened", "ongoing", "planned", "alleged", "denied", "hypothetical")
HARMED = ("civilian", "combatant", "object", "unknown")
IGNORE = -100
# How much each head's loss counts beside that of the events; most words tell none, which counts a little less.
_STATUS, _HARMED, _MAIN, _LINKS, _NO_EVENT = 0.3, 0.3, 0.2, 0.7, 0.6


@dataclass(slots=True)
class ClaimBatch:
    """Windows of text, padded: what the shared layers made of the subwords, and the answers for the words."""

    shared: Tensor
    mask: Tensor
    first: Tensor
    answers: dict[str, Tensor]
    linked: Tensor  # rows of window, kind of link, word of the event, other word
    right: Tensor  # 1 where the coder linked them


class ClaimNet(nn.Module):
    """The own layers and the heads on each word's first subword."""

    def __init__(self, encoder: BertModel, types: int) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.layers = nn.ModuleList(encoder.encoder.layer[SHARED:])
        self.event = nn.Linear(width, types + 1)
        self.status = nn.Linear(width, len(STATUSES))
        self.harmed = nn.Linear(width, len(HARMED))
        self.main = nn.Linear(width, 1)
        self.left = nn.Linear(width, len(LINKS) * LINK)
        self.right = nn.Linear(width, len(LINKS) * LINK)
        self.link_bias = nn.Parameter(torch.full((len(LINKS),), -2.0))
        self.far = nn.Parameter(torch.zeros(2 * FAR + 1, len(LINKS)))
        self.drop = nn.Dropout(0.25)

    def words(self, batch: ClaimBatch) -> Tensor:
        """A vector for each word."""
        x = batch.shared
        unseen = (1.0 - batch.mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            found = layer(x, attention_mask=unseen)
            x = found[0] if isinstance(found, tuple) else found
        dropped: Tensor = self.drop(x[torch.arange(len(x)).unsqueeze(1), batch.first])
        return dropped

    def links(self, words: Tensor) -> Tensor:
        """Log-odds [windows, kinds, words, words] that the second word belongs to the event told by the first."""
        windows, count, _ = words.shape
        left = self.left(words).view(windows, count, len(LINKS), LINK).transpose(1, 2)
        right = self.right(words).view(windows, count, len(LINKS), LINK).transpose(1, 2)
        at = torch.arange(count)
        apart = (at[None, :] - at[:, None]).clamp(-FAR, FAR) + FAR
        leaning = (self.far[apart] + self.link_bias).permute(2, 0, 1)
        return (left @ right.transpose(2, 3)) * LINK_SCALE + leaning

    def loss(self, batch: ClaimBatch) -> tuple[Tensor, dict[str, float]]:
        """The weighted sum of all heads' losses, and each for the log."""
        words = self.words(batch)
        told = torch.ones(self.event.out_features)
        told[0] = _NO_EVENT
        parts = {"event": _choice(self.event(words), batch.answers["event"], told)}
        for name, head, weight in (("status", self.status, _STATUS), ("harmed", self.harmed, _HARMED)):
            if (batch.answers[name] != IGNORE).any():
                parts[name] = weight * _choice(head(words), batch.answers[name])
        known = batch.answers["main"] != IGNORE
        if known.any():
            scores = self.main(words).squeeze(-1)[known].float()
            parts["main"] = _MAIN * fn.binary_cross_entropy_with_logits(scores, batch.answers["main"][known].float())
        if len(batch.right):
            scores = self.links(words)[tuple(batch.linked.T)].float()
            parts["link"] = _LINKS * fn.binary_cross_entropy_with_logits(scores, batch.right)
        return torch.stack(list(parts.values())).sum(), {k: float(v.detach()) for k, v in parts.items()}


def _choice(scores: Tensor, wanted: Tensor, weight: Tensor | None = None) -> Tensor:
    return fn.cross_entropy(scores.flatten(0, 1).float(), wanted.flatten(), weight, ignore_index=IGNORE)
