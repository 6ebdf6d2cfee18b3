const FEW = 3;

/** The variant picker, the pictures and the add-to-cart button of a product page. */
export function startProductForm(root) {
  const variants = JSON.parse(root.querySelector("[data-variants]").textContent);
  const form = root.querySelector("[data-buy]");
  const money = new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency",
    currency: root.dataset.currency,
  });
  const show = () => showChoice(root, form, variants, money);
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-option]")) show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void addToCart(root, form);
  });
  for (const button of root.querySelectorAll("[data-thumb]")) {
    button.addEventListener("click", () => showPicture(root, button.dataset.thumb, button.dataset.alt));
  }
  markGone(form, variants);
}

function pickedOptions(form) {
  return [...form.querySelectorAll("[data-option]:checked")].map((input) => input.value);
}

function showChoice(root, form, variants, money) {
  const picked = pickedOptions(form);
  const variant = variants.find(({ options }) => options.every((value, index) => value === picked[index]));
  form.querySelector("[data-result]").textContent = "";
  picked.forEach((value, index) => (form.querySelectorAll("[data-picked]")[index].textContent = value));
  markGone(form, variants);
  showAvailability(root, form, variant);
  if (!variant) return;
  form.elements.id.value = variant.id;
  root.querySelector("[data-price]").textContent = money.format(variant.price / 100);
  const before = root.querySelector("[data-compare]");
  before.hidden = variant.compare_at_price === null;
  before.textContent = before.hidden ? "" : money.format(variant.compare_at_price / 100);
  const sku = root.querySelector("[data-sku]");
  if (sku) sku.textContent = variant.sku;
  if (variant.picture) showPicture(root, variant.picture, variant.alt);
  history.replaceState(null, "", `?variant=${variant.id}`);
}

function showAvailability(root, form, variant) {
  const text = root.dataset;
  const stock = variant?.stock ?? 0;
  const level = stock <= 0 ? "none" : stock <= FEW ? "few" : "good";
  const line = root.querySelector("[data-stock]");
  line.dataset.level = level;
  if (!variant) line.textContent = text.textNone;
  else
    line.textContent = {
      none: text.textSoldOut,
      few: text.textFew.replace("%", String(stock)),
      good: text.textInStock,
    }[level];
  const button = form.querySelector("[data-add]");
  button.disabled = stock <= 0;
  button.textContent = stock <= 0 ? text.textSoldOut : text.textAdd;
}

/** Marks the values of the last option that cannot be had with the others as picked. */
function markGone(form, variants) {
  const picked = pickedOptions(form);
  for (const input of form.querySelectorAll("[data-option]")) {
    const index = Number(input.dataset.option);
    const wanted = picked.with(index, input.value);
    const isLast = index === picked.length - 1;
    const found = variants.filter(({ options }) =>
      isLast ? options.every((value, at) => value === wanted[at]) : options[index] === input.value,
    );
    input.parentElement.toggleAttribute("data-gone", !found.some(({ available }) => available));
  }
}

function showPicture(root, url, alt) {
  const picture = root.querySelector("[data-picture]");
  picture.src = url;
  picture.alt = alt;
  for (const button of root.querySelectorAll("[data-thumb]")) {
    if (button.dataset.thumb === url) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

async function addToCart(root, form) {
  const button = form.querySelector("[data-add]");
  const result = form.querySelector("[data-result]");
  button.disabled = true;
  const outcome = await send(form).catch(() => ({ ok: false, message: root.dataset.textFailed }));
  result.textContent = outcome.ok ? root.dataset.textAdded : outcome.message;
  if (outcome.ok) form.querySelector("[data-view-cart]").hidden = false;
  document.dispatchEvent(new CustomEvent("cart:refresh"));
  button.disabled = false;
}

async function send(form) {
  const response = await fetch(`${window.Shopify.routes.root}cart/add.js`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: Number(form.elements.id.value), quantity: Number(form.elements.quantity.value) }),
  });
  if (response.ok) return { ok: true };
  const { description } = await response.json();
  return { ok: false, message: description };
}
