// The largest magnitudes first; what is left is summed in one bar, where scores have a sign and so a sum.
const most = 12;
const bars = (e, width, top) => {
  const step = 20, left = Math.min(170, width * 0.3), nodes = [];
  let all = e.tokens.map((token, i) => ({ text: visible(token.text), score: e.scores[i], i })).filter(bar => bar.score !== 0);
  all.sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
  let note = "";
  if (all.length > most + 1) {
    const rest = all.slice(most), sum = rest.reduce((total, bar) => total + bar.score, 0);
    note = e.signed === false ? `${rest.length} others, each at most ${number(rest[0].score)}` : "";
    all = [...all.slice(0, most), ...(note ? [] : [{ text: `sum of ${rest.length} others`, score: sum }])];
  }
  const values = all.map(bar => bar.score), shared = e.scale ?? 0;
  const low = Math.min(0, e.signed === false ? 0 : -shared, ...values), high = Math.max(0, shared, ...values);
  const span = high - low || 2, start = high > low ? low : -1, x = value => left + 70 + (value - start) / span * (width - left - 144);
  all.forEach((bar, i) => {
    const y = top + step * i, sign = bar.score < 0;
    nodes.push(["g", bar.i === undefined ? {} : { "data-token": bar.i }, ["title", {}, `${bar.text}: ${number(bar.score)}`],
      ["text", { x: left, y: y + 14, "text-anchor": "end", fill: "@ink", "unicode-bidi": "isolate" }, shorten(bar.text, Math.floor(left / 7.5))],
      ["rect", { x: Math.min(x(0), x(bar.score)), y: y + 2, width: Math.abs(x(bar.score) - x(0)), height: step - 4, rx: 2, fill: `@${roleOf(e, bar.score)}` }],
      ["text", { x: x(bar.score) + (sign ? -5 : 5), y: y + 14, "text-anchor": sign ? "end" : "start", fill: "@soft" }, number(bar.score)]]);
  });
  let bottom = top + step * all.length;
  nodes.push(["line", { x1: x(0), x2: x(0), y1: top, y2: bottom, stroke: "@edge" }]);
  if (note) nodes.push(["text", { x: 10, y: (bottom += step) - 6, fill: "@soft" }, note]);
  return { nodes, bottom: bottom + 12 };
};
