const fullWidth = 860, barWidth = 440;
const svg = (width, height, title, ...nodes) => ["svg", {
  xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${round(width)} ${round(height)}`, width, height, role: "img", class: "drawing",
  "font-family": "system-ui, sans-serif", "font-size": 12,
}, ["title", {}, title], ...nodes];
const ends = drawn => drawn.adds
  ? `baseline ${number(drawn.base)}, scores ${number(drawn.sum - drawn.base)}, output ${number(drawn.output)}` : `sum ${number(drawn.sum)}`;
const draw = {
  heat: (e, width, top) => heatPicture(e, width, top),
  bar: (e, width, top) => bars(e, width, top),
  force: (e, width, top) => {
    const drawn = force(e, width, top), under = heatPicture(e, width, drawn.bottom);
    return { ...drawn, nodes: [...drawn.nodes, ...under.nodes], bottom: under.bottom };
  },
};
const barPicture = e => {
  const drawn = bars(e, barWidth, 4);
  return svg(barWidth, drawn.bottom, `${e.name} for ${e.target}: the largest scores`, ...drawn.nodes);
};
const forcePicture = e => {
  const drawn = force(e, fullWidth, 4);
  return svg(fullWidth, drawn.bottom, `${e.name} for ${e.target}: scores end to end, ${ends(drawn)}`, ...drawn.nodes);
};
const unsigned = "Its scores have no sign: they say how much a token matters, not for what. They have no sum, so there is no force plot.";

// Several explanations below each other, for papers and slides: { heading, explanations } each.
const stack = (kind, groups) => {
  const nodes = [];
  let top = 8;
  for (const { heading, explanations } of groups) {
    nodes.push(["text", { x: 10, y: top + 14, fill: "@soft" }, heading]);
    top += 26;
    for (const e of explanations) {
      nodes.push(["text", { x: 10, y: top + 14, "font-weight": 600, fill: "#111" }, e.signed === false ? `${e.name} (no sign)` : e.name]);
      if (kind === "force" && e.signed === false) {
        nodes.push(["text", { x: 10, y: top + 34, fill: "@soft" }, unsigned]);
        top += 48;
        continue;
      }
      const drawn = draw[kind](e, fullWidth, top + 24);
      nodes.push(...drawn.nodes);
      top = drawn.bottom;
    }
  }
  return svg(fullWidth, top, groups[0]?.heading ?? "Explanation", ["rect", { width: "100%", height: "100%", fill: "#fff" }], ...nodes);
};
