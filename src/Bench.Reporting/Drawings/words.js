// Heat maps, bars and force plots of explanations: the one source for pages, which carry these scripts, and for the program, which runs them
// (DrawingScript puts them together). Here: text and colours.
//
// An explanation is { name, target, signed, scores, scale, tokens, rest, parts, base, output, by }: a score per token; what the darkest colour
// stands for (the largest magnitude where it is missing); tokens { gap, text, chip, segment, why, at }; the text behind the last token of each
// segment; names of the segments; for methods whose scores add up, the number at the baseline and at the text.
// A drawing is a tree of [tag, attributes, ...children]. Colours are roles (@for): variables of a page's style, or literals on paper.
const paper = {
  for: [33, 102, 172], against: [179, 88, 6], unsigned: [93, 58, 142], "for-ink": [27, 90, 151], "against-ink": [143, 70, 5],
  ink: [16, 24, 40], soft: [71, 84, 103], edge: [125, 135, 152], line: [228, 231, 236], paper: [255, 255, 255],
};
const rgb = channels => `rgb(${channels.join(",")})`;

// Control characters and those that reorder the text around them are shown, not obeyed.
const visible = text => String(text).replace(
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufffe\uffff]/g,
  c => c < " " ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : c === "\u007f" ? "\u2421" : "\ufffd");
const number = value => Object.is(value, -0) ? "0" : String(Number(value.toPrecision(4)));
const round = value => Math.round(value * 100) / 100;
const mark = /^[\p{M}\u200d\ufe0f]/u;

// Code points; interpreters differ in what iterating over a string gives.
const points = text => {
  const all = [];
  for (let i = 0; i < text.length; i += all.at(-1).length) all.push(String.fromCodePoint(text.codePointAt(i)));
  return all;
};

// About how many columns a text takes: scripts of East Asia and emoji two, marks on other letters none.
const cells = text => Math.max(1, points(text).reduce((sum, c) => {
  const code = c.codePointAt(0);
  return sum + (mark.test(c) ? 0 : code >= 0x1100 && (code < 0x1160 || code >= 0x2e80 && code < 0xa4d0 || code >= 0xac00 && code < 0xd7a4
    || code >= 0xf900 && code < 0xfb00 || code >= 0xff00 && code < 0xff61 || code >= 0x1f300) ? 2 : 1);
}, 0));

// Cut between what people see as characters.
const shorten = (text, length) => {
  const characters = points(text);
  if (characters.length <= length) return text;
  let end = length - 1;
  while (end > 0 && (mark.test(characters[end]) || characters[end - 1] === "\u200d")) end--;
  return characters.slice(0, end).join("") + "…";
};

// ---- colours
const mix = (role, t) => paper[role].map(end => Math.floor(255 + t * (end - 255) + 0.5));
const isDark = channels => {
  const linear = channels.map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] <= 0.179;
};
const roleOf = (e, score) => e.signed === false ? "unsigned" : score < 0 ? "against" : "for";
const scaleOf = e => e.scale || (e.largest ??= e.scores.reduce((most, score) => Math.max(most, Math.abs(score)), 0));
const shadeOf = (e, score) => {
  const scale = scaleOf(e), role = roleOf(e, score), t = scale ? Math.min(1, Math.abs(score) / scale) : 0;
  return { role, t, rgb: mix(role, t), strong: isDark(mix(role, t)) };
};
const shaded = (shade, onPage) => onPage
  ? { class: `shade ${shade.role}${shade.strong ? " strong" : ""}`, style: `--s:${round(100 * shade.t)}%` }
  : { style: `background-color:${rgb(shade.rgb)};color:${shade.strong ? "#fff" : "#000"}` };
