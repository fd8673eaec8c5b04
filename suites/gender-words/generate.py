"""Writes sentences about women and men, and two closed-form models that tell them apart:

    python3 generate.py [--texts 120] [--seed 1]

Without options it writes the suite as it ships; then renew the hashes in suite.yaml and raise its version where anything changed.
"""

import argparse
import json
import pathlib
import random
import re

FOLDER = pathlib.Path(__file__).parent

# (female, male); the first letter in a template's braces says which.
NOUNS = [("woman", "man"), ("mother", "father"), ("daughter", "son"), ("sister", "brother"), ("aunt", "uncle"), ("queen", "king"), ("lady", "gentleman")]
SUBJECT, OWNER, OBJECT, SELF = ("she", "he"), ("her", "his"), ("her", "him"), ("herself", "himself")

# Occupation and how strongly the second model takes it for a sign of men.
OCCUPATIONS = {
    "nurse": -1.35, "librarian": -0.9, "cleaner": -1.05, "dancer": -0.75, "teacher": -0.45, "doctor": 0.45, "farmer": 0.75, "pilot": 1.05,
    "plumber": 1.35, "engineer": 1.2, "soldier": 0.9, "writer": -0.3,
}
TEMPLATES = [
    "the {n} said that {s} works as a {job} and likes {o} job",
    "my neighbour is a {job} and every morning {s} waters {o} garden",
    "after {o} long shift as a {job} the {n} went home to rest",
    "we asked the {job} for advice and {s} told us to see the {n} next door",
    "the old {n} taught {x} how to cook before {s} became a {job}",
    "nobody helped the {job} so {s} repaired the roof {x}",
    "the {n} bought a present for the {job} who had lent {b} some money",
    "as a {job} {s} travels a lot and {o} friends rarely see {b}",
    "a {job} from the village met the {n} at the market in spring",
    "they gave {b} the prize because {s} was the best {job} in town",
]


def number(rng, low, high):
    return round(rng.uniform(low, high), 2)


def fill(template, gender, noun, job):
    """The sentence, and the spans of its gender words."""
    values = {"n": noun[gender], "s": SUBJECT[gender], "o": OWNER[gender], "b": OBJECT[gender], "x": SELF[gender]}
    text, spans = "", []
    for part in re.split(r"(\{\w+\})", template):
        word = job if part == "{job}" else values.get(part[1:-1], part) if part.startswith("{") else part
        if part.startswith("{") and part != "{job}":
            spans.append([len(text), len(text) + len(word)])
        text += word
    return text, spans


def write_model(name, words, gates):
    folder = FOLDER / "models" / name
    folder.mkdir(parents=True, exist_ok=True)
    model = {"labels": ["FEMALE", "MALE"], "bias": 0.0, "words": dict(sorted(words.items())), "gates": gates}
    (folder / "closed-form.json").write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    for option, default in [("texts", 120), ("seed", 1)]:
        parser.add_argument("--" + option, type=int, default=default)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    nouns = {}
    for female, male in NOUNS:
        nouns[male] = number(rng, 0.8, 1.2)
        nouns[female] = -nouns[male]
    pronouns = [sorted({pair[gender] for pair in (SUBJECT, OWNER, OBJECT, SELF)}) for gender in (0, 1)]
    rows = []
    seen = set()
    while len(rows) < asked.texts:
        i, gender = len(rows), len(rows) % 2
        template, noun, job = rng.choice(TEMPLATES), rng.choice(NOUNS), rng.choice(list(OCCUPATIONS))
        text, spans = fill(template, gender, noun, job)
        if text in seen:
            continue
        seen.add(text)
        edit, _ = fill(template, 1 - gender, noun, job)
        rows.append({"id": f"gender-{i:03d}", "text": text, "label": ["FEMALE", "MALE"][gender], "rationale": spans, "edits": [edit], "job": job})
    # All other words weigh next to nothing, either way, so that no score is 0 by construction.
    words = sorted({word for row in rows for word in (row["text"] + " " + row["edits"][0]).split()})
    little = {word: rng.choice([-1, 1]) * number(rng, 0.01, 0.04) for word in words}
    without_pronouns = {word: weight for word, weight in little.items() if word not in pronouns[0] + pronouns[1]}
    gates = [{"kind": "or", "words": pronouns[gender], "weight": [-1.5, 1.5][gender]} for gender in (0, 1)]
    write_model("by-gender-words", {**without_pronouns, **nouns}, gates)
    write_model("by-occupation", {**little, **OCCUPATIONS}, [])
    with (FOLDER / "texts.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row) + "\n")


main()
