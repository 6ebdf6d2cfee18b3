import { useRevalidator } from "@remix-run/react";
import { Banner, Page } from "@shopify/polaris";
import { OwnersList } from "./owners-list";
import { useStaff } from "./use-staff";

/** For staff whom no owner has given a role yet. */
export function NoAccessPage() {
  const { owners } = useStaff();
  const { revalidate, state } = useRevalidator();
  return (
    <Page title="You have no access yet" narrowWidth>
      <Banner
        tone="info"
        action={{ content: "Look again", loading: state === "loading", onAction: () => void revalidate() }}
      >
        <p>
          This app shows each member of staff only what their role needs, and you have none yet. Ask an owner to give
          you one: they find you under Settings, Staff.
        </p>
        <OwnersList owners={owners} />
      </Banner>
    </Page>
  );
}
