"""Writes one closed-form model for each way in which explanations fail, and texts that show it:

    python3 generate.py [--texts 100] [--pairs 12] [--fillers 24] [--seed 1]

Without options it writes the suite as it ships; then renew the hashes in suite.yaml and raise its version where anything changed.
"""

import argparse
import json
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent


def number(rng, low, high):
    return round(rng.uniform(low, high), 2)


def either(rng, value):
    return rng.choice([-1, 1]) * value


def write_model(name, words, gates):
    folder = FOLDER / "models" / name
    folder.mkdir(parents=True, exist_ok=True)
    model = {"labels": ["NO", "YES"], "bias": 0.0, "words": words, "gates": gates}
    (folder / "closed-form.json").write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    for option, default in [("texts", 100), ("pairs", 12), ("fillers", 24), ("seed", 1)]:
        parser.add_argument("--" + option, type=int, default=default)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    syllables = [c + v for c in "bdfgklmnprst" for v in "aeiou"]
    names = []
    while len(names) < 2 * asked.pairs + asked.fillers:
        name = "".join(rng.choice(syllables) for _ in range(3))
        if name not in names:
            names.append(name)
    pairs = [(names[2 * i], names[2 * i + 1]) for i in range(asked.pairs)]
    fillers = names[2 * asked.pairs:]

    # Small weights of the other words, the same in every model: the background from which the pairs must stand out.
    small = {word: either(rng, number(rng, 0.02, 0.2)) for word in fillers}
    strength = {pair: number(rng, 0.5, 1.2) for pair in pairs}
    sign = {pair: rng.choice([-1, 1]) for pair in pairs}

    def weights(pair_words):
        return dict(sorted({**small, **pair_words}.items()))

    def gates(kind, factor=1):
        return [{"kind": kind, "words": list(pair), "weight": round(factor * sign[pair] * strength[pair], 2)} for pair in pairs]

    write_model("additive", weights({word: round(sign[p] * strength[p] / 2, 3) for p in pairs for word in p}), [])
    write_model("conflict", weights({word: round(s * strength[p], 2) for p in pairs for word, s in zip(p, (1, -0.9))}), [])
    # Joined words beside strong single ones: who gives a joint effect to each of its words rates them above those.
    single = {word: round(sign[p] * 0.7 * strength[p], 2) for p in pairs[1::2] for word in p}
    write_model("interaction", weights(single), gates("and")[::2])
    write_model("saturation", weights({}), gates("or"))
    write_model("negation", weights({p[0]: round(sign[p] * strength[p], 2) for p in pairs}), gates("and", -2))
    waves = [
        {
            "kind": "wave", "words": [word], "weight": round(sign[p] * strength[p] / 2, 3),
            "amplitude": either(rng, number(rng, 0.05, 0.3)), "frequency": rng.randint(3, 8),
        }
        for p in pairs for word in p
    ]
    write_model("shattered-gradient", weights({}), waves)

    with (FOLDER / "texts.jsonl").open("w", encoding="utf-8") as file:
        for i in range(asked.texts):
            words = [word for pair in rng.sample(pairs, rng.randint(1, 3)) for word in pair]
            words += rng.sample(fillers, rng.randint(3, 6))
            rng.shuffle(words)
            file.write(json.dumps({"id": f"mode-{i:03d}", "text": " ".join(words)}) + "\n")


main()
