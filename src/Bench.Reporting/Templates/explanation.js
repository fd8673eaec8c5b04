"use strict";
(() => {
  const said = document.getElementById("said");

  // ---- a word lights up in every row ----------------------------------------------------------------------------
  // Rows of one view share the numbers of their words: pointing at one, or moving to it by keys, shows it in all of them.
  const clear = () => document.querySelectorAll(".same").forEach(one => one.classList.remove("same"));
  const light = word => {
    clear();
    const view = word.closest(".units, .tokens, main"), target = word.closest("details:not(.head)") ?? view;
    for (const same of target.querySelectorAll(`.linked [data-token="${word.dataset.token}"]`)) {
      if (same.closest(".units, .tokens, main") === view) same.classList.add("same");
    }
  };
  for (const rows of document.querySelectorAll(".linked")) {
    rows.addEventListener("mouseover", event => {
      const word = event.target.closest("[data-token]");
      if (word) light(word); else clear();
    });
    rows.addEventListener("mouseleave", clear);
  }
  const moves = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  for (const drawn of document.querySelectorAll(".drawn")) {
    const words = [...drawn.querySelectorAll("[data-token]")];
    const name = drawn.closest(".map").querySelector("h3").textContent;
    let at = -1;
    const go = to => {
      at = Math.max(0, Math.min(words.length - 1, to));
      light(words[at]);
      words[at].scrollIntoView({ block: "nearest" });
      said.textContent = `${words[at].textContent}: ${words[at].dataset.score}, ${name}`;
    };
    drawn.addEventListener("keydown", event => {
      if (!(event.key in moves) || event.ctrlKey || event.altKey || event.metaKey || !words.length) return;
      event.preventDefault();
      go(at < 0 && moves[event.key] < Infinity ? 0 : at + moves[event.key]);
    });
    drawn.addEventListener("blur", clear);
  }

  // ---- along a deletion curve -----------------------------------------------------------------------------------
  const deletions = document.getElementById("deletions");
  const curves = deletions ? JSON.parse(deletions.textContent) : [];
  for (const input of document.querySelectorAll("input[data-curve]")) {
    const [target, explainer] = input.dataset.curve.split(" ").map(Number), curve = curves[target]?.[explainer];
    if (!curve) continue;
    const row = input.closest(".map"), output = row.querySelector("output"), words = [...row.querySelectorAll("[data-at]")];
    const show = () => {
      const step = Number(input.value), count = curve.counts[step];
      const gone = new Set(curve.order.slice(0, count).flatMap(unit => unit.split(" ")));
      for (const word of words) word.classList.toggle("gone", word.dataset.at.split(" ").every(position => gone.has(position)));
      output.textContent = `${count} of ${curve.order.length} removed: ${curve.of} ${curve.values[step].toFixed(3)}`;
      input.setAttribute("aria-valuetext", output.textContent);
    };
    input.addEventListener("input", show);
    input.closest(".slider").hidden = false;
    show();
  }

  // ---- light and dark -------------------------------------------------------------------------------------------
  const theme = document.getElementById("theme"), dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const showTheme = () => { theme.textContent = isDark() ? "Light colours" : "Dark colours"; };
  theme.hidden = false;
  theme.addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; showTheme(); });
  dark.addEventListener("change", showTheme);
  showTheme();

  // ---- the command ----------------------------------------------------------------------------------------------
  const copy = document.getElementById("copy");
  if (copy) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const command = document.getElementById("command");
      try {
        await navigator.clipboard.writeText(command.textContent);
        said.textContent = "Copied.";
        copy.textContent = "Copied";
      } catch {
        // Pages from files may not write to the clipboard everywhere: what is selected can be copied by keys.
        getSelection().selectAllChildren(command);
        said.textContent = "Selected: copy it with the keys of your system.";
        copy.textContent = "Selected";
      }
    });
  }
})();
