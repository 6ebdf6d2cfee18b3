import { PERMISSION_WORDS, PERMISSIONS, isAllowed, ROLE_WORDS, ROLES } from "~/modules/tenancy/permissions";
import { SettingsCard } from "./settings-card";

/** What each role may do, made from the table that the server decides by. */
export function RoleTable() {
  return (
    <SettingsCard
      title="What each role may do"
      description="The app decides by this very table, with every request. Who has no role may do nothing."
    >
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls on phones, and a keyboard has to be able to (WCAG 2.1.1) */}
      <div className="table-scroll" role="region" aria-label="What each role may do" tabIndex={0}>
        <table className="roles">
          <thead>
            <tr>
              <td />
              {ROLES.map((role) => (
                <th key={role} scope="col" title={ROLE_WORDS[role].meantFor}>
                  {ROLE_WORDS[role].name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PERMISSIONS.map((permission) => (
              <tr key={permission}>
                <th scope="row">{PERMISSION_WORDS[permission]}</th>
                {ROLES.map((role) => (
                  <td key={role} data-allowed={isAllowed(role, permission)}>
                    {isAllowed(role, permission) ? "Yes" : "No"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </SettingsCard>
  );
}
