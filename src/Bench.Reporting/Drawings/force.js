// Of SHAP (Lundberg et al. 2018): what speaks for the target lies left of the sum and pushes it right, what speaks against it right of it. Where
// scores add up from a baseline, the axis is the model's own: it begins at the baseline's number, and what the scores miss of the text's number
// is drawn as what it is.
const steps = (low, high) => {
  const rough = (high - low) / 6, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(k => k * power).find(k => k >= rough) ?? rough, ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) ticks.push(k * step);
  return ticks;
};
const force = (e, width, top) => {
  const left = 44, right = width - 66, high = 28, tip = 6, bar = top + 44, nodes = [];
  const adds = typeof e.base === "number" && typeof e.output === "number", base = adds ? e.base : 0;
  const parts = e.tokens.map((token, i) => ({ text: visible(token.text), score: e.scores[i], i }));
  const up = parts.filter(part => part.score > 0).sort((a, b) => b.score - a.score), down = parts.filter(part => part.score < 0).sort((a, b) => a.score - b.score);
  const total = list => list.reduce((sum, part) => sum + part.score, 0), pro = total(up), contra = total(down), sum = base + pro + contra;
  const output = adds ? e.output : sum, low = Math.min(base + contra, output), most = Math.max(base + pro, output);
  // Around the sum lie all forces: pro to its left, contra to its right.
  const from = Math.min(sum - pro, low, base), to = Math.max(sum - contra, most, base), span = to - from || 2, start = to > from ? from : base - 1;
  const x = value => left + (value - start) / span * (right - left);
  const mark = (value, text, y, bold) => {
    const half = cells(text) * 3.8;
    nodes.push(["line", { x1: x(value), x2: x(value), y1: y + 4, y2: bar, stroke: "@ink", "stroke-dasharray": bold ? "none" : "3 3" }],
      ["text", { x: Math.max(left + half, Math.min(right - half, x(value))), y, "text-anchor": "middle", fill: "@ink", "font-weight": bold ? 600 : 400 }, text]);
  };
  mark(output, adds ? `output ${number(output)}` : `sum ${number(sum)}`, top + 10, true);
  if (adds || Math.abs(x(base) - x(sum)) > 90) mark(base, adds ? `baseline ${number(base)}` : "0", top + 26, false);
  const arrow = (part, a, b) => {
    const [begin, end] = part.score > 0 ? [a, b] : [b, a], bend = Math.min(tip, (b - a) / 2) * (part.score > 0 ? 1 : -1), middle = bar + high / 2;
    const at = (...points) => points.map(([px, py]) => `${round(px)},${round(py)}`).join(" ");
    const d = `M${at([begin, bar])} L${at([end - bend, bar], [end, middle], [end - bend, bar + high], [begin, bar + high], [begin + bend, middle])}Z`;
    nodes.push(["g", { "data-token": part.i }, ["title", {}, `${part.text}: ${number(part.score)}`],
      ["path", { d, fill: `@${part.score > 0 ? "for" : "against"}`, stroke: "@paper", "stroke-width": 0.8 }],
      ...(cells(part.text) * 7 <= b - a - 2 * tip - 4
        ? [["text", { x: (a + b) / 2, y: middle + 4, "text-anchor": "middle", fill: "#fff", "unicode-bidi": "isolate" }, part.text]] : [])]);
  };
  let place = sum;
  for (const part of up) { arrow(part, x(place - part.score), x(place)); place -= part.score; }
  place = sum;
  for (const part of down) { arrow(part, x(place), x(place - part.score)); place -= part.score; }
  let bottom = bar + high;
  if (Math.abs(output - sum) > 1e-3 * span) {
    nodes.push(["g", {}, ["title", {}, `not explained: ${number(output - sum)}`],
      ["rect", { x: Math.min(x(sum), x(output)), y: bottom + 1, width: Math.abs(x(output) - x(sum)), height: 4, fill: "@unsigned" }]]);
  }
  for (const value of steps(start, start + span)) {
    nodes.push(["line", { x1: x(value), x2: x(value), y1: bottom, y2: bottom + 4, stroke: "@edge" }],
      ["text", { x: x(value), y: bottom + 17, "text-anchor": "middle", fill: "@soft" }, number(value)]);
  }
  nodes.push(["text", { x: right + 8, y: bar + high / 2 + 4, fill: "@against-ink" }, "against"],
    ["text", { x: left - 8, y: bar + high / 2 + 4, "text-anchor": "end", fill: "@for-ink" }, "for"],
    ["text", { x: left, y: bottom + 33, fill: "@soft" }, adds
      ? "axis: what the model puts out, from its answer to the baseline to its answer to the text"
      : "axis: scores added up from 0; neither 0 nor the sum is an output of the model"]);
  return { nodes, bottom: bottom + 48, sum, output, base, adds };
};
