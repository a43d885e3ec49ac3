import { type CallContext, httpCall, type Upstream, UpstreamError } from '@saite/adapter-kit';
import { faultPoint } from '@saite/runtime';
import type { z } from 'zod';
import { resultOf } from './answers.ts';
import { PortalPackage, PortalResource } from './protocol.ts';

/** A package of a real portal may list hundreds of resources. */
const LIMIT_BYTES = 16 * 1024 * 1024;

/** Fields of a package, as the Action API names them. */
export type PackageFields = Readonly<Record<string, unknown>>;

/** Fields of a resource: text, since they go beside a file. */
export type ResourceFields = Readonly<Record<string, string>>;

/** A file to upload. */
export interface Upload {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

interface Body {
  readonly contentType: string;
  readonly bytes: string | Uint8Array<ArrayBuffer>;
}

const jsonBody = (fields: PackageFields): Body => ({
  contentType: 'application/json',
  bytes: JSON.stringify(fields),
});

async function formBody(fields: ResourceFields, upload: Upload): Promise<Body> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('upload', new Blob([upload.content], { type: upload.mediaType }), upload.name);
  const encoded = new Response(form); // writes the parts and their boundary
  return {
    contentType: encoded.headers.get('content-type') ?? '',
    bytes: new Uint8Array(await encoded.arrayBuffer()),
  };
}

/** The calls of CKAN's Action API that the adapter makes. */
export class Portal {
  readonly #url: string;
  readonly #upstream: Upstream;

  /** @param url address of the portal with its base path (`https://data.gov.lv/dati`), without a slash at the end */
  constructor(url: string, upstream: Upstream) {
    this.#url = url;
    this.#upstream = upstream;
  }

  /** A package by its name; `undefined` if there is none, or none that this user may see. */
  package(name: string): Promise<PortalPackage | undefined> {
    return this.#call('package_show', PortalPackage, async () => jsonBody({ id: name }));
  }

  async createPackage(fields: PackageFields): Promise<PortalPackage> {
    return this.#change('package_create', PortalPackage, async () => jsonBody(fields));
  }

  /** Changes the given fields of a package and leaves all others. */
  async patchPackage(id: string, fields: PackageFields): Promise<PortalPackage> {
    return this.#change('package_patch', PortalPackage, async () => jsonBody({ ...fields, id }));
  }

  /** @param id id that the resource is to have: the same call again makes no second one */
  async createResource(packageId: string, id: string, fields: ResourceFields, upload: Upload): Promise<void> {
    const body = () => formBody({ ...fields, package_id: packageId, id }, upload);
    await this.#change('resource_create', PortalResource, body);
  }

  /** Replaces the file and the given fields of a resource. */
  async patchResource(id: string, fields: ResourceFields, upload: Upload): Promise<void> {
    await this.#change('resource_patch', PortalResource, () => formBody({ ...fields, id }, upload));
  }

  async #change<Schema extends z.ZodType>(
    action: string,
    schema: Schema,
    body: () => Promise<Body>,
  ): Promise<z.output<Schema>> {
    const result = await this.#call(action, schema, body);
    faultPoint('delivery.after-send');
    if (result === undefined)
      throw new UpstreamError('REFUSED', 'what was to be changed is gone', '', 'NOT_FOUND_ERROR');
    return result;
  }

  #call<Schema extends z.ZodType>(
    action: string,
    schema: Schema,
    body: () => Promise<Body>,
  ): Promise<z.output<Schema> | undefined> {
    return this.#upstream.call(action, async ({ signal, headers }: CallContext) => {
      const { contentType, bytes } = await body();
      const answer = await httpCall({
        url: `${this.#url}/api/3/action/${action}`,
        method: 'POST',
        headers: { ...headers, 'content-type': contentType },
        body: bytes,
        signal,
        limitBytes: LIMIT_BYTES,
      });
      return resultOf(schema, answer);
    });
  }
}
