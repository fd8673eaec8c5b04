"""Joins texts of the suite emotions into mosaics:

    python3 generate.py [--texts 90] [--words 16] [--seed 1]

Only texts that the model classifies rightly on their own are taken (the targets in the reference results of emotions), so that each piece is known to
hold evidence for its class. Without options it writes the suite as it ships; then renew the hash in suite.yaml and raise its version.
"""

import argparse
import csv
import json
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent
EMOTIONS = FOLDER.parent / "emotions" / "texts.jsonl"
SCORES = FOLDER.parent.parent / "results" / "emotions" / "emotion-bert-mini" / "scores.csv"


def main():
    parser = argparse.ArgumentParser()
    for option, default in [("texts", 90), ("words", 16), ("seed", 1)]:
        parser.add_argument("--" + option, type=int, default=default)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    with SCORES.open(encoding="utf-8", newline="") as file:
        predicted = {row["instance"]: row["target"] for row in csv.DictReader(file)}
    pieces = {}
    for line in EMOTIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        # Offsets below count characters, which are UTF-16 units only within the Basic Multilingual Plane.
        plain = all(ord(c) < 0x10000 for c in row["text"])
        if predicted[row["id"]] == row["label"] and plain and len(row["text"].split()) <= asked.words:
            pieces.setdefault(row["label"], []).append((row["id"], row["text"].strip()))
    labels = sorted(label for label, own in pieces.items() if len(own) >= 4)

    with (FOLDER / "texts.jsonl").open("w", encoding="utf-8") as file:
        for i in range(asked.texts):
            # Two pieces of the class explained, two of one other class, in any order; the classes take turns.
            label = labels[i % len(labels)]
            other = rng.choice([name for name in labels if name != label])
            parts = [(label, *p) for p in rng.sample(pieces[label], 2)] + [(other, *p) for p in rng.sample(pieces[other], 2)]
            rng.shuffle(parts)
            text, rationale = "", []
            for own, _, piece in parts:
                start = len(text) + (1 if text else 0)
                text = f"{text} {piece}" if text else piece
                if own == label:
                    rationale.append([start, len(text)])
            row = {"id": f"mosaic-{i:03d}", "text": text, "label": label, "rationale": rationale, "other": other, "pieces": " ".join(p[1] for p in parts)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


main()
