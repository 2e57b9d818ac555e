"""The trained network as one ONNX graph, in eight bits or in floats.

The graph is written node by node, so that nothing depends on a tracer: embeddings, six layers,
one projection for all heads, and the products that need not know the sentences yet. Weights are
seven-bit integers with a scale for each column: on processors without VNNI the sum of two
products of eight by eight bits overflows its sixteen bits, of eight by seven it does not.

`python -m training.export --checkpoint DIR --out DIR [--float]`
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from recount.model.hints import LINK_STEPS
from training.claim_net import LINK_SCALE, SHARED
from training.net import ARC, LABEL

Matrix = NDArray[np.float32]
Weights = dict[str, Matrix]
LIMIT = 63
MS = "com.microsoft"
TAGS = ("start", "upos", "xpos", "lemma", "name")


class Graph:
    """Nodes and weights in the order they were added."""

    def __init__(self, exact: bool) -> None:
        self.exact = exact
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: NDArray[np.generic]) -> str:
        """A constant of the graph."""
        name = "w." + name
        array = value if value.ndim == 0 else np.ascontiguousarray(value)
        self.weights.append(numpy_helper.from_array(np.asarray(array), name))
        return name

    def numbers(self, *values: int) -> str:
        """A constant list of whole numbers."""
        return self.weight(f"number{len(self.weights)}", np.array(values, np.int64))

    def add(self, op: str, inputs: list[str], domain: str = "", **more: object) -> str:
        """A node with one output, whose name comes back."""
        return self.several(op, inputs, 1, domain, **more)[0]

    def several(self, op: str, inputs: list[str], outputs: int, domain: str = "", **more: object) -> list[str]:
        """A node with several outputs, whose names come back."""
        names = [f"{op}{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, domain=domain, **more))
        return names

    def linear(self, x: str, name: str, matrix: Matrix, bias: Matrix | None = None) -> str:
        """`x @ matrix + bias`, on small integers unless the graph is exact."""
        if self.exact:
            out = self.add("MatMul", [x, self.weight(name, matrix)])
            return out if bias is None else self.add("Add", [out, self.weight(f"{name}_b", bias)])
        scale = (np.abs(matrix).max(0) / LIMIT).clip(1e-9).astype(np.float32)
        whole = np.rint(matrix / scale).astype(np.int8)
        inputs = [x, self.weight(name, whole), self.weight(f"{name}_s", scale)]
        inputs.append("")  # no zero point: the small integers are symmetric
        if bias is not None:
            inputs.append(self.weight(f"{name}_b", bias))
        return self.add("DynamicQuantizeMatMul", inputs, MS)

    def table(self, name: str, rows: Matrix, index: str) -> str:
        """Rows of a table of vectors, eight bits with a scale for each row."""
        if self.exact:
            return self.add("Gather", [self.weight(name, rows), index])
        scale = (np.abs(rows).max(1, keepdims=True) / 127).clip(1e-9).astype(np.float32)
        whole = np.rint(rows / scale).astype(np.int8)
        picked = self.add("Gather", [self.weight(name, whole), index])
        scales = self.add("Gather", [self.weight(f"{name}_s", scale), index])
        return self.add("Mul", [self.add("Cast", [picked], to=TensorProto.FLOAT), scales])

    def norm(self, x: str, skip: str | None, weights: Weights, source: str) -> str:
        """Layer normalisation of a vector, or of its sum with the one it skips over."""
        pair = [self.weight(source + part, weights[source + part]) for part in (".weight", ".bias")]
        if skip is None:
            return self.add("LayerNormalization", [x, *pair], epsilon=1e-12)
        # SkipLayerNormalization would do both, four times slower on the processors tried
        return self.add("LayerNormalization", [self.add("Add", [x, skip]), *pair], epsilon=1e-12)


def encode(g: Graph, w: Weights) -> tuple[str, str]:
    """The encoder: subwords and shapes to one vector for each subword, below the layers that the heads for claims have
    of their own, and at the top."""
    e = "encoder.embeddings."
    x = g.table("words", w[e + "word_embeddings.weight"], "ids")
    shapes = g.add("Gather", [g.weight("shape", w[e + "token_type_embeddings.weight"]), "shapes"])
    length = g.add("Squeeze", [g.add("Shape", ["ids"], start=1, end=2)])
    counted = [g.weight("zero", np.array(0, np.int64)), length, g.weight("one", np.array(1, np.int64))]
    number = g.add("Unsqueeze", [g.add("Range", counted), g.numbers(0)])
    where = g.table("places", w[e + "position_embeddings.weight"], number)
    x = g.norm(g.add("Add", [g.add("Add", [x, shapes]), where]), None, w, e + "LayerNorm")
    n, shared = 0, x
    while f"encoder.encoder.layer.{n}.output.dense.weight" in w:
        x = layer(g, w, x, f"encoder.encoder.layer.{n}.")
        n += 1
        shared = x if n == SHARED else shared
    return shared, x


def words_of(g: Graph, x: str) -> str:
    """The vectors of each word's first subword."""
    return g.add("Gather", [g.add("Squeeze", [x, g.numbers(0)]), "first"], axis=0)


def claim_heads(g: Graph, w: Weights, x: str) -> dict[str, str]:
    """The heads for claims on their own layers: log-probabilities of events, statuses and whom they harm, log-odds of
    links between words in whole steps. The head for the main claim is trained beside them and left out."""
    n = 0
    while f"claims.layers.{n}.output.dense.weight" in w:
        x = layer(g, w, x, f"claims.layers.{n}.")
        n += 1
    words = words_of(g, x)
    names = ["event", "status", "harmed", "left", "right"]
    sizes = [len(w[f"claims.{k}.bias"]) for k in names]
    every = g.linear(
        words,
        "claims",
        np.concatenate([w[f"claims.{k}.weight"].T for k in names], 1),
        np.concatenate([w[f"claims.{k}.bias"] for k in names]),
    )
    parts = dict(zip(names, g.several("Split", [every, g.numbers(*sizes)], len(sizes), axis=1), strict=True))
    out = {k: g.add("LogSoftmax", [parts[k]], axis=1) for k in ("event", "status", "harmed")}
    bias, far = w["claims.link_bias"], w["claims.far"]
    kinds, reach = len(bias), len(far) // 2
    shape = g.numbers(-1, kinds, sizes[-1] // kinds)
    left = g.add("Transpose", [g.add("Reshape", [parts["left"], shape])], perm=[1, 0, 2])
    right = g.add("Transpose", [g.add("Reshape", [parts["right"], shape])], perm=[1, 2, 0])
    count = g.add("Squeeze", [g.add("Shape", ["first"])])
    zero, one = (g.weight(k, np.array(v, np.int64)) for k, v in (("link_zero", 0), ("link_one", 1)))
    at = g.add("Range", [zero, count, one])
    apart = g.add("Sub", [g.add("Unsqueeze", [at, g.numbers(0)]), g.add("Unsqueeze", [at, g.numbers(1)])])
    edges = [g.weight(f"link_edge{k}", np.array(k, np.int64)) for k in (-reach, reach)]
    row = g.add("Add", [g.add("Clip", [apart, *edges]), edges[1]])
    table = g.weight("far", (far + bias[None, :]).astype(np.float32))
    leaning = g.add("Transpose", [g.add("Gather", [table, row], axis=0)], perm=[2, 0, 1])
    scale = g.weight("link_scale", np.array(LINK_SCALE, np.float32))
    links = g.add("Add", [g.add("Mul", [g.add("MatMul", [left, right]), scale]), leaning])
    steps = g.add("Round", [g.add("Mul", [links, g.weight("link_steps", np.array(LINK_STEPS, np.float32))])])
    ends = [g.weight(f"link_end{k}", np.array(k, np.float32)) for k in (-127, 127)]
    out["links"] = g.add("Cast", [g.add("Clip", [steps, *ends])], to=TensorProto.INT8)
    return out


def layer(g: Graph, w: Weights, x: str, p: str) -> str:
    """One layer of BERT: attention with twelve heads, then two wide products."""
    parts = [f"{p}attention.self.{k}" for k in ("query", "key", "value")]
    packed = np.concatenate([w[k + ".weight"].T for k in parts], 1)
    bias = np.concatenate([w[k + ".bias"] for k in parts])
    qkv = g.several("Split", [g.linear(x, p + "qkv", packed, bias)], 3, axis=2, num_outputs=3)
    mixed = g.add("MultiHeadAttention", qkv, MS, num_heads=12)

    def dense(of: str, name: str) -> str:
        return g.linear(of, p + name, w[f"{p}{name}.weight"].T, w[f"{p}{name}.bias"])

    x = g.norm(dense(mixed, "attention.output.dense"), x, w, p + "attention.output.LayerNorm")
    wide = g.add("Gelu", [dense(x, "intermediate.dense")], MS)
    return g.norm(dense(wide, "output.dense"), x, w, p + "output.LayerNorm")


def heads(g: Graph, w: Weights, x: str) -> dict[str, str]:
    """All heads on the first subword of each word, by the name of their output."""
    words = words_of(g, x)
    names = [f"tags.{t}" for t in TAGS] + ["arc", "label"]
    sizes = [len(w[n + ".bias"]) for n in names]
    every = g.linear(
        words,
        "heads",
        np.concatenate([w[n + ".weight"].T for n in names], 1),
        np.concatenate([w[n + ".bias"] for n in names]),
    )
    parts = g.several("Split", [every, g.numbers(*sizes)], len(sizes), axis=1)
    out = {t: parts[i] for i, t in enumerate(TAGS)}
    for tag in ("upos", "xpos", "lemma", "name"):
        out[tag] = g.add("ArgMax", [out[tag]], axis=1, keepdims=0)
    arc, label = (g.add("LeakyRelu", [p], alpha=0.1) for p in parts[len(TAGS) :])
    dependent, head = g.several("Split", [arc, g.numbers(ARC, ARC)], 2, axis=1)
    root = w["root"][None]
    head = g.add("Concat", [g.weight("root_arc", root[:, :ARC]), head], axis=0)
    bias = g.weight("arc_bias", w["arc_bias"][None])
    sought = g.add("Add", [g.linear(dependent, "arc_matrix", w["arc_matrix"]), bias])
    out["arcs"] = g.add("MatMul", [sought, g.add("Transpose", [head], perm=[1, 0])])
    left, right = g.several("Split", [label, g.numbers(LABEL, LABEL)], 2, axis=1)
    cube = w["label_matrix"]
    sides = cube[:LABEL, :, :LABEL].reshape(LABEL, -1)
    out["mixed"] = g.linear(left, "label_matrix", sides, cube[LABEL, :, :LABEL].reshape(-1))
    out["rels"] = g.linear(left, "label_bias", cube[:LABEL, :, LABEL], cube[LABEL, :, LABEL])
    out["heads"] = g.add("Concat", [g.weight("root_label", root[:, ARC:]), right], axis=0)
    return out


def model(w: Weights, exact: bool) -> onnx.ModelProto:
    """The whole graph, its outputs named after the heads."""
    g = Graph(exact)
    shared, top = encode(g, w)
    outputs = heads(g, w, top)
    if "claims.event.weight" in w:
        outputs |= claim_heads(g, w, shared)
    kinds = dict.fromkeys(("upos", "xpos", "lemma", "name"), TensorProto.INT64) | {"links": TensorProto.INT8}
    for name, source in outputs.items():
        g.nodes.append(helper.make_node("Identity", [source], [name]))
    number = TensorProto.INT64
    graph = helper.make_graph(
        g.nodes,
        "reader",
        [
            helper.make_tensor_value_info("ids", number, [1, "subwords"]),
            helper.make_tensor_value_info("shapes", number, [1, "subwords"]),
            helper.make_tensor_value_info("first", number, ["words"]),
        ],
        [helper.make_tensor_value_info(k, kinds.get(k, TensorProto.FLOAT), None) for k in outputs],
        g.weights,
    )
    sets = [helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)]
    return helper.make_model(graph, opset_imports=sets, ir_version=9)


def export(checkpoint: Path, out: Path, vocabulary: Path, exact: bool) -> None:
    """Write `reader.onnx`, `labels.json` and `vocab.txt`, and say how big they are."""
    state = torch.load(checkpoint / "net.pt", map_location="cpu", weights_only=True)
    weights = {k: v.float().numpy() for k, v in state.items()}
    names = json.loads((checkpoint / "labels.json").read_text(encoding="utf-8"))
    if (checkpoint / "claims.pt").exists():
        claims = torch.load(checkpoint / "claims.pt", map_location="cpu", weights_only=True)
        weights |= {f"claims.{k}": v.float().numpy() for k, v in claims.items()}
        names["event"] = json.loads((checkpoint / "types.json").read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(model(weights, exact), str(out / "reader.onnx"))
    lines = json.dumps(names, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n")
    (out / "labels.json").write_text(lines + "\n", encoding="utf-8")
    shutil.copyfile(checkpoint / "lemmas.json", out / "lemmas.json")
    shutil.copyfile(vocabulary, out / "vocab.txt")
    for file in sorted(out.iterdir()):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        print(f"{file.name} {file.stat().st_size / 1e6:.2f} MB {digest}")


def main() -> None:
    """Read the command line and export."""
    from training.train import start_weights

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="no small integers, for comparison")
    args = parser.parse_args()
    export(args.checkpoint, args.out, start_weights() / "vocab.txt", args.float)


if __name__ == "__main__":
    main()
