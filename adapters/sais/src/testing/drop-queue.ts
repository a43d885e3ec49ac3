/**
 * Deletes a queue of a test: left behind, it would be given every later event of the run.
 * Without the broker's management address (`SAITE_BROKER_ADMIN_URL`) it stays.
 */
export async function dropQueue(name: string): Promise<void> {
  const { SAITE_BROKER_ADMIN_URL: address, AMQP_URL: broker } = process.env;
  if (!address || !broker) return;
  const { username, password, origin } = new URL(address);
  const host = new URL(broker).pathname.slice(1) || '%2F';
  const authorization = `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`;
  await fetch(`${origin}/api/queues/${host}/${encodeURIComponent(name)}`, {
    method: 'DELETE',
    headers: { authorization },
  });
}
