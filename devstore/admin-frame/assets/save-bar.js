let current = null;

/** True while the app shows its save bar. */
export function hasUnsavedChanges() {
  return current !== null;
}

/** Draws the app's `<ui-save-bar>` over the top bar. */
export function showSaveBar({ element, showing, buttons }, tell) {
  if (!showing && current !== element) return;
  current = showing ? element : null;
  const bar = document.querySelector("[data-save-bar]");
  bar.hidden = !showing;
  if (!showing) return;
  const named = buttons.map((button, index) => ({ ...button, index }));
  const save = named.find(({ variant }) => variant === "primary") ?? named[0];
  const discard = named.find((button) => button !== save);
  const press = (index) => tell("click", { element, index });
  const drawn = [
    discard && draw(discard, "Discard", "button--dark", press),
    save && draw(save, "Save", "button--light", press),
  ];
  const place = document.querySelector("[data-save-buttons]");
  const hadFocus = place.contains(document.activeElement) ? document.activeElement.textContent : null;
  place.replaceChildren(...drawn.filter(Boolean));
  if (hadFocus) [...place.children].find(({ textContent }) => textContent === hadFocus)?.focus();
}

function draw({ text, disabled, loading, index }, fallback, className, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `button ${className}`;
  button.textContent = text || fallback;
  button.disabled = disabled || loading;
  button.addEventListener("click", () => press(index));
  return button;
}

// Leaving the window with unsaved changes: the browser asks.
window.addEventListener("beforeunload", (event) => {
  if (current !== null) event.preventDefault();
});
