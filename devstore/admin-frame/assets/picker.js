const SEARCH_DELAY_MS = 150;
const SHELL = `<div class="dialog__head"><h2 id="picker-title"></h2><button class="button" type="button" data-close>Cancel</button></div>
<div class="picker__search"><label class="sr-only" for="picker-query">Search</label><input id="picker-query" type="text" role="searchbox" enterkeyhint="search" autocomplete="off" placeholder="Search"></div>
<div class="picker__list" role="group" aria-labelledby="picker-title" aria-live="polite"></div>
<div class="dialog__foot"><p data-count></p><div><button class="button button--primary" type="button" data-choose disabled>Add</button></div></div>`;

/** The resource picker. Resolves to the chosen resources with `selection`, or to undefined when it was closed. */
export function openPicker(options) {
  if (options?.type !== "product" && options?.type !== "collection") {
    throw new Error(`The dev store's resource picker knows products and collections, not "${options?.type}"`);
  }
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "picker-title");
  dialog.innerHTML = SHELL;
  const state = { options, dialog, limit: limitOf(options.multiple), items: new Map(), chosen: new Map() };
  const wanted = new Set((options.selectionIds ?? []).map(({ id }) => id));
  const noun = options.type === "product" ? "product" : "collection";
  dialog.querySelector("h2").textContent =
    `${options.action === "select" ? "Select" : "Add"} ${noun}${state.limit > 1 ? "s" : ""}`;
  dialog.querySelector("[data-choose]").textContent = options.action === "select" ? "Select" : "Add";
  document.body.append(dialog);
  dialog.showModal();
  const search = dialog.querySelector("input");
  search.value = options.query ?? "";
  search.focus();
  let timer;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => load(state, wanted), SEARCH_DELAY_MS);
  });
  void load(state, wanted);
  return finish(state);
}

function limitOf(multiple) {
  if (multiple === true) return Infinity;
  return typeof multiple === "number" ? multiple : 1;
}

function finish({ dialog, chosen }) {
  return new Promise((resolve) => {
    let result;
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.querySelector("[data-choose]").addEventListener("click", () => {
      result = [...chosen.values()];
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
  });
}

async function load(state, wanted) {
  const { options, dialog } = state;
  const query = dialog.querySelector("input").value;
  const parameters = new URLSearchParams({ query });
  for (const name of ["draft", "archived"]) if (options.filter?.[name] === false) parameters.set(name, "false");
  const response = await fetch(`/admin/picker/${options.type}s?${parameters}`);
  const items = response.ok ? await response.json() : [];
  // A slower answer to an older question must not replace a newer one.
  if (dialog.querySelector("input").value !== query) return;
  for (const item of items) if (wanted.delete(item.id)) state.chosen.set(item.id, item);
  draw(state, items);
}

function draw(state, items) {
  const list = state.dialog.querySelector(".picker__list");
  list.replaceChildren(...items.map((item) => row(state, item)));
  if (items.length === 0) {
    const empty = document.createElement("p");
    empty.className = "picker__empty";
    empty.textContent = "Nothing found. Try another word.";
    list.append(empty);
  }
  count(state);
}

function row(state, item) {
  const label = document.createElement("label");
  label.className = "picker__item";
  const input = document.createElement("input");
  input.type = state.limit === 1 ? "radio" : "checkbox";
  input.name = "picker";
  input.checked = state.chosen.has(item.id);
  input.addEventListener("change", () => choose(state, item, input));
  const picture = item.images?.[0] ?? item.image;
  const image = document.createElement("img");
  image.alt = "";
  if (picture) image.src = picture.originalSrc;
  const title = document.createElement("span");
  title.textContent = item.title;
  const more = document.createElement("span");
  more.textContent =
    item.productsCount === undefined ? `${item.totalInventory} in stock` : `${item.productsCount} products`;
  label.append(input, image, title, more);
  return label;
}

function choose(state, item, input) {
  if (state.limit === 1) state.chosen.clear();
  if (!input.checked) state.chosen.delete(item.id);
  else if (state.chosen.size < state.limit) state.chosen.set(item.id, item);
  else input.checked = false;
  count(state);
}

function count({ dialog, chosen, limit }) {
  const most = Number.isFinite(limit) ? `${chosen.size} of ${limit} selected` : `${chosen.size} selected`;
  dialog.querySelector("[data-count]").textContent = most;
  dialog.querySelector("[data-choose]").disabled = chosen.size === 0;
}
