// Validates documents against a JSON Schema: node validate.mjs <schema> <document>...
// Prints a line for each document: "ok", or the place and reason of its first problem.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

const [schema, ...documents] = process.argv.slice(2);
// Strict: a keyword that is misspelt in the schema is an error. Formats and the notes for editors decide nothing.
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
ajv.addVocabulary(['markdownDescription', 'enumDescriptions']);
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
for (const document of documents) {
  const ok = validate(JSON.parse(readFileSync(document, 'utf8')));
  const worst = validate.errors?.at(0);
  console.log(ok ? 'ok' : `${worst.instancePath} ${worst.message}`);
}
