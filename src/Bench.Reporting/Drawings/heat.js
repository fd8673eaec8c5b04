const word = (e, token, i, onPage) => {
  const look = shaded(shadeOf(e, e.scores[i]), onPage);
  if (token.chip) {
    if (onPage) look.class += " chip";
    else look.style += ";font-size:11px;border:1px solid #cfd4dc;border-radius:4px;padding:1px 4px;margin:0 3px";
  }
  return ["span", { ...look, ...(token.chip ? { dir: "ltr" } : {}), "data-token": i, ...(token.at !== undefined ? { "data-at": token.at } : {}), "data-score": number(e.scores[i]), title: number(e.scores[i]) }, token.text];
};
// People's rationale is a bracket under the words from its first to its last.
const words = (e, segment, onPage) => {
  const nodes = [];
  let bracket = null;
  e.tokens.forEach((token, i) => {
    if (token.segment !== segment) return;
    if (!token.why || !bracket) {
      bracket = null;
      if (token.gap) nodes.push(token.gap);
    } else if (token.gap) bracket.push(token.gap);
    if (token.why && !bracket) {
      bracket = ["span", onPage ? { class: "why" } : { style: "border:solid #111;border-width:0 2px 2px" }];
      nodes.push(bracket);
    }
    (bracket ?? nodes).push(word(e, token, i, onPage));
  });
  if (e.rest?.[segment]) nodes.push(e.rest[segment]);
  return nodes;
};
const heat = (e, onPage) => {
  const segments = [...new Set(e.tokens.map(token => token.segment))];
  const text = onPage ? { class: "part" } : { style: "white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate" };
  const parts = segments.map(segment => {
    const part = ["div", { dir: "auto", ...text }, ...words(e, segment, onPage)];
    return segments.length < 2 || !onPage || !e.parts?.[segment] ? part : ["div", { class: "side" }, ["small", {}, e.parts[segment]], part];
  });
  return ["div", onPage ? { class: "heat" } : {}, ...parts];
};

// SVG cannot break lines by itself: widths are those of a fixed-width font.
const heatPicture = (e, width, top) => {
  const cell = 8.4, line = 26, nodes = [];
  let x = 10, y = top ?? 0;
  e.tokens.forEach((token, i) => {
    const room = cells(visible(token.text)) * (token.chip ? 0.9 : 1) * cell, shade = shadeOf(e, e.scores[i]);
    if (x > 10) x += Math.min(1, token.gap.length) * cell;
    if (x > 10 && x + room > width - 10) [x, y] = [10, y + line];
    nodes.push(["g", { "data-token": i }, ["title", {}, `${token.text}: ${number(e.scores[i])}`],
      ["rect", { x, y, width: room, height: line - 5, rx: 2, fill: rgb(shade.rgb), stroke: token.chip ? "@line" : "none" }],
      ["text", { x: x + room / 2, y: y + 15, "text-anchor": "middle", "font-family": "ui-monospace, Menlo, Consolas, monospace",
        "font-size": token.chip ? 11 : 14, fill: shade.strong ? "#fff" : "#000", "unicode-bidi": "isolate" }, token.text],
      ...(token.why ? [["path", { d: `M${round(x)},${y + 20}v4h${round(room)}v-4`, fill: "none", stroke: "@ink", "stroke-width": 1.5 }]] : [])]);
    x += room + (token.chip ? 4 : 0);
  });
  return { nodes, bottom: y + line + 10 };
};
