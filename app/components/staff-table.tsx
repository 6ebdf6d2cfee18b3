import { Badge, BlockStack, IndexTable, InlineStack, Modal, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import type { StaffMember } from "~/modules/tenancy/list-staff.server";
import { isRole, ROLE_WORDS, ROLES, type Role } from "~/modules/tenancy/permissions";
import { PhoneTable } from "./phone-table";
import { RelativeTime } from "./relative-time";
import { displayName, type RoleChanger } from "./use-role-change";

const NONE = "none";
const OPTIONS = [
  { value: NONE, label: "No access" },
  ...ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].name })),
];

type Props = { staff: readonly StaffMember[]; you: string; mayManage: boolean; change: RoleChanger };
type Wish = { readonly member: StaffMember; readonly role: Role | null };

/** Everyone who has opened the app, with a choice of roles for who may give them. */
export function StaffTable({ staff, you, mayManage, change }: Props) {
  const [wish, setWish] = useState<Wish | null>(null);
  const owners = staff.filter(({ role }) => role === "owner").length;
  const choose = (member: StaffMember, role: Role | null) => {
    if (member.staffId === you || role === "owner") setWish({ member, role });
    else change.give(member.staffId, role);
  };
  return (
    <>
      <PhoneTable>
        <IndexTable
          resourceName={{ singular: "person", plural: "people" }}
          itemCount={staff.length}
          selectable={false}
          headings={[{ title: "Name" }, { title: "Role" }, { title: "Last here" }]}
        >
          {staff.map((member, index) => (
            <IndexTable.Row key={member.staffId} id={member.staffId} position={index}>
              <IndexTable.Cell>
                <Person member={member} isYou={member.staffId === you} />
              </IndexTable.Cell>
              <IndexTable.Cell>
                {mayManage ? (
                  <RoleSelect
                    member={member}
                    isLastOwner={member.role === "owner" && owners === 1}
                    isBusy={change.busyId === member.staffId}
                    onChoose={choose}
                  />
                ) : (
                  <RoleBadge role={member.role} />
                )}
              </IndexTable.Cell>
              <IndexTable.Cell>
                <span className="phone-only">Last here </span>
                <RelativeTime date={member.lastSeenAt} />
              </IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      </PhoneTable>
      <ConfirmChange
        wish={wish}
        you={you}
        onClose={() => setWish(null)}
        onConfirm={({ member, role }) => {
          setWish(null);
          change.give(member.staffId, role);
        }}
      />
    </>
  );
}

function Person({ member, isYou }: { member: StaffMember; isYou: boolean }) {
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {displayName(member)}
        </Text>
        {isYou ? <Badge>You</Badge> : null}
        {member.accountOwner ? <Badge>Store owner</Badge> : null}
      </InlineStack>
      <Text as="span" tone="subdued" variant="bodySm">
        {member.email ?? `Number ${member.staffId} in Shopify`}
      </Text>
    </BlockStack>
  );
}

type SelectProps = {
  member: StaffMember;
  isLastOwner: boolean;
  isBusy: boolean;
  onChoose: (member: StaffMember, role: Role | null) => void;
};

function RoleSelect({ member, isLastOwner, isBusy, onChoose }: SelectProps) {
  return (
    <div className="role-select">
      <Select
        label={`Role of ${displayName(member)}`}
        labelHidden
        options={OPTIONS}
        value={member.role ?? NONE}
        disabled={isLastOwner || isBusy}
        onChange={(value) => onChoose(member, isRole(value) ? value : null)}
        {...(isLastOwner ? { helpText: "The only owner stays owner." } : {})}
      />
    </div>
  );
}

function RoleBadge({ role }: { role: Role | null }) {
  if (role === null) return <Badge tone="attention">No access</Badge>;
  return <Badge>{ROLE_WORDS[role].name}</Badge>;
}

type ConfirmProps = { wish: Wish | null; you: string; onClose: () => void; onConfirm: (wish: Wish) => void };

/** Before one's own rights go, and before somebody else may take them. */
function ConfirmChange({ wish, you, onClose, onConfirm }: ConfirmProps) {
  if (wish === null) return null;
  const { title, text, button, destructive } = wish.member.staffId === you ? ownWords(wish.role) : ownerWords(wish);
  return (
    <Modal
      open
      onClose={onClose}
      title={title}
      primaryAction={{ content: button, destructive, onAction: () => onConfirm(wish) }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{text}</Text>
      </Modal.Section>
    </Modal>
  );
}

function ownWords(role: Role | null) {
  return {
    title: role === null ? "Give up your own access?" : `Become ${ROLE_WORDS[role].name}?`,
    text: "You will no longer be able to give roles, and cannot undo this yourself. Another owner can.",
    button: role === null ? "Give up access" : `Become ${ROLE_WORDS[role].name}`,
    destructive: true,
  };
}

function ownerWords({ member }: Wish) {
  return {
    title: `Make ${displayName(member)} an owner?`,
    text: "An owner may do everything in this app, and may give and take roles, yours included.",
    button: "Make owner",
    destructive: false,
  };
}
