const value = (attribute, onPage) => typeof attribute === "number" ? String(round(attribute))
  : String(attribute).startsWith("@") ? onPage ? `var(--${attribute.slice(1)})` : rgb(paper[attribute.slice(1)]) : String(attribute);
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };
const escape = text => visible(text).replace(/[&<>"']/g, c => entities[c]);
const markup = (node, onPage) => {
  if (typeof node === "string") return escape(node);
  const [tag, attributes, ...children] = node;
  const written = Object.entries(attributes).filter(([name]) => onPage || !name.startsWith("data-")).map(([name, attribute]) => ` ${name}="${escape(value(attribute, onPage))}"`).join("");
  return `<${tag}${written}>${children.map(child => markup(child, onPage)).join("")}</${tag}>`;
};
// A page's policy lets no markup set a style; scripts may.
const element = (node, inside) => {
  if (typeof node === "string") return document.createTextNode(visible(node));
  const [tag, attributes, ...children] = node, space = tag === "svg" || inside ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
  const made = document.createElementNS(space, tag);
  for (const [name, attribute] of Object.entries(attributes)) {
    if (name === "style") made.style.cssText = attribute;
    else if (name !== "xmlns") made.setAttribute(name, visible(value(attribute, true)));
  }
  made.append(...children.map(child => element(child, tag === "svg" || inside)));
  return made;
};
const drawings = {
  visible, number, unsigned, element, markup,
  heat: e => heat(e, true), snippet: e => heat(e, false), bar: barPicture, force: forcePicture, stack,
  shade: (e, score) => shaded(shadeOf(e, score), true), colour: (e, score) => shadeOf(e, score).rgb,
};
