import { startCartBadge } from "./cart-badge.js";
import { startProductForm } from "./product-form.js";

document.documentElement.classList.add("js");
startCartBadge();
for (const element of document.querySelectorAll("[data-product]")) startProductForm(element);

// Forms that need no button: language and country, sorting, quantities in the cart.
for (const form of document.querySelectorAll("[data-auto-submit], [data-localization]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
// Removing a line sends only that line: the number field of the same name would come first.
for (const button of document.querySelectorAll("[data-remove]")) {
  button.addEventListener("click", () => {
    const field = button.parentElement.querySelector("input");
    if (field) field.disabled = true;
  });
}
