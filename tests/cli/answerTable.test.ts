import assert from "node:assert/strict";
import { replyTable } from "../../cli/answerTable";
import type { Answer, Outcome } from "../../route53/answer";

const name = "www.example.com.";
const address = (data: string): Answer => ({ name, type: "A", ttl: 60, data });
const set = (setIdentifier: string) => ({ name, type: "A", setIdentifier }) as const;
const outcome = (more: Partial<Outcome>): Outcome => ({
  probability: 1,
  rcode: "NOERROR",
  answers: [],
  recordSets: [],
  ...more,
});
const table = (...outcomes: Outcome[]) => replyTable({ name, type: "A", outcomes }).split("\n").slice(2, -1);

describe("cli/answerTable", () => {
  it("shows each outcome with its chance, its answers and the way to them", () => {
    const alias: Answer = { name, type: "ALIAS", ttl: null, data: "lb.elb.amazonaws.com." };
    const outcomes = [
      outcome({
        probability: 0.75,
        answers: [address("192.0.2.1"), address("192.0.2.2")],
        recordSets: [set("a")],
      }),
      outcome({
        probability: 0.25,
        answers: [alias],
        recordSets: [set("b"), { name: "lb.example.com.", type: "A" }],
      }),
    ];
    assert.equal(
      replyTable({ name, type: "A", outcomes }),
      [
        "www.example.com. A",
        "",
        "     75 %  NOERROR   A 192.0.2.1, TTL 60 s",
        "                     A 192.0.2.2, TTL 60 s",
        "                     from www.example.com. A (a)",
        "",
        "     25 %  NOERROR   ALIAS lb.elb.amazonaws.com.",
        "                     from www.example.com. A (b)",
        "                       -> lb.example.com. A",
        "",
      ].join("\n"),
    );
  });

  for (const [title, given, line] of [
    ["no data", outcome({}), "    100 %  NOERROR   no data"],
    ["no such name", outcome({ rcode: "NXDOMAIN" }), "    100 %  NXDOMAIN  no such name"],
    ["another zone's name", outcome({ rcode: "REFUSED" }), "    100 %  REFUSED   not a name of this zone"],
    [
      "a referral",
      outcome({ recordSets: [{ name: "sub.example.com.", type: "NS" }] }),
      "    100 %  NOERROR   a referral to other name servers",
    ],
    ["a third", outcome({ probability: 1 / 3 }), "  33.33 %  NOERROR   no data"],
    ["1 of 256", outcome({ probability: 1 / 256 }), " 0.3906 %  NOERROR   no data"],
  ] as const) {
    it(`shows ${title}`, () => {
      assert.equal(table(given)[0], line);
    });
  }

  it("says how many of the answers one response carries", () => {
    const answers = Array.from({ length: 9 }, (_, at) => address(`192.0.2.${at + 1}`));
    const lines = table(outcome({ answers, choose: 8 }));
    assert.deepEqual([lines.length, lines[0]], [10, "    100 %  NOERROR   8 of these, at random:"]);
  });

  it("lets no foreign text act on the terminal", () => {
    const answers: Answer[] = [{ name, type: "TXT", ttl: 60, data: '"v=spf1 \u001b[2J\u202e\n"' }];
    assert.deepEqual(table(outcome({ answers, recordSets: [set("a\u0007\u2028é")] })), [
      '    100 %  NOERROR   TXT "v=spf1 \ufffd[2J\ufffd\ufffd", TTL 60 s',
      "                     from www.example.com. A (a\ufffd\ufffdé)",
    ]);
  });
});
