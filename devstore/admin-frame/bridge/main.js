import { shopify } from "./api.js";
import { hideElements, NavMenu, SaveBar, TitleBar } from "./elements.js";
import { Modal } from "./modal.js";
import { syncNavigation } from "./navigation.js";
import { patchFetch, returnFromBounce } from "./session-token.js";

if (!window.shopify) {
  window.shopify = shopify;
  patchFetch();
  hideElements();
  syncNavigation();
  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("ui-title-bar", TitleBar);
  customElements.define("ui-save-bar", SaveBar);
  customElements.define("ui-modal", Modal);
  void returnFromBounce();
}
