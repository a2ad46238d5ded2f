// A foreign authenticator on standard input and output: one JSON line in ({ call, origin, options }), one JSON line out.
import { createInterface } from "node:readline";
import emulator from "nid-webauthn-emulator";

const authenticator = new (emulator.default ?? emulator)();
for await (const line of createInterface({ input: process.stdin })) {
  const { call, origin, options } = JSON.parse(line);
  const answer = call === "create" ? authenticator.createJSON(origin, options) : authenticator.getJSON(origin, options);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
