import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page } from "@shopify/polaris";
import { ErrorPage } from "~/components/error-page";
import { RoleTable } from "~/components/role-table";
import { StaffTable } from "~/components/staff-table";
import { useMay } from "~/components/use-staff";
import { useRoleChange, type RoleChangeResult } from "~/components/use-role-change";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { changeStaffRole, RoleChange } from "~/modules/tenancy/change-staff-role.server";
import { listStaff } from "~/modules/tenancy/list-staff.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "staff.view");
  return { you: shop.actor.kind === "staff" ? shop.actor.id : "", staff: await listStaff(shop) };
});

/** Gives a role or takes it away. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs): Promise<RoleChangeResult> => {
  const shop = await requireShop(request, "staff.manage");
  const change = await parseForm(request, RoleChange);
  try {
    return { ok: true, staffId: change.staffId, from: await changeStaffRole(shop, change), to: change.role };
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return { ok: false, message: error.userMessage };
    throw error;
  }
});

export default function Staff() {
  const { you, staff } = useLoaderData<typeof loader>();
  const change = useRoleChange(you, staff);
  const mayManage = useMay("staff.manage");
  const waiting = staff.filter(({ role }) => role === null).length;
  return (
    <Page
      title="Staff"
      subtitle="Who may do what in this app. Somebody appears here once they have opened it."
      backAction={{ content: "Settings", url: "/app/settings" }}
    >
      <BlockStack gap="400">
        {change.problem === null ? null : (
          <Banner tone="critical" title="The role was not changed">
            <p>{change.problem}</p>
          </Banner>
        )}
        {waiting === 0 || !mayManage ? null : (
          <Banner tone="info">
            <p>{waiting === 1 ? "One person waits for a role." : `${waiting} people wait for a role.`}</p>
          </Banner>
        )}
        <Card padding="0">
          <StaffTable staff={staff} you={you} mayManage={mayManage} change={change} />
        </Card>
        <RoleTable />
      </BlockStack>
    </Page>
  );
}

export const ErrorBoundary = ErrorPage;
