import assert from "node:assert/strict";
import { junitXml } from "../../../drill/report/junit";
import { shopEvents } from "../shopEvents";
import { sampleReport } from "./sampleReport";

const names = (xml: string) => [...xml.matchAll(/<testcase [^>]*name="([^"]*)"/g)].map(([, name]) => name);
const counts = (xml: string) => /<testsuites ([^>]*)>/.exec(xml)?.[1];
const wrong = (xml: string, kind: string) =>
  [...xml.matchAll(new RegExp(`name="([^"]*)"><${kind} `, "g"))].map(([, name]) => name);

const allCases = [
  "verdict",
  "baseline",
  "budget-within-rto",
  "request-interval",
  "failure-threshold",
  "healthy-share",
  "wire-ttl",
  "schedule",
  "answers",
  "pages",
  "failover: health check turns unhealthy",
  "failover: name server answers with the backup",
  "failover: caching resolver answers with the backup",
  "failover: new shopper gets a page from the backup",
  "failback: health check turns healthy",
  "failback: name server answers with the primary",
  "failback: caching resolver answers with the primary",
  "failback: new shopper gets a page from the primary",
];

describe("drill/report/junit", () => {
  it("has a case for the verdict and for each rule and instant that was judged", () => {
    const xml = junitXml(sampleReport());
    assert.deepEqual(names(xml), allCases);
    assert.equal(counts(xml), 'tests="18" failures="0" errors="0" skipped="0" time="16.040"');
    assert.deepEqual([wrong(xml, "failure"), wrong(xml, "error")], [[], []]);
  });

  it("fails the case that a finding is about, and adds one for a finding about something else", () => {
    const finding = (rule: string) => ({ rule, message: "a < b", limitSeconds: null, measuredSeconds: null });
    const findings = [finding("wire-ttl"), finding("failback-check-late"), finding("something-new")];
    const xml = junitXml({ ...sampleReport(), verdict: "fail", findings });
    assert.deepEqual(wrong(xml, "failure"), [
      "verdict",
      "wire-ttl",
      "failback: health check turns healthy",
      "something-new",
    ]);
    assert.equal(counts(xml), 'tests="19" failures="4" errors="0" skipped="0" time="16.040"');
    assert.ok(xml.includes('<failure message="a &lt; b">a &lt; b [wire-ttl]\n</failure>'), xml);
  });

  it("calls it an error when the machine was too busy to tell", () => {
    const xml = junitXml(sampleReport({ worstLagSeconds: 1 }));
    assert.deepEqual([wrong(xml, "failure"), wrong(xml, "error")], [[], ["verdict", "schedule"]]);
    assert.equal(counts(xml), 'tests="18" failures="0" errors="2" skipped="0" time="16.040"');
  });

  it("has no case for what was never tried", () => {
    const events = shopEvents().filter(({ atSeconds }) => atSeconds < 40);
    const xml = junitXml(sampleReport({ events, baselineProblems: ["The stack is not whole."] }));
    assert.deepEqual(names(xml), allCases.slice(0, 8));
    assert.deepEqual(wrong(xml, "failure"), ["verdict", "baseline"]);
  });

  it("has a case of its own for the answers where nobody may move", () => {
    const finding = (rule: string) => ({ rule, message: "No.", limitSeconds: null, measuredSeconds: null });
    const rules = ["hold", "answers", "check-unhealthy-late", "probes", "something-new"];
    const findings = rules.map(finding);
    const xml = junitXml({ ...sampleReport(), figures: [], verdict: "fail", findings });
    const always = allCases.slice(0, 8);
    assert.deepEqual(names(xml), [...always, "answers stay", "checks", "pages", "something-new"]);
    assert.deepEqual(wrong(xml, "failure"), ["verdict", "answers stay", "checks", "something-new"]);
  });
});
