import { readFileSync } from 'node:fs';
import { asyncApi } from './asyncapi.ts';
import { eventSchema, eventTypes } from './event-schemas.ts';
import { fileText } from './json.ts';
import { openApi } from './openapi.ts';
import { ruleCatalogue } from './rule-catalogue.ts';
import { saiteSchema } from './soap/schema.ts';
import { ivisSchema, vissSchema } from './soap/viss-schemas.ts';
import { vissWsdl } from './soap/viss-wsdl.ts';
import { saiteWsdl } from './soap/wsdl.ts';
import { sourceFilesPage } from './source-structures.ts';
import { importSchema, resultSchema } from './xsd.ts';

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? '0.0.0';
}

/** Every generated file: its path under `generated/` and its text. */
export function documents(): Map<string, string> {
  const files = new Map<string, string>();
  files.set('asyncapi.json', fileText(asyncApi(version())));
  files.set('openapi.json', fileText(openApi(version())));
  files.set('xsd/SopaImport.xsd', importSchema());
  files.set('xsd/SopaImportResult.xsd', resultSchema());
  files.set('xsd/Saite.xsd', saiteSchema());
  files.set('wsdl/Saite.wsdl', saiteWsdl());
  files.set('xsd/RequestServiss.xsd', vissSchema());
  files.set('xsd/Ivis.xsd', ivisSchema());
  files.set('wsdl/RequestServiss.wsdl', vissWsdl());
  files.set('sopa-import-rules.md', ruleCatalogue());
  files.set('source-files.md', sourceFilesPage());
  for (const type of eventTypes()) files.set(`schemas/${type}.json`, fileText(eventSchema(type)));
  return files;
}
