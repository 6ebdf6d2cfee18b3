/** What the server knows: the shop, who is logged in, and the app's origin. */
export const settings = JSON.parse(document.getElementById("frame-settings").textContent);
