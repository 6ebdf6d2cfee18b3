import type { ReactNode } from "react";

type Props = {
  readonly children: ReactNode;
  /** Columns, counted from 1, that a phone leaves out because the row's own page has them. Without it, each row becomes a card. */
  readonly without?: readonly number[];
};

/** A table that a phone shows without scrolling sideways. */
export function PhoneTable({ children, without }: Props) {
  if (without === undefined)
    return (
      <div className="phone-table" data-rows="cards">
        {children}
      </div>
    );
  return (
    <div className="phone-table" data-without={without.join(" ")}>
      {children}
    </div>
  );
}
