import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";
import type { StaffMember } from "~/modules/tenancy/list-staff.server";
import { ROLE_WORDS, type Role } from "~/modules/tenancy/permissions";

/** What the Staff page's action answers. */
export type RoleChangeResult =
  | { readonly ok: true; readonly staffId: string; readonly from: Role | null; readonly to: Role | null }
  | { readonly ok: false; readonly message: string };

export type RoleChanger = {
  readonly give: (staffId: string, role: Role | null) => void;
  /** Whose role is being changed now. */
  readonly busyId: string | null;
  /** Why the last change was refused; stays until the next. */
  readonly problem: string | null;
};

/** Changes roles; each change is told in passing, with a way back unless it was one's own. */
export function useRoleChange(you: string, staff: readonly StaffMember[]): RoleChanger {
  const fetcher = useFetcher<RoleChangeResult>();
  const { data, formData, submit } = fetcher;
  const shopify = useAppBridge();
  const told = useRef<RoleChangeResult | undefined>(undefined);
  const give = (staffId: string, role: Role | null) =>
    void submit({ staffId, role: role ?? "none" }, { method: "post", action: "/app/settings/staff" });
  useEffect(() => {
    if (data === told.current) return;
    told.current = data;
    if (!data?.ok) return;
    const { staffId, from, to } = data;
    const name = displayName(staff.find((member) => member.staffId === staffId));
    const text = to === null ? `${name} has no access now` : `${name} is ${ROLE_WORDS[to].name} now`;
    // Who gave up the right to give roles could not take the step back.
    const wayBack = staffId === you ? {} : { action: "Undo", onAction: () => give(staffId, from) };
    shopify.toast.show(text, wayBack);
  });
  const busy = formData?.get("staffId");
  return {
    give,
    busyId: typeof busy === "string" ? busy : null,
    problem: data?.ok === false ? data.message : null,
  };
}

/** A member of staff as others know them; their number in Shopify while it has not told a name. */
export function displayName(member: Pick<StaffMember, "name" | "staffId"> | undefined): string {
  if (!member) return "Somebody";
  return member.name ?? `Staff ${member.staffId}`;
}
