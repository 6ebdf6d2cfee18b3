/** Shows the number of items in the header; other scripts ask for a new count by a `cart:refresh` event on document. */
export function startCartBadge() {
  document.addEventListener("cart:refresh", refreshBadge);
  // A page that the browser kept for the back button shows an old count.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) void refreshBadge();
  });
}

async function refreshBadge() {
  const response = await fetch(`${window.Shopify.routes.root}cart.js`, { headers: { accept: "application/json" } });
  if (!response.ok) return;
  const cart = await response.json();
  for (const badge of document.querySelectorAll("[data-cart-count]")) {
    badge.textContent = String(cart.item_count);
    badge.toggleAttribute("data-empty", cart.item_count === 0);
  }
}
