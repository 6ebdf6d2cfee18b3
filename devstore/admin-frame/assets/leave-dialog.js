/** Asks whether unsaved changes may be lost. */
export function confirmLeave() {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "leave-title");
  dialog.innerHTML = `<div class="dialog__head"><h2 id="leave-title">Leave page with unsaved changes?</h2></div>
<div class="dialog__body"><p>Leaving this page will delete all unsaved changes.</p></div>
<form class="dialog__foot" method="dialog"><div><button class="button" value="stay">Stay</button><button class="button button--primary" value="leave">Leave page</button></div></form>`;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "leave");
      dialog.remove();
    });
  });
}
