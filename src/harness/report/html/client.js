/**
 * What the report's page does besides showing: sort, filter, open rows, lift titles into a tooltip, change
 * the theme, hand out the data. The page is complete without it. Runs in browsers, not in the program.
 * @module
 */
const root = document.documentElement;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const one = (selector, from = document) => from.querySelector(selector);
const made = (name, text) => Object.assign(document.createElement(name), { type: "button", textContent: text });
const nameOf = (row) => one(".opens bdi", row).textContent;
root.classList.add("js");

// Theme: what the system says, then light, then dark. Storage may be forbidden; then nothing is kept.
const themes = ["auto", "light", "dark"];
const themeButton = one("#theme");
const kept = (change) => {
  try {
    return change(localStorage);
  } catch {
    return null;
  }
};
const setTheme = (theme) => {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  themeButton.textContent = `Theme: ${theme}`;
};
setTheme(themes.find((theme) => theme === kept((storage) => storage.getItem("puffinbench-theme"))) ?? "auto");
themeButton.onclick = () => {
  const next = themes[(themes.indexOf(root.dataset.theme ?? "auto") + 1) % themes.length];
  setTheme(next);
  kept((storage) => storage.setItem("puffinbench-theme", next));
};

// Packed data: base64 of deflated bytes.
const unpacked = async (selector) => {
  const bytes = Uint8Array.from(atob(one(selector).textContent.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return await new Response(stream).arrayBuffer();
};
let panels;
const drawPanel = async (row) => {
  const place = row.nextElementSibling.firstElementChild;
  if (one(".panel", place) || !one("#packed-panels")) return;
  panels ??= unpacked("#packed-panels").then((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
  const panel = (await panels)[Number(row.id.slice(4))];
  if (panel) place.innerHTML = panel;
};

// Rows open and close by a button around their name.
const setOpen = (row, open) => {
  if (open) drawPanel(row);
  one(".opens button", row).setAttribute("aria-expanded", String(open));
  row.nextElementSibling.classList.toggle("open", open);
};
for (const row of all("tr.row")) {
  const name = one(".opens", row);
  const button = made("button", "");
  button.append(...name.childNodes);
  button.setAttribute("aria-expanded", "false");
  button.onclick = () => setOpen(row, button.getAttribute("aria-expanded") === "false");
  name.append(button);
}
const openTarget = () => {
  const row = document.getElementById(location.hash.slice(1));
  if (row?.matches("tr.row")) setOpen(row, true);
};
addEventListener("hashchange", openTarget);
openTarget();

// Sort: the first click puts the largest first, names in order of the alphabet.
const sortBy = (heading) => {
  const key = heading.dataset.sort;
  const before = heading.getAttribute("aria-sort");
  const isUp = before === null ? key === "name" : before === "descending";
  for (const other of all("th[aria-sort]", heading.parentNode)) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", isUp ? "ascending" : "descending");
  const sign = isUp ? 1 : -1;
  const compare = (a, b) => {
    const [x, y] = [a, b].map((row) => key === "name" ? nameOf(row) : row.dataset[key]);
    if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
    return sign * (key === "name" ? x.localeCompare(y) : x - y);
  };
  const body = heading.closest("table").tBodies[0];
  const pairs = all("tr.row", body).map((row) => [row, row.nextElementSibling]);
  for (const pair of pairs.sort(([a], [b]) => compare(a, b))) body.append(...pair);
};
for (const heading of all("th[data-sort]")) {
  const button = made("button", heading.textContent);
  button.onclick = () => sortBy(heading);
  heading.replaceChildren(button);
}

// Filter by name, and by whether there is something to tell.
const filter = one("#filter"), telling = one("#only-telling");
const applyFilter = () => {
  const wanted = filter.value.trim().toLowerCase();
  for (const suite of all(".suite")) {
    for (const row of all("tr.row", suite)) {
      row.hidden = !`${nameOf(row)} ${row.dataset.id}`.toLowerCase().includes(wanted) ||
        Boolean(telling?.checked && row.dataset.telling === "");
      if (row.hidden) setOpen(row, false);
    }
    suite.hidden = all("tr.row:not([hidden])", suite).length === 0;
  }
  one("#shown").textContent = `${all("tr.row:not([hidden])").length} shown`;
};
if (filter) filter.oninput = applyFilter;
if (telling) telling.onchange = applyFilter;

// Tooltips for the pointer: titles are lifted when they are first met. Whatever they say also stands in text.
const tip = document.createElement("div");
tip.id = "tip";
tip.hidden = true;
tip.setAttribute("aria-hidden", "true");
document.body.append(tip);
const titled = (start) => {
  for (let at = start; at instanceof Element; at = at.parentElement) {
    const title = at.getAttribute("title") ??
      [...at.children].find((child) => child.localName === "title")?.textContent;
    if (title) {
      at.removeAttribute("title");
      for (const child of [...at.children]) if (child.localName === "title") child.remove();
      at.dataset.tip = title;
    }
    if (at.dataset?.tip) return at;
  }
  return null;
};
document.addEventListener("pointermove", ({ target, clientX, clientY }) => {
  const at = titled(target);
  tip.hidden = at === null;
  if (at === null) return;
  tip.textContent = at.dataset.tip;
  const { width, height } = tip.getBoundingClientRect();
  const x = Math.max(8, Math.min(clientX + 14, innerWidth - width - 8));
  const y = clientY + 16 + height > innerHeight - 8 ? clientY - height - 14 : clientY + 16;
  tip.style.transform = `translate(${x}px, ${y}px)`;
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") tip.hidden = true;
});

// Contents: the section in view is the current one.
const links = new Map(all(".contents a").map((link) => [link.hash.slice(1), link]));
const watch = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || !links.has(target.id)) continue;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(target.id).setAttribute("aria-current", "true");
  }
}, { rootMargin: "-10% 0px -80% 0px" });
for (const section of all("main section")) watch.observe(section);

// Data to take away.
const save = (name, text, type) => {
  const link = Object.assign(document.createElement("a"), { download: name });
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
const samples = async () => {
  const { step, cells } = JSON.parse(one("#sample-index").textContent);
  const bytes = new Uint8Array(await unpacked("#packed-samples"));
  const half = bytes.length / 2;
  let at = 0;
  return cells.map(([benchmark, subject, unit, count, least]) => {
    let steps = 0;
    const values = Array.from({ length: count }, () => {
      steps += bytes[at] + 256 * bytes[half + at++];
      return Number((least * Math.exp(steps * step)).toPrecision(5));
    });
    return { benchmark, subject, unit, sorted: true, samples: values };
  });
};
globalThis.puffinbenchSamples = samples;
const takeJson = one("#take-json");
if (takeJson) takeJson.onclick = async () => save("samples.json", JSON.stringify(await samples()), "application/json");
one("#take-csv").onclick = () => save("summary.csv", JSON.parse(one("#summary-csv").textContent), "text/csv");
const copyMarkdown = one("#copy-markdown");
copyMarkdown.onclick = async () => {
  const text = new TextDecoder().decode(await unpacked("#packed-markdown"));
  try {
    await navigator.clipboard.writeText(text);
    copyMarkdown.textContent = "Copied";
  } catch {
    // Where pages may not write to the clipboard there is still a file.
    save("summary.md", text, "text/markdown");
  }
};
const takeTrace = one("#take-trace");
if (takeTrace) {
  takeTrace.onclick = async () => save("trace.json", await unpacked("#packed-trace"), "application/json");
}
