import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Layout, Page } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { DoctorCard } from "~/components/doctor-card";
import { ErrorPage } from "~/components/error-page";
import { ModelFactsCard } from "~/components/model-facts-card";
import { useDoctor, type Doctor } from "~/components/use-doctor";
import { useMay } from "~/components/use-staff";
import { requireParam } from "~/lib/require-param";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { DEFAULT_ENDPOINT_ID } from "~/modules/inference/endpoint";
import { getEndpointSummary } from "~/modules/inference/list-endpoints.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request, params }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "models.view");
  return { endpoint: await getEndpointSummary(shop, requireParam(params, "endpointId")) };
});

/** One model server: what the doctor found, and checking it again. */
export default function Model() {
  const { endpoint } = useLoaderData<typeof loader>();
  const id = endpoint.id ?? DEFAULT_ENDPOINT_ID;
  const doctor = useDoctor(`/app/models/${id}/check`);
  const mayManage = useMay("models.manage");
  useCheckOnArrival(doctor.start);
  const edit = endpoint.id === null || !mayManage ? [] : [{ content: "Edit", url: `/app/models/${id}/edit` }];
  return (
    <Page
      title={endpoint.name}
      backAction={{ content: "Models", url: "/app/models" }}
      {...(mayManage ? { primaryAction: checkAction(doctor, endpoint.lastCheck !== null) } : {})}
      secondaryActions={edit}
    >
      <BlockStack gap="400">
        {doctor.problem === null ? null : (
          <Banner tone="critical" title="The check was not completed">
            <p>{doctor.problem}</p>
          </Banner>
        )}
        <Layout>
          <Layout.Section>
            <DoctorCard doctor={doctor} last={doctor.report ?? endpoint.lastCheck} />
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <ModelFactsCard endpoint={endpoint} />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}

function checkAction(doctor: Doctor, again: boolean) {
  if (doctor.running) return { content: "Stop", onAction: doctor.stop };
  return { content: again ? "Check again" : "Check now", onAction: doctor.start };
}

/**
 * The list's button and a new server come with "?check": the check begins by itself, once. The address is cleaned without the router, which
 * would load the page's data again while it has only just come.
 */
function useCheckOnArrival(start: () => void) {
  const [params] = useSearchParams();
  const begun = useRef(false);
  const wished = params.has("check");
  useEffect(() => {
    if (!wished || begun.current) return;
    begun.current = true;
    window.history.replaceState(window.history.state, "", window.location.pathname);
    start();
  }, [wished, start]);
}

export const ErrorBoundary = ErrorPage;
