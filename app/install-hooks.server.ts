import { requestCatalogueSync } from "~/modules/knowledge/request-catalogue-sync.server";
import { setInstallHooks } from "~/modules/tenancy/install-hooks.server";

/** What happens in the rooms above tenancy when a shop installs the app; called once at start. */
export function connectInstallHooks(): void {
  setInstallHooks([requestCatalogueSync]);
}
