const DEFAULT_MS = 5_000;
const shown = new Map();

/** Shows a short message at the foot of the admin; the app hears when its action is pressed and when it is gone. */
export function showToast({ id, message, duration = DEFAULT_MS, isError, action }, tell) {
  const toast = document.createElement("div");
  toast.className = isError ? "toast toast--error" : "toast";
  const text = document.createElement("span");
  text.textContent = message;
  toast.append(text);
  const remove = () => {
    clearTimeout(shown.get(id)?.timer);
    shown.delete(id);
    toast.remove();
    tell("toast-gone", { id });
  };
  if (action) toast.append(button(action, () => (tell("toast-action", { id }), remove())));
  toast.append(button("Dismiss", remove));
  document.querySelector("[data-toasts]").append(toast);
  shown.set(id, { remove, timer: setTimeout(remove, duration) });
}

/** Takes a toast away before its time. */
export function hideToast(id) {
  shown.get(id)?.remove();
}

function button(label, onClick) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", onClick);
  return element;
}
