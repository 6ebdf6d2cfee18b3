import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig } from "prisma/config";

// The schema names this variable, and Prisma downloads an engine when it is unset; the adapter below is what connects.
process.env["DATABASE_URL"] ||= "postgresql://localhost/unused";

/**
 * Connects to `DATABASE_OWNER_URL` for migrations.
 * The adapter's own executeScript cuts at every semicolon, also inside a function body; a simple query takes the
 * whole script, and PostgreSQL runs it as one transaction.
 */
async function connectOwner() {
  const factory = new PrismaPg({ connectionString: process.env["DATABASE_OWNER_URL"] ?? "" });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  };
  return Promise.resolve(factory);
}

// Prisma's own engine is a download that an air-gapped installation cannot make: the JavaScript engine migrates instead.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  adapter: connectOwner,
});
