// Whether calls would be allowed: reads simulations as JSON from standard input, writes an answer for each. The judge is a
// program that others made after AWS's rules; what a call tells of itself (its keys) comes from the tests.
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { text } from "node:stream/consumers";

const answers = [];
for (const simulation of JSON.parse(await text(process.stdin))) {
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === "error") throw new Error(JSON.stringify(answer.errors));
  answers.push(answer.overallResult);
}
process.stdout.write(JSON.stringify(answers));
