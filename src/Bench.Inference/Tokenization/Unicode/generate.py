"""Writes the Unicode tables beside this file from Python's unicodedata (Python 3.13 carries Unicode 15.1.0).

    python3.13 generate.py

canonical.txt          code point, its full canonical decomposition; "!" = never composed again (composition exclusions)
compatibility.txt      code point, its full compatibility decomposition, where it differs from the canonical one
combining-classes.txt  first..last, canonical combining class, where it is not 0
lower-case.txt         first..last/step, what to add; one line with "=" for the code point whose lower case is longer

All numbers are hexadecimal except classes and differences. Hangul syllables are left out: they follow from arithmetic.
"""
import os
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
CODE_POINTS = [c for c in range(sys.maxunicode + 1) if not 0xD800 <= c <= 0xDFFF and not 0xAC00 <= c <= 0xD7A3]


def hexes(text):
    return " ".join(f"{ord(c):04X}" for c in text)


def runs(values):
    """Groups code points with the same value into first, last, step, value; step is 1 or 2."""
    groups = []
    for code_point, value in values:
        last = groups[-1] if groups else None
        step = code_point - last[1] if last else 0
        if last and last[3] == value and (step == last[2] or (last[0] == last[1] and step in (1, 2))):
            last[1], last[2] = code_point, step
        else:
            groups.append([code_point, code_point, 1, value])
    return groups


def canonical():
    for c in CODE_POINTS:
        decomposed = unicodedata.normalize("NFD", chr(c))
        if decomposed != chr(c):
            excluded = "" if unicodedata.normalize("NFC", decomposed) == chr(c) else "!"
            yield f"{c:04X}{excluded} {hexes(decomposed)}"


def compatibility():
    for c in CODE_POINTS:
        decomposed = unicodedata.normalize("NFKD", chr(c))
        if decomposed != unicodedata.normalize("NFD", chr(c)):
            yield f"{c:04X} {hexes(decomposed)}"


def combining_classes():
    classes = [(c, unicodedata.combining(chr(c))) for c in CODE_POINTS if unicodedata.combining(chr(c))]
    for first, last, step, value in runs(classes):
        # Steps of 2 are for letters; here every second code point has a run of its own.
        for start in [first] if step == 1 else range(first, last + 1, step):
            yield f"{start:04X}..{last if step == 1 else start:04X} {value}"


def lower_case():
    lowered = [(c, chr(c).lower()) for c in CODE_POINTS if chr(c).lower() != chr(c)]
    for first, last, step, value in runs([(c, ord(text) - c) for c, text in lowered if len(text) == 1]):
        yield f"{first:04X}..{last:04X}/{step} {value}"
    for c, text in lowered:
        if len(text) > 1:
            yield f"{c:04X} = {hexes(text)}"


for name, lines in {
    "canonical": canonical(),
    "compatibility": compatibility(),
    "combining-classes": combining_classes(),
    "lower-case": lower_case(),
}.items():
    with open(os.path.join(HERE, name + ".txt"), "w", encoding="ascii", newline="\n") as file:
        file.write(f"# Unicode {unicodedata.unidata_version}, written by generate.py\n")
        file.writelines(line + "\n" for line in lines)
