"""Train the heads for claims on a trained reader, whose lower layers stay as they are.

    PYTHONPATH=src:. python -m training.claim_heads --checkpoint OUT --train TRAIN/claims --data DATA

`--checkpoint` is what training/train.py left; `claims.pt` and `types.json` are put beside it, and training/export.py
then writes reader and heads as one graph. With `--folds` what the heads make of each report is written as well, by
heads that learned from the other folds only, reports of one incident together: what training/weigh.py fits to.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from tokenizers import BertWordPieceTokenizer
from torch import Tensor, nn
from torch.nn import functional as fn
from transformers import BertModel

from benchmarks.common import document_in, rows, scorer, tools
from recount.reading import read
from training.claim_answers import Answers, answers_of
from training.claim_net import SHARED, ClaimNet
from training.claim_windows import ClaimWindow, as_written, batches, padded, varied, windows_of
from training.net import Net
from training.train import start_weights
from training.windows import Pieces

FOLDS = 5
VARIANTS = 6
"""In how many variants each report is read: as written, and five times varied; epochs take turns."""
EPOCHS = 12
BATCH = 800
LAYER_RATE, HEAD_RATE = 2e-4, 2e-3


def reports_of(folder: Path, data: Path) -> list[Answers]:
    """The hand-coded reports of a folder with their answers."""
    kit, score = tools(), scorer(data, "score_claims")
    gold = score.load(folder / "gold.jsonl", None)
    return [
        answers_of(read(document_in(report), kit.reader), gold.get(str(report["id"]), []), kit, score)
        for report in rows(folder / "reports.jsonl")
    ]


def folds_of(reports: Iterable[Answers], incidents: Path | None) -> dict[str, int]:
    """Each report's fold; reports that tell of one incident share it."""
    parent: dict[str, str] = {}

    def first(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for line in rows(incidents) if incidents else []:
        for member in line["members"][1:]:
            parent[first(str(member))] = first(str(line["members"][0]))
    return {r.report: int(hashlib.sha256(first(r.report).encode()).hexdigest(), 16) % FOLDS for r in reports}


class Shared(nn.Module):
    """The reader's lower layers, which learn nothing more."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.embeddings = encoder.embeddings
        self.layers = nn.ModuleList(encoder.encoder.layer[:SHARED])

    @torch.no_grad()
    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """A vector for each subword."""
        x = self.embeddings(input_ids=ids, token_type_ids=shapes)
        unseen = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            found = layer(x, attention_mask=unseen)
            x = found[0] if isinstance(found, tuple) else found
        return x


def reader_at(checkpoint: Path) -> Net:
    """The trained reader, in floats."""
    labels = json.loads((checkpoint / "labels.json").read_text(encoding="utf-8"))
    encoder = BertModel.from_pretrained(start_weights(), add_pooling_layer=False, attn_implementation="sdpa")
    net = Net(encoder, {k: len(labels[k]) for k in ("start", "upos", "xpos", "rel", "lemma", "name")})
    net.load_state_dict(torch.load(checkpoint / "net.pt", weights_only=True))
    return net.eval()


def variants_of(
    reports: Sequence[Answers], shared: Shared, pieces: Pieces, types: dict[str, int], seed: int
) -> list[list[ClaimWindow]]:
    """The windows of all reports in every variant, read by the shared layers once."""
    chance = random.Random(seed)  # noqa: S311
    lemmas = json.loads((Path("src/recount/reading/reader/weights") / "lemmas.json").read_text(encoding="utf-8"))
    ordinary = {form for forms in lemmas.values() for form in forms}
    names = sorted(
        {w.form.lower() for r in reports for w in r.words if w.upos == "PROPN" and w.form.isalpha() and len(w.form) > 3}
    )
    made = []
    for n in range(VARIANTS):
        found: list[ClaimWindow] = []
        for report in reports:
            wording = varied(report, chance, names, ordinary) if n else as_written(report)
            found += windows_of(report, wording, pieces, types, chance if n else None)
        for group in batches(found, 6000, chance):
            ids, shapes, mask = (
                nn.utils.rnn.pad_sequence([torch.tensor(v) for v in values], batch_first=True)
                for values in ([w.ids for w in group], [w.shapes for w in group], [[1] * len(w.ids) for w in group])
            )
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors = shared(ids, shapes, mask).to(torch.bfloat16)
            for window, vector in zip(group, vectors, strict=True):
                window.shared = vector[: len(window.ids)].clone()
        made.append(found)
    return made


def trained(variants: list[list[ClaimWindow]], reader: Path, types: int, seed: int) -> ClaimNet:
    """Heads trained on windows, the variants taking turns."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311
    net = ClaimNet(reader_at(reader).encoder, types)
    heads = [value for name, value in net.named_parameters() if not name.startswith("layers")]
    tune = torch.optim.AdamW(
        [{"params": list(net.layers.parameters()), "lr": LAYER_RATE}, {"params": heads, "lr": HEAD_RATE}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    total = EPOCHS * len(batches(variants[0], BATCH, random.Random(0)))  # noqa: S311
    warm = 0.06 * total
    slope = torch.optim.lr_scheduler.LambdaLR(
        tune, lambda s: min((s + 1) / (warm + 1), max(0.0, (total - s) / (total - warm)))
    )
    net.train()
    began, step, log = time.time(), 0, dict[str, float]()
    while step < total:
        for group in batches(variants[(step * EPOCHS // total) % len(variants)], BATCH, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss, parts = net.loss(padded(group))
            tune.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            tune.step()
            slope.step()
            step += 1
            for k, v in parts.items():
                log[k] = 0.97 * log.get(k, v) + 0.03 * v
            if step >= total:
                break
        shown = " ".join(f"{k} {v:.3f}" for k, v in log.items())
        print(f"{step}/{total} {time.time() - began:.0f}s {shown}", flush=True)
    return net.eval()


def hints_of(net: ClaimNet, found: list[ClaimWindow]) -> list[dict[str, object]]:
    """What the heads make of windows: log-probabilities and log-odds as the product's graph gives them."""
    out: list[dict[str, object]] = []
    for group in batches(found, 6000, random.Random(0)):  # noqa: S311
        batch = padded(group)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            words = net.words(batch)
            links = net.links(words).float()
            event, status, harmed = (
                fn.log_softmax(head(words).float(), -1) for head in (net.event, net.status, net.harmed)
            )
            main = net.main(words).float().squeeze(-1)
        for n, window in enumerate(group):
            size = len(window.first)
            made = {"event": event, "status": status, "harmed": harmed, "main": main}
            row: dict[str, object] = {k: v[n, :size].numpy() for k, v in made.items()}
            row |= {"report": window.report, "words": window.words, "links": links[n, :, :size, :size].numpy()}
            out.append(row)
    return out


def main() -> None:
    """Read the command line, train once for all reports or once for each fold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder with the reader's net.pt")
    parser.add_argument("--train", type=Path, required=True, help="folder with reports.jsonl and gold.jsonl")
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of development data, with the scorers beside it"
    )
    parser.add_argument("--incidents", type=Path, help="gold.jsonl of incidents, whose reports share a fold")
    parser.add_argument("--folds", type=Path, help="write what heads of the other folds make of each report into it")
    parser.add_argument("--only", type=int, nargs="*", default=list(range(FOLDS)), help="which folds")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    reports = reports_of(args.train, args.data)
    types = {name: n for n, name in enumerate(sorted({told.type for r in reports for told in r.told}))}
    pieces = Pieces(BertWordPieceTokenizer(str(start_weights() / "vocab.txt"), lowercase=True))
    variants = variants_of(reports, Shared(reader_at(args.checkpoint).encoder), pieces, types, args.seed)
    if args.folds is None:
        net = trained(variants, args.checkpoint, len(types), args.seed)
        torch.save(net.state_dict(), args.checkpoint / "claims.pt")
        (args.checkpoint / "types.json").write_text(json.dumps(list(types)))
        return
    args.folds.mkdir(parents=True, exist_ok=True)
    fold = folds_of(reports, args.incidents)
    for n in args.only:
        others = [[w for w in found if fold[w.report] != n] for found in variants]
        net = trained(others, args.checkpoint, len(types), args.seed)
        made = hints_of(net, [w for w in variants[0] if fold[w.report] == n])
        (args.folds / f"{n}.pkl").write_bytes(pickle.dumps({"types": list(types), "windows": made}))


if __name__ == "__main__":
    main()
