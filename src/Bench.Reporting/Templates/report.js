"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = id => document.getElementById(id);
  const docs = data.docs, names = data.explainers, metrics = data.metrics, labels = data.labels;
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const digits = new Map([...alphabet].map((c, i) => [c, i]));

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const visible = BenchDrawing.visible;
  const number = value => value === null || value === undefined || Number.isNaN(value) ? "–"
    : Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(3);

  const decode = (codes, scale) => {
    const scores = new Float64Array(codes.length / 2);
    for (let i = 0; i < scores.length; i++) {
      scores[i] = (digits.get(codes[2 * i]) * 64 + digits.get(codes[2 * i + 1]) - 2048) / 2047 * scale;
    }
    return scores;
  };
  const scoresOf = (doc, explainer) => doc.e[explainer] === null ? null : decode(doc.e[explainer], doc.k[explainer]);
  const scoreOf = (doc, explainer, metric) => doc.m[explainer * metrics.length + metric];
  const argMax = values => values.reduce((best, value, i) => value > values[best] ? i : best, 0);
  const mean = values => {
    const known = values.filter(value => value !== null && value !== undefined);
    return known.length ? known.reduce((a, b) => a + b, 0) / known.length : null;
  };
  docs.forEach((doc, i) => { doc.place = i * data.step; });
  for (const doc of docs) {
    doc.predicted = argMax(doc.p);
    // A task says by itself whether the model is right.
    doc.wrong = doc.w !== undefined ? (doc.w === null ? null : !doc.w) : doc.y === undefined || doc.y < 0 ? null : doc.y !== doc.predicted;
    // How far the true label is from being predicted; unlabelled texts come last.
    doc.error = doc.wrong === null ? null : doc.y >= 0 && doc.y < doc.p.length ? 1 - doc.p[doc.y] : Number(doc.wrong);
  }
  const titleOf = doc => doc.n ?? labels[doc.g] ?? "";
  const saidOf = doc => doc.q ?? labels[doc.predicted] ?? "";
  const chanceOf = doc => saidOf(doc) === labels[doc.predicted] ? number(doc.p[doc.predicted]) : "";

  // What can be read off of how far a text is from what the model was trained on; nothing where that is nothing.
  const unlike = doc => {
    const [unknown, share, cut] = doc.z ?? [0, 0, 0];
    return [
      unknown ? `${unknown} ${unknown === 1 ? "token" : "tokens"} (${(100 * share).toFixed(1)} %) unknown to the model’s vocabulary` : "",
      cut ? `${cut} ${cut === 1 ? "token" : "tokens"} cut off at the model’s limit` : "",
    ].filter(words => words).join("; ");
  };

  // ---- tooltips -------------------------------------------------------------------------------------------------
  const tip = $("tip");
  const showTip = (element, text) => {
    tip.textContent = text;
    tip.hidden = false;
    const box = element.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${box.bottom + tip.offsetHeight + 10 > innerHeight ? box.top - tip.offsetHeight - 6 : box.bottom + 6}px`;
  };
  const hideTip = () => { tip.hidden = true; };
  for (const element of document.querySelectorAll("[data-tip]")) {
    element.setAttribute("aria-describedby", "tip");
    for (const event of ["mouseenter", "focus"]) element.addEventListener(event, () => showTip(element, element.dataset.tip));
    for (const event of ["mouseleave", "blur"]) element.addEventListener(event, hideTip);
  }
  addEventListener("scroll", hideTip, { passive: true, capture: true });

  // ---- comparison table -----------------------------------------------------------------------------------------
  const body = $("table").tBodies[0], rows = [...body.rows];
  const original = rows.map(row => [...row.cells].map(cell => ({ value: cell.dataset.value, className: cell.className, nodes: [...cell.childNodes] })));
  const valueAt = (row, column) => {
    const text = row.cells[column + 1].dataset.value;
    return text === "" ? null : Number(text);
  };
  let sorted = { column: null, up: true };
  const applySort = () => {
    if (sorted.column === null) return;
    const sign = sorted.up ? 1 : -1;
    const ordered = [...rows].sort((a, b) => {
      if (sorted.column < 0) return sign * a.cells[0].textContent.localeCompare(b.cells[0].textContent, "en");
      const [x, y] = [valueAt(a, sorted.column), valueAt(b, sorted.column)];
      return x === null ? (y === null ? 0 : 1) : y === null ? -1 : sign * (x - y);
    });
    body.append(...ordered);
  };
  for (const button of document.querySelectorAll(".sort")) {
    button.addEventListener("click", () => {
      const column = Number(button.dataset.column);
      // The first click puts the best on top.
      sorted = { column, up: sorted.column === column ? !sorted.up : column < 0 || button.dataset.up !== "↑" };
      for (const other of document.querySelectorAll("#table th[aria-sort]")) other.setAttribute("aria-sort", "none");
      button.closest("th").setAttribute("aria-sort", sorted.up ? "ascending" : "descending");
      applySort();
    });
  }

  // ---- parts of the texts -----------------------------------------------------------------------------------------
  const parts = new Map();
  const addPart = (kind, name, test) => { if (docs.some(test) && !docs.every(test)) parts.set(name, { kind, test }); };
  for (const { kind, name, cases } of data.parts_of_cases) {
    const places = new Set(cases);
    addPart(kind, name, doc => places.has(doc.place));
  }
  labels.forEach((label, i) => addPart("class", `predicted: ${label}`, doc => saidOf(doc) === label && doc.predicted === i));
  addPart("part", "has unknown tokens", doc => doc.z?.[0] > 0);
  addPart("part", "was cut", doc => doc.z?.[2] > 0);
  for (const [name, { kind }] of parts) {
    for (const select of [$("slice"), $(kind)]) select?.append(new Option(visible(name), name));
  }
  $("slice").addEventListener("change", () => {
    const test = parts.get($("slice").value)?.test;
    const chosen = test ? docs.filter(test) : docs;
    rows.forEach((row, explainer) => {
      for (let metric = 0; metric < metrics.length; metric++) {
        const cell = row.cells[metric + 1], before = original[explainer][metric + 1];
        if (!test) {
          cell.className = before.className;
          cell.dataset.value = before.value;
          cell.replaceChildren(...before.nodes);
          continue;
        }
        const values = chosen.map(doc => scoreOf(doc, explainer, metric)).filter(value => value !== null);
        const average = mean(values);
        cell.className = "";
        cell.dataset.value = average ?? "";
        cell.replaceChildren(make("span", number(average), "mean"), make("span", `n = ${values.length}`, "interval"));
      }
    });
    const shown = docs.length < data.total ? " on this page" : "";
    $("slice-note").textContent = test ? `Means of ${chosen.length} of ${docs.length} texts${shown}; intervals and marks are for all texts only.${chosen.length < 20 ? " With fewer than 20 nothing is told apart." : ""}` : "";
    applySort();
  });

  // ---- plots ----------------------------------------------------------------------------------------------------
  const metricChoice = $("figure-metric");
  const showPanels = () => {
    for (const panel of document.querySelectorAll(".panel")) {
      panel.hidden = panel.dataset.metric !== "" && panel.dataset.metric !== metricChoice.value;
    }
    // Not every metric has every picture.
    for (const figure of document.querySelectorAll("#figures figure")) figure.hidden = !figure.querySelector(".panel:not([hidden])");
    // On a narrow screen plots keep text that can be read, and are scrolled; what is scrolled must be reached by keys.
    for (const panel of document.querySelectorAll(".panel")) {
      if (panel.scrollWidth > panel.clientWidth) panel.tabIndex = 0;
      else panel.removeAttribute("tabindex");
    }
  };
  metricChoice.addEventListener("change", showPanels);
  addEventListener("resize", showPanels);
  showPanels();

  // ---- light or dark: the system's choice until a button is pressed, which the browser remembers ------------------
  const remembered = { get: () => { try { return localStorage.getItem("bench-theme"); } catch { return null; } },
    set: theme => { try { localStorage.setItem("bench-theme", theme); } catch { /* It is not remembered, then. */ } } };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const showTheme = () => { $("theme").textContent = isDark() ? "Light colours" : "Dark colours"; };
  if (["light", "dark"].includes(remembered.get())) document.documentElement.dataset.theme = remembered.get();
  $("theme").addEventListener("click", () => {
    remembered.set(document.documentElement.dataset.theme = isDark() ? "light" : "dark");
    showTheme();
  });
  dark.addEventListener("change", showTheme);
  showTheme();

  for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
  if (!docs.length) return;
  for (const note of document.querySelectorAll(".unlike-note")) note.hidden = !docs.some(unlike);

  // On a narrow screen what narrows and sorts texts is folded, or it would fill the screen before the first text.
  const narrowScreen = matchMedia("(max-width: 860px)"), foldFilters = () => { $("filters").open = !narrowScreen.matches; };
  narrowScreen.addEventListener("change", foldFilters);
  foldFilters();
  document.querySelector(".rationale-key").hidden = !docs.some(doc => doc.r?.length);

  // ---- list of texts --------------------------------------------------------------------------------------------
  // A run explains one token each; the tokens of one entity are one case here, their numbers its mean.
  const cases = [], caseOf = new Map();
  {
    const entities = new Map();
    for (const doc of docs) {
      const key = doc.h && JSON.stringify([doc.i, doc.h.k]);
      let place = doc.h ? entities.get(key) : undefined;
      if (place === undefined) {
        place = cases.push([]) - 1;
        if (doc.h) entities.set(key, place);
      }
      cases[place].push(doc);
      caseOf.set(doc, place);
    }
  }
  const nameOf = one => one[0].h ? `${one[0].h.w}: ${one[0].h.l}` : titleOf(one[0]);
  const wrongOf = one => one.some(doc => doc.wrong) ? true : one.every(doc => doc.wrong === false) ? false : null;
  const height = 68, list = $("list"), spacer = $("spacer");
  let order = [], position = 0, linked = null;
  const keyOfDoc = doc => {
    const by = $("order").value, explainer = Number($("order-explainer").value);
    if (by === "disagreement") return doc.d;
    if (by === "error") return doc.error;
    const metric = Number(by);
    return explainer >= 0 ? scoreOf(doc, explainer, metric) : mean(names.map((_, i) => scoreOf(doc, i, metric)));
  };
  const keyOf = one => $("order").value === "dataset" ? null : mean(one.map(keyOfDoc));
  const texts = cases.map(one => [one[0].i, one[0].v?.f ?? one[0].t, one[0].u ?? ""].join(" ").toLowerCase());
  const narrowing = ["outcome", "class", "part"];
  const wordsOf = () => $("search").value.toLowerCase().split(/\s+/).filter(word => word);
  // Where a link asks for texts without a score: of which explainer on which metric.
  let missing = null;
  // What is chosen stays chosen while it fits, so that list and box show the same; another order begins at its top.
  const refresh = keep => {
    const chosen = order[position], words = wordsOf(), tests = narrowing.map(id => parts.get($(id).value)?.test).filter(test => test);
    if (missing) tests.push(doc => scoreOf(doc, missing.explainer, missing.metric) === null);
    const keys = cases.map(keyOf), sign = $("descending").checked ? -1 : 1;
    const fits = one => one.some(doc => tests.every(test => test(doc)));
    order = cases.map((_, i) => i).filter(i => fits(cases[i]) && words.every(word => texts[i].includes(word)));
    if ($("order").value !== "dataset") {
      order.sort((a, b) => keys[a] === null ? (keys[b] === null ? a - b : 1) : keys[b] === null ? -1 : sign * (keys[a] - keys[b]) || a - b);
    }
    $("order-explainer").disabled = !/^\d+$/.test($("order").value);
    $("count").textContent = `${order.length} of ${cases.length}${missing ? `, without a score of ${visible(names[missing.explainer])} on ${visible(metrics[missing.metric])}` : ""}`;
    $("all").hidden = order.length === cases.length;
    spacer.style.height = `${order.length * height}px`;
    list.scrollTop = 0;
    select(keep ? Math.max(0, order.indexOf(chosen)) : 0);
  };
  const showAll = () => {
    for (const id of [...narrowing, "search"]) $(id).value = "";
    missing = null;
  };
  // A text begins where the first word that was searched for is seen.
  const snippetOf = (text, words) => {
    const found = Math.max(-1, ...words.map(word => text.toLowerCase().indexOf(word)).filter(at => at > 60));
    const snippet = make("span", undefined, "snippet"), from = found < 0 ? 0 : found - 20;
    const cut = (from ? "…" : "") + text.slice(from, from + 140), low = cut.toLowerCase();
    const at = words.length && low.length === cut.length ? low.indexOf(words[0]) : -1;
    if (at < 0) snippet.append(visible(cut));
    else snippet.append(visible(cut.slice(0, at)), make("mark", visible(cut.slice(at, at + words[0].length))), visible(cut.slice(at + words[0].length)));
    snippet.dir = "auto";
    return snippet;
  };
  const draw = () => {
    const first = Math.max(0, Math.floor(list.scrollTop / height) - 4);
    const last = Math.min(order.length, Math.ceil((list.scrollTop + list.clientHeight) / height) + 4);
    const items = [], words = wordsOf();
    for (let i = first; i < last; i++) {
      const one = cases[order[i]], doc = one[0], item = make("div", undefined, "item");
      item.id = `item-${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", i === position);
      item.setAttribute("aria-setsize", order.length);
      item.setAttribute("aria-posinset", i + 1);
      item.style.top = `${i * height}px`;
      const meta = make("span", undefined, "meta"), key = keyOf(one), isWrong = wrongOf(one);
      meta.append(make("span", visible(ofText.get(doc.i).length > 1 || doc.h ? `${doc.i} · ${nameOf(one)}` : doc.i)), key === null || key === undefined ? "" : make("span", number(key)));
      const outcome = make("span", undefined, "meta");
      const said = one.length > 1 ? `${one.length} tokens` : `${saidOf(doc)} ${chanceOf(doc)}`;
      outcome.append(make("span", visible(said) + (one.some(unlike) ? " ⚠" : ""), isWrong ? "wrong" : isWrong === false ? "right" : ""));
      if (isWrong !== null) outcome.append(make("span", isWrong ? "✗ wrong" : "✓ right", isWrong ? "wrong" : "right"));
      item.append(meta, snippetOf(doc.v ? doc.v.f : doc.t, words), outcome);
      item.addEventListener("click", () => select(i));
      items.push(item);
    }
    spacer.replaceChildren(...items);
    list.setAttribute("aria-activedescendant", order.length ? `item-${position}` : "");
  };
  const select = i => {
    position = Math.max(0, Math.min(order.length - 1, i));
    const top = position * height;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight;
    draw();
    show();
  };
  list.addEventListener("scroll", draw, { passive: true });

  // ---- addresses: #text=ID[&target=TARGET] is a text, #cases[&part=…][&metric=…][&explainer=…][&missing=yes] the cases of a finding ------------
  const addressOf = doc => `#text=${encodeURIComponent(doc.i)}${ofText.get(doc.i).length > 1 ? `&target=${encodeURIComponent(titleOf(doc))}` : ""}`;
  const follow = () => {
    const wanted = new URLSearchParams(location.hash.slice(1)), id = wanted.get("text");
    if (id !== null) {
      const found = docs.findIndex(doc => doc.i === id && (!wanted.has("target") || titleOf(doc) === wanted.get("target")));
      if (found < 0) {
        $("count").textContent = `The page holds no text ${visible(id)}.`;
        return;
      }
      showAll();
      refresh(false);
      linked = docs[found];
      select(order.indexOf(caseOf.get(linked)));
    } else if (wanted.has("cases")) {
      showAll();
      const part = wanted.get("part"), metric = metrics.indexOf(wanted.get("metric")), explainer = names.indexOf(wanted.get("explainer"));
      if (parts.has(part)) $(parts.get(part).kind).value = part;
      missing = wanted.has("missing") && metric >= 0 && explainer >= 0 ? { metric, explainer } : null;
      $("order").value = metric >= 0 && !missing ? metric : "dataset";
      $("order-explainer").value = explainer;
      $("descending").checked = data.up[metric] !== "0";
      refresh(false);
    } else {
      return;
    }
    $("texts").scrollIntoView({ behavior: "instant" });
    list.focus({ preventScroll: true });
  };
  addEventListener("hashchange", follow);

  // ---- the chosen text ------------------------------------------------------------------------------------------
  const tokensOf = doc => {
    const ends = [0, 0], tokens = [];
    for (let i = 0; i < doc.o.length / 2; i++) {
      const segment = doc.s ? Number(doc.s[i]) : 0, text = segment ? doc.u : doc.t;
      const start = ends[segment] + doc.o[2 * i], end = start + doc.o[2 * i + 1];
      // Tokens may share characters (pieces of one emoji); each character is shown with the first of them.
      const from = Math.max(start, ends[segment]);
      const piece = doc.x[i];
      tokens.push({ segment, start, end, gap: text.slice(ends[segment], from), text: text.slice(from, Math.max(from, end)), piece, why: false });
      ends[segment] = Math.max(ends[segment], end);
    }
    for (let i = 0; doc.r && i < doc.r.length; i += 3) {
      for (const token of tokens) {
        if (token.piece === undefined && token.segment === doc.r[i + 2] && doc.r[i] < token.end && token.start < doc.r[i + 1]) token.why = true;
      }
    }
    tokens.rest = [doc.t.slice(ends[0]), (doc.u ?? "").slice(ends[1])];
    return tokens;
  };
  // What the drawings take, see words.js.
  const explanationOf = (doc, explainer, tokens, scores, scale) => ({
    name: names[explainer], target: titleOf(doc), signed: data.signed[explainer] === "1", scores: [...scores],
    scale: $("scale").value === "shared" || cases[caseOf.get(doc)].length > 1 ? scale : undefined, rest: tokens.rest, parts: doc.u === undefined ? [] : data.parts,
    base: doc.a?.[explainer]?.[0], output: doc.a?.[explainer]?.[1],
    tokens: tokens.map(token => ({
      gap: token.gap, text: token.piece ?? (token.text || "+"), chip: token.piece !== undefined || token.text === "", segment: token.segment, why: token.why,
    })),
  });
  const heatMap = explanation => {
    const heat = BenchDrawing.element(BenchDrawing.heat(explanation));
    heat.addEventListener("mouseover", event => {
      const span = event.target.closest("[data-token]");
      if (!span) return;
      for (const same of $("maps").querySelectorAll(".same")) same.classList.remove("same");
      for (const same of $("maps").querySelectorAll(`[data-token="${span.dataset.token}"]`)) same.classList.add("same");
      showTip(span, `${span.textContent}\n${explanation.name}: ${span.dataset.score}`);
    });
    heat.addEventListener("mouseleave", () => {
      hideTip();
      for (const same of $("maps").querySelectorAll(".same")) same.classList.remove("same");
    });
    return heat;
  };
  const numberTable = (tokens, all) => {
    const table = make("table"), head = make("tr"), cells = make("tbody");
    const corner = make("th", "token");
    corner.scope = "col";
    head.append(corner, ...names.map(name => { const th = make("th", visible(name)); th.scope = "col"; return th; }));
    tokens.forEach((token, i) => {
      const row = make("tr"), th = make("th", visible(token.piece ?? (token.text || "+")), token.why ? "why" : "");
      th.scope = "row";
      th.dir = "auto";
      row.append(th);
      all.forEach((scores, explainer) => {
        const cell = make("td", scores ? BenchDrawing.number(scores[i]) : "–");
        if (scores) {
          const look = BenchDrawing.shade({ signed: data.signed[explainer] === "1", scores, scale: scaleOf(all, explainer) }, scores[i]);
          cell.className = look.class;
          cell.style.cssText = look.style;
        }
        row.append(cell);
      });
      cells.append(row);
    });
    const top = make("thead");
    top.append(head);
    table.append(top, cells);
    const scroll = make("div", undefined, "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Scores of every token");
    scroll.append(table);
    return scroll;
  };
  const largest = scores => scores ? scores.reduce((most, score) => Math.max(most, Math.abs(score)), 0) : 0;
  const scaleOf = (all, explainer) => $("scale").value === "shared" ? Math.max(...all.map(largest)) : largest(all[explainer]);

  // ---- pictures ---------------------------------------------------------------------------------------------------
  const pictureOf = (doc, alt) => {
    const { w, h, p } = doc.v, frame = make("div", undefined, "picture"), zoom = Math.max(1, Math.floor(224 / Math.max(w, h)));
    frame.style.width = `${w * zoom}px`;
    frame.style.aspectRatio = `${w} / ${h}`;
    if (p) {
      const image = make("img");
      image.src = `data:image/png;base64,${p}`;
      image.alt = visible(alt);
      frame.append(image);
    }
    return frame;
  };
  // Over the picture in grey, half transparent; where its pixels were not kept, alone. A cell's colour is the mean score of its pixels.
  const overlay = (doc, explainer) => {
    const heat = doc.v.e[explainer], scores = decode(heat.s, heat.k), rows = scores.length / heat.c;
    const e = {
      signed: data.signed[explainer] === "1", scores,
      scale: $("scale").value === "shared" ? Math.max(...doc.v.e.map(other => other?.x ?? 0)) : heat.x,
    };
    const alt = `${doc.v.f}: scores of ${names[explainer]} for ${titleOf(doc)}`, frame = pictureOf(doc, alt), canvas = make("canvas");
    [canvas.width, canvas.height] = [heat.c, rows];
    canvas.style.width = `${100 * heat.c * heat.b / doc.v.w}%`;
    canvas.style.height = `${100 * rows * heat.b / doc.v.h}%`;
    if (doc.v.p) {
      frame.classList.add("heated");
      canvas.setAttribute("aria-hidden", "true");
    } else {
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", visible(alt));
    }
    const context = canvas.getContext("2d"), pixels = context.createImageData(heat.c, rows);
    scores.forEach((score, i) => pixels.data.set([...BenchDrawing.colour(e, score), 255], 4 * i));
    context.putImageData(pixels, 0, 0);
    frame.append(canvas);
    return frame;
  };
  const heatOf = (doc, explainer, tokens, scores, scale) => doc.v?.e[explainer]
    ? overlay(doc, explainer) : heatMap(explanationOf(doc, explainer, tokens, scores, scale));

  // ---- drawings and the table of classes --------------------------------------------------------------------------
  const drawings = {
    bars: explanation => BenchDrawing.element(BenchDrawing.bar(explanation)),
    force: explanation => explanation.signed ? BenchDrawing.element(BenchDrawing.force(explanation)) : make("p", BenchDrawing.unsigned, "quiet"),
  };

  // As transformers-interpret draws it: a row per explanation.
  const answerColumns = ["true label", "predicted label", "attribution label", "attribution score", "word importance"];
  const answerTable = (table, columns, rows) => {
    const head = make("tr"), top = make("thead"), body = make("tbody");
    for (const name of columns) {
      const th = make("th", name);
      th.scope = "col";
      head.append(th);
    }
    top.append(head);
    body.append(...rows);
    table.className = "answers";
    table.replaceChildren(top, body);
  };
  const answerRow = (doc, explainer, scale) => {
    const scores = scoresOf(doc, explainer), row = make("tr"), name = make("th", visible(titleOf(doc))), words = make("td");
    name.scope = "row";
    if (scores) words.append(heatOf(doc, explainer, tokensOf(doc), scores, scale));
    row.append(
      make("td", visible(doc.l ?? "–")), make("td", visible(saidOf(doc)) + (chanceOf(doc) && ` (${doc.p[doc.predicted].toFixed(2)})`)), name,
      make("td", !scores ? "–" : data.signed[explainer] === "1" ? scores.reduce((sum, score) => sum + score, 0).toFixed(3) : "no sum", "number"), words);
    return row;
  };

  // Every explainer of one text.
  const explainerTable = (doc, all) => {
    const table = make("table"), scroll = make("div", undefined, "scroll");
    answerTable(table, ["explainer", ...answerColumns], names.map((name, i) => {
      const row = answerRow(doc, i, scaleOf(all, i));
      row.prepend(make("td", visible(name)));
      return row;
    }));
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Labels, sum of scores and words of every explainer");
    scroll.append(table);
    return scroll;
  };

  // Every explained class of one text; the tokens of an entity stand below its name.
  const ofText = new Map();
  for (const doc of docs) ofText.set(doc.i, [...(ofText.get(doc.i) ?? []), doc]);
  const linkTo = (doc, words) => {
    const link = make("a", visible(words));
    link.href = addressOf(doc);
    return link;
  };
  const entityRow = one => {
    const row = make("tr", undefined, "entity"), name = make("th");
    name.scope = "colgroup";
    name.colSpan = answerColumns.length;
    name.append(linkTo(one[0], nameOf(one)));
    row.append(name);
    return row;
  };
  const showClasses = chosen => {
    const same = ofText.get(chosen[0].i), explainer = Number($("classes-explainer").value);
    $("classes").hidden = same.length < 2;
    if (same.length < 2) return;
    document.querySelector("#classes h4").textContent = same[0].n === undefined ? "All classes" : "All that is explained of this text";
    const places = [...new Set(same.map(doc => caseOf.get(doc)))].sort((a, b) => a - b);
    answerTable($("classes-table"), answerColumns, places.flatMap(place => {
      const rows = cases[place].map(doc => {
        const row = answerRow(doc, explainer);
        if (cases[place] === chosen) row.className = "chosen";
        return row;
      });
      return cases[place][0].h ? [entityRow(cases[place]), ...rows] : rows;
    }));
  };
  $("classes-explainer").addEventListener("change", () => showClasses(cases[order[position]]));

  // ---- the chosen text: one target, or the tokens of an entity ------------------------------------------------------
  const outcomeOf = doc => {
    const outcome = make("p", undefined, "outcome");
    outcome.append(`Predicted ${visible(saidOf(doc))}`);
    if (doc.l !== undefined) outcome.append(", labelled ", visible(doc.l));
    if (doc.wrong !== null) outcome.append(" ", make("span", doc.wrong ? "✗ wrong" : "✓ right", doc.wrong ? "wrong" : "right"));
    if (doc.d !== null) outcome.append(` · disagreement ${number(doc.d)}`);
    return outcome;
  };
  const chancesOf = doc => {
    const chances = make("div", undefined, "chances");
    doc.p.forEach((chance, i) => {
      const bar = make("span", undefined, "bar"), fill = make("i"), label = make("span", visible(labels[i] ?? ""), i === doc.g ? "explained" : "");
      fill.style.width = `${Math.max(0, Math.min(1, chance)) * 100}%`;
      bar.append(fill);
      chances.append(label, bar, make("span", number(chance) + (i === doc.g ? " explained" : "")));
    });
    return chances;
  };
  const showHead = one => {
    const doc = one[0], head = $("head"), title = make("h3"), link = linkTo(doc, doc.h ? `${doc.i} · ${nameOf(one)}` : doc.i);
    link.title = "Link to this text";
    title.append(link);
    head.replaceChildren(title);
    for (const token of one) {
      const outcome = outcomeOf(token);
      if (doc.h) outcome.prepend(linkTo(token, titleOf(token)), ": ");
      head.append(outcome);
    }
    const columns = Object.entries(doc.c ?? {}).map(([column, value]) => `${column}: ${value}`).join(" · ");
    if (columns) head.append(make("p", visible(columns), "outcome"));
    if (unlike(doc)) head.append(make("p", `⚠ ${unlike(doc)}`, "outcome unlike"));
    if (one.length === 1) head.append(chancesOf(doc));
    if (doc.v?.p) head.append(pictureOf(doc, `${doc.v.f}, as the model sees it`));
  };
  const tablesOf = (one, table) => one.flatMap(doc => {
    const drawn = table(doc, names.map((_, i) => scoresOf(doc, i)));
    return one.length > 1 ? [memberTitle(doc), drawn] : [drawn];
  });
  const memberTitle = doc => {
    const title = make("p", undefined, doc === linked ? "member chosen" : "member");
    title.append(linkTo(doc, titleOf(doc)));
    return title;
  };
  const show = () => {
    hideTip();
    const one = cases[order[position]], maps = $("maps");
    if (!one) {
      $("head").replaceChildren(make("p", "No text fits.", "quiet"));
      maps.replaceChildren();
      $("classes").hidden = true;
      return;
    }
    showHead(one);
    $("target").textContent = visible(nameOf(one));
    showClasses(one);
    const view = $("view").value, isPicture = Boolean(one[0].v);
    $("scale").disabled = view === "force";
    maps.className = view === "heat" && isPicture ? "pictures" : "";
    if (view === "numbers" || view === "table") {
      maps.replaceChildren(...tablesOf(one, (doc, all) => view === "table" ? explainerTable(doc, all) : numberTable(tokensOf(doc), all)));
      return;
    }
    const by = $("order").value, metric = /^\d+$/.test(by) ? Number(by) : null;
    const all = one.map(doc => names.map((_, i) => scoresOf(doc, i)));
    // Tokens of one entity share a scale: they are looked at together.
    const scales = names.map((_, i) => Math.max(...all.map(scores => scaleOf(scores, i))));
    maps.replaceChildren(...names.map((name, i) => {
      const row = make("div", undefined, "map"), title = make("h4", visible(name)), side = make("div");
      const most = Math.max(...one.map(doc => doc.k[i])), refused = all.every(scores => !scores[i]);
      if (metric !== null) title.append(make("small", `${visible(metrics[metric])} ${number(mean(one.map(doc => scoreOf(doc, i, metric))))}`));
      else title.append(make("small", refused ? "" : `${data.signed[i] === "1" ? "" : "no sign; "}largest ${isPicture ? "of a part " : ""}${most}`));
      one.forEach((doc, k) => {
        if (one.length > 1) side.append(memberTitle(doc));
        if (!all[k][i]) side.append(make("p", `This explainer refused the ${isPicture ? "picture" : "text"}.`, "quiet"));
        else if (view === "heat") side.append(heatOf(doc, i, tokensOf(doc), all[k][i], scales[i]));
        else side.append(drawings[view](explanationOf(doc, i, tokensOf(doc), all[k][i], scales[i])));
      });
      row.append(title, side);
      return row;
    }));
  };

  // ---- controls -------------------------------------------------------------------------------------------------
  for (const id of ["order", "order-explainer", "descending"]) $(id).addEventListener("change", () => refresh(false));
  const narrow = () => { missing = null; refresh(true); };
  for (const id of narrowing) $(id).addEventListener("change", narrow);
  $("search").addEventListener("input", narrow);
  $("all").addEventListener("click", () => { showAll(); refresh(true); });
  for (const id of ["scale", "view"]) $(id).addEventListener("change", show);
  const page = Math.max(1, Math.floor(640 / height) - 1);
  const moves = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  list.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in moves)) return;
    event.preventDefault();
    event.stopPropagation();
    select(position + moves[event.key]);
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "j" || event.key === "k") select(position + moves[event.key]);
    else if (event.key === "/") { event.preventDefault(); $("filters").open = true; $("search").focus(); }
  });
  $("search").addEventListener("keydown", event => { if (event.key === "Escape" || event.key === "Enter") list.focus(); });
  refresh(false);
  follow();
})();
