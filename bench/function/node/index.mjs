// The same job as the function of this repository, in Node with the AWS SDK 3: reads a form, checks the fields it must
// have, puts it once, and leads to a page. As little else as possible.
import { createHash } from "node:crypto";
import { Agent, request } from "node:http";
import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";

const MUST_HAVE = [
  "form", "organisation.name", "organisation.kind", "organisation.country", "organisation.place", "contact.name",
  "contact.email", "activity", "audiences", "goal", "period.from", "period.until", "days", "participants",
  "languages[0].code", "languages[0].level", "consent",
];

const table = process.env.MATCHMAKER_TABLE;
const store = new DynamoDBClient({});

async function submit(event) {
  const body = event.isBase64Encoded ? Buffer.from(event.body, "base64").toString("utf8") : event.body;
  const fields = Object.fromEntries(new URLSearchParams(body));
  const missing = MUST_HAVE.filter((name) => !fields[name]?.trim());
  if (missing.length > 0) {
    return { statusCode: 422, headers: { "content-type": "application/json" }, body: JSON.stringify({ missing }) };
  }
  const record = JSON.stringify(fields);
  const reference = createHash("sha256").update(record).digest("hex").slice(0, 12).toUpperCase();
  const received = new Date();
  try {
    await store.send(new PutItemCommand({
      TableName: table,
      Item: {
        pk: { S: `REQUEST#${reference}` },
        sk: { S: "SUBMISSION" },
        record: { S: record },
        form: { S: fields.form },
        status: { S: "new" },
        received: { S: received.toISOString() },
        version: { N: "1" },
        expires: { N: String(Math.floor(received / 1000) + 63_072_000) },
      },
      ConditionExpression: "attribute_not_exists(pk)",
    }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  return { statusCode: 303, headers: { location: `/api/requests/received/en/${fields.form}/${reference}` } };
}

// What a Lambda runtime does around a handler, with one connection that is kept.
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host, port, method, path: `/2018-06-01/runtime/${path}` }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString("utf8") }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

for (;;) {
  const { headers, body } = await call("GET", "invocation/next");
  const answer = await submit(JSON.parse(body));
  await call("POST", `invocation/${headers["lambda-runtime-aws-request-id"]}/response`, JSON.stringify(answer));
}
