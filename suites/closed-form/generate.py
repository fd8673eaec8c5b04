"""Writes closed-form models and texts for them, as hard as asked:

    python3 generate.py [--words 48] [--texts 200] [--shortest 4] [--longest 12] [--arity 2] [--gates 24] [--seed 1]

Without options it writes the suite as it ships. Longer texts, more gates and a higher arity (words joined by a gate) are harder.
"""

import argparse
import json
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent


def number(rng, low, high):
    """A weight of either sign, away from 0, with two decimals, so that the file reads well."""
    return rng.choice([-1, 1]) * round(rng.uniform(low, high), 2)


def write_model(name, bias, words, gates):
    folder = FOLDER / "models" / name
    folder.mkdir(parents=True, exist_ok=True)
    model = {"labels": ["NO", "YES"], "bias": bias, "words": words, "gates": gates}
    lines = json.dumps(model, indent=2)
    (folder / "closed-form.json").write_text(lines + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    for option, default in [("words", 48), ("texts", 200), ("shortest", 4), ("longest", 12), ("arity", 2), ("gates", 24), ("seed", 1)]:
        parser.add_argument("--" + option, type=int, default=default)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    syllables = [c + v for c in "bdfgklmnprst" for v in "aeiou"]
    names = []
    while len(names) < asked.words:
        name = "".join(rng.choice(syllables) for _ in range(3))
        if name not in names:
            names.append(name)
    names.sort()

    # Groups of words that gates join; texts draw whole groups, so that gates open often.
    groups = [rng.sample(names, asked.arity) for _ in range(asked.gates)]
    weights = {name: number(rng, 0.05, 0.8) for name in names}
    small = {name: number(rng, 0.05, 0.3) for name in names}
    write_model("linear", 0.0, weights, [])
    write_model("polynomial", 0.0, small, [{"kind": "and", "words": group, "weight": number(rng, 0.3, 0.9)} for group in groups])
    kinds = ["and", "or", "xor"]
    write_model("gates", 0.0, {}, [{"kind": kinds[i % 3], "words": group, "weight": number(rng, 0.3, 0.9)} for i, group in enumerate(groups)])

    with (FOLDER / "texts.jsonl").open("w", encoding="utf-8") as file:
        for i in range(asked.texts):
            length = rng.randint(asked.shortest, min(asked.longest, asked.words))
            words = []
            while len(words) < length:
                drawn = rng.choice(groups) if rng.random() < 0.5 else [rng.choice(names)]
                words += [word for word in drawn if word not in words][: length - len(words)]
            rng.shuffle(words)
            file.write(json.dumps({"id": f"closed-{i:03d}", "text": " ".join(words)}) + "\n")


main()
