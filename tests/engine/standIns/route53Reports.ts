/**
 * Takes the place of components/route53Reports.ts in the copies of the program: what the checkers have seen is a fact of
 * the account, each question is written down, and nobody really sleeps. It stands in another folder there, so it imports
 * no value of the project.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reports } from "../../../components/switchSightings";
import type { Facts } from "./account";

const account = join(__dirname, "../.account");
let seconds = 0;

/** Route 53 as the account's facts have it. */
export const route53Reports: Reports = {
  read: () => {
    const { checkersSaw } = JSON.parse(readFileSync(join(account, "facts.json"), "utf8")) as Facts;
    const changes = join(account, "changes.log");
    const made = existsSync(changes) ? readFileSync(changes, "utf8").split("\n").length - 1 : 0;
    appendFileSync(join(account, "questions.log"), `${made}\n`);
    return Promise.resolve(checkersSaw);
  },
  sleepSeconds: (slept) => {
    seconds += slept;
    return Promise.resolve();
  },
  nowSeconds: () => seconds,
};
