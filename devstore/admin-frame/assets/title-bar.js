/** Draws the app's `<ui-title-bar>` above its frame; a null title means that the app took its bar away. */
export function showTitleBar({ element, title, buttons }, tell) {
  document.querySelector("[data-title]").textContent = title || "Inhouse";
  const drawn = buttons.map((control, index) => drawButton(control, () => tell("click", { element, index })));
  // The primary action stands last, at the right.
  drawn.sort(
    (a, b) => Number(a.classList.contains("button--primary")) - Number(b.classList.contains("button--primary")),
  );
  document.querySelector("[data-title-buttons]").replaceChildren(...drawn);
}

function drawButton({ text, variant, disabled, loading }, onClick) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = variant === "primary" ? "button button--primary" : "button";
  button.textContent = text;
  button.disabled = disabled || loading;
  button.addEventListener("click", onClick);
  return button;
}
