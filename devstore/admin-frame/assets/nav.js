/** Shows the app's `<ui-nav-menu>` under its name; the home link is the name itself. */
export function showNav(links, prefix, go) {
  const home = links.find(({ isHome }) => isHome);
  const items = links
    .filter((link) => link !== home)
    .map((link) => {
      const item = document.createElement("li");
      item.append(linkTo(link, prefix, go));
      return item;
    });
  document.querySelector("[data-app-nav]").replaceChildren(...items);
  const top = document.querySelector("[data-app-home]");
  top.onclick = (event) => follow(event, home?.path ?? "/app", go);
}

function linkTo({ label, path }, prefix, go) {
  const link = document.createElement("a");
  link.textContent = label;
  link.href = prefix + path.replace(/^\/app/, "");
  markCurrent(link);
  link.addEventListener("click", (event) => follow(event, path, go));
  return link;
}

/** A page of the app's menu stays marked on the pages below it. */
export function markCurrent(link) {
  if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
  else if (location.pathname.startsWith(`${link.pathname}/`) && !link.hasAttribute("data-app-home"))
    link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

function follow(event, path, go) {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  closeMenu();
  go(path);
}

/** The menu of small windows. */
export function startMenu() {
  const button = document.querySelector("[data-menu]");
  button.addEventListener("click", () => setMenu(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      closeMenu();
      button.focus();
    }
  });
}

const closeMenu = () => setMenu(false);

function setMenu(isOpen) {
  document.querySelector("[data-menu]").setAttribute("aria-expanded", String(isOpen));
  document.getElementById("navigation").toggleAttribute("data-open", isOpen);
}
