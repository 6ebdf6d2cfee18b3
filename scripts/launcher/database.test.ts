import { expect, it } from "vitest";
import { withAppRole } from "./database.ts";

it("keeps server, database and options for the app role", () => {
  const url = withAppRole("postgresql://owner:x@db.example:6432/shop?sslmode=require", { databaseAppPassword: "p/w" });
  expect(url).toBe("postgresql://inhouse_app:p%2Fw@db.example:6432/shop?sslmode=require");
});
