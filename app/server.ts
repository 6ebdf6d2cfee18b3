import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import express from "express";
import { allowEgress } from "~/egress.server";
import { env } from "~/env.server";
import { lastResort } from "~/lib/last-resort.server";
import { refuseLargeBody } from "~/lib/refuse-large-body.server";
import { requestLog } from "~/lib/request-log.server";
import { securityHeaders } from "~/lib/security-headers.server";
import { die, stopOnSignal } from "~/lib/stop-on-signal.server";
import { logger } from "~/logger.server";
import { serveBuilt, serveFromSource } from "./serve-remix.server";

const DRAIN_MS = 10_000;

allowEgress();

const app = express();
app.disable("x-powered-by");
app.set("trust proxy", "loopback, linklocal, uniquelocal");
app.use(requestLog, securityHeaders, refuseLargeBody);

// This file is bundled into build/server.js, beside client/ and server/.
if (env.NODE_ENV === "development") await serveFromSource(app);
else await serveBuilt(app, fileURLToPath(new URL(".", import.meta.url)));
app.use(lastResort);

const server = createServer(app);
server.once("error", die);
server.listen(env.PORT, env.HOST, () => {
  logger.info({ host: env.HOST, port: env.PORT }, "the web server is ready");
});

stopOnSignal(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(cut);
});
