"""Writes a BERT of random weights, with the tokenizer of another: model.py FOLDER TOKENIZER_FOLDER LAYERS HIDDEN."""
import array
import json
import os
import random
import shutil
import struct
import sys

folder, source, layers, hidden = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
os.makedirs(folder, exist_ok=True)
for name in os.listdir(source):
    if name not in ("model.safetensors", "config.json") and os.path.isfile(os.path.join(source, name)):
        shutil.copy(os.path.join(source, name), folder)
config = json.load(open(os.path.join(source, "config.json")))
config.update(num_hidden_layers=layers, hidden_size=hidden, intermediate_size=4 * hidden, num_attention_heads=hidden // 64)
json.dump(config, open(os.path.join(folder, "config.json"), "w"))

shapes = {f"bert.embeddings.{name}_embeddings.weight": (config[key], hidden)
          for name, key in (("word", "vocab_size"), ("position", "max_position_embeddings"), ("token_type", "type_vocab_size"))}


def linear(name, outputs, inputs):
    shapes.update({f"{name}.weight": (outputs, inputs), f"{name}.bias": (outputs,)})


def norm(name):
    shapes.update({f"{name}.LayerNorm.weight": (hidden,), f"{name}.LayerNorm.bias": (hidden,)})


norm("bert.embeddings")
for layer in range(layers):
    at = f"bert.encoder.layer.{layer}"
    for part in ("query", "key", "value"):
        linear(f"{at}.attention.self.{part}", hidden, hidden)
    linear(f"{at}.attention.output.dense", hidden, hidden)
    norm(f"{at}.attention.output")
    linear(f"{at}.intermediate.dense", 4 * hidden, hidden)
    linear(f"{at}.output.dense", hidden, 4 * hidden)
    norm(f"{at}.output")
linear("bert.pooler.dense", hidden, hidden)
linear("classifier", len(config["id2label"]), hidden)

# One block of random numbers, read again and again: the speed is that of trained weights.
random.seed(0)
block = array.array("f", (random.uniform(-0.05, 0.05) for _ in range(1 << 16))).tobytes()
header, offset = {}, 0
for name, shape in shapes.items():
    count = 4
    for extent in shape:
        count *= extent
    header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, offset + count]}
    offset += count
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open(os.path.join(folder, "model.safetensors"), "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text)
    for name, entry in header.items():
        count = entry["data_offsets"][1] - entry["data_offsets"][0]
        ones = array.array("f", [1.0]).tobytes() * (count // 4)
        file.write(ones if name.endswith("LayerNorm.weight") else (block * (count // len(block) + 1))[:count])
