/** Calls the management interface of the run's broker. */
export async function callBroker(
  adminUrl: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const url = new URL(adminUrl);
  const credentials = Buffer.from(`${url.username}:${decodeURIComponent(url.password)}`).toString('base64');
  const response = await fetch(new URL(path, url.origin), {
    method,
    headers: {
      authorization: `Basic ${credentials}`,
      'content-type': 'application/json',
      connection: 'close',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok)
    throw new Error(`the broker's management answered ${response.status} to ${method} ${path}`);
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}
