import { describe, expect, it } from "vitest";
import { explainFailure } from "./explain-failure";
import type { StageVerdict } from "./inference-types";

const failed = (detail: StageVerdict["detail"]): StageVerdict => ({ stage: "call", verdict: "failed", detail, ms: 1 });

describe("why a call failed", () => {
  it.each([
    ["connection_depth_zero_self_signed_cert", /self-signed/, /NODE_EXTRA_CA_CERTS/],
    ["connection_cert_has_expired", /has expired/, /^Renew/],
    ["connection_err_tls_cert_altname_invalid", /for another name/, /with a name that/],
    ["connection_unable_to_verify_leaf_signature", /leads to no authority/, /fullchain/],
    ["connection_self_signed_cert_in_chain", /from an authority/, /NODE_EXTRA_CA_CERTS/],
    ["connection_err_ssl_wrong_version_number", /does not speak TLS/, /http:/],
    ["connection_econnrefused", /Nothing answers there/, /that the server runs/],
    ["connection_eweird", /\(EWEIRD\)/, /that the server runs/],
    ["connect_timeout", /in time/, /firewall/],
    ["status_401", /status 401/, /API key/],
    ["status_404", /status 404/, /model’s name/],
    ["status_503", /status 503/, /under Models/],
    ["timeout_total", /longer than a call may/, /less busy/],
  ])("%s is said in clear words, with what to do", (reason, meaning, fix) => {
    const words = explainFailure([failed({ tries: 1, reason })]);
    expect(words?.meaning).toMatch(meaning);
    expect(words?.fix).toMatch(fix);
  });

  it("of a server that is left alone is why it failed before", () => {
    const words = explainFailure([failed({ reason: "circuit_open", since: "connection_cert_has_expired" })]);
    expect(words?.meaning).toMatch(/^The server was not asked.* certificate has expired\.$/);
    expect(words?.fix).toMatch(/^Renew/);
    expect(explainFailure([failed({ reason: "circuit_open" })])?.fix).toMatch(/under Models/);
  });

  it("is not said of what did not fail, or failed for the reader", () => {
    expect(explainFailure([])).toBeNull();
    expect(explainFailure([{ ...failed({ reason: "status_500" }), verdict: "pass" }])).toBeNull();
    expect(explainFailure([failed({ reason: "reader_left" })])).toBeNull();
  });
});
