// Node loads this file before the web server and the worker, and so before any package: node --import ./build/lock.js build/server.js
import { lockEgress } from "~/lib/lock-egress.server";

lockEgress();
