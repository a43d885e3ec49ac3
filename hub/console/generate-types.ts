import { readFileSync, writeFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';

// Types of the hub's REST door for the console, from the same description that the hub serves at /openapi.json.
const description = import.meta.resolve('@saite/contracts/generated/openapi.json');
const file = new URL('./src/api/openapi.d.ts', import.meta.url);
const types = `// Made from /openapi.json by npm run generate.\n${astToString(await openapi(new URL(description)))}`;
if (readFileSync(file, { encoding: 'utf8', flag: 'a+' }) !== types) writeFileSync(file, types);
